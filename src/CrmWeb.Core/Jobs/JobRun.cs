using CrmWeb.Core.Text;

namespace CrmWeb.Core.Jobs;

/// <summary>One run of a job: when it was due, how long it took, what came of it.</summary>
public sealed class JobRun
{
    public const int SummaryMax = 200;

    public const int ErrorMax = 2000;

    private JobRun()
    {
    }

    /// <param name="job">Code of the job.</param>
    /// <param name="dueAt">The slot of the schedule, UTC.</param>
    /// <param name="startedAt">Now, UTC.</param>
    /// <param name="startedById">Who pressed "run now"; null where the schedule did.</param>
    public JobRun(string job, DateTime dueAt, DateTime startedAt, string host, int? startedById)
    {
        Job = job;
        DueAt = dueAt;
        StartedAt = startedAt;
        Host = host;
        StartedById = startedById;
    }

    public long Id { get; private set; }

    public string Job { get; private set; } = "";

    /// <summary>The slot of the schedule (UTC).</summary>
    public DateTime DueAt { get; private set; }

    public DateTime StartedAt { get; private set; }

    /// <summary>UTC; null while it runs, and for ever where its process was killed.</summary>
    public DateTime? FinishedAt { get; private set; }

    public JobOutcome Outcome { get; private set; } = JobOutcome.Running;

    /// <summary>What it did, in a few words without personal data.</summary>
    public string? Summary { get; private set; }

    public string? Error { get; private set; }

    /// <summary>The machine and process that ran it.</summary>
    public string Host { get; private set; } = "";

    public int? StartedById { get; private set; }

    /// <summary>Whether it came to its end by itself, in time, and there was nothing to do.</summary>
    public bool FoundNothing => Outcome == JobOutcome.Succeeded && Summary is null && StartedById is null;

    /// <param name="at">Now, UTC.</param>
    public void Finish(JobOutcome outcome, string? summary, string? error, DateTime at)
    {
        Outcome = outcome;
        Summary = Cut(summary, SummaryMax);
        Error = Cut(error, ErrorMax);
        FinishedAt = at;
    }

    /// <summary>Says that the run was broken off before its end, with the program around it; it has no end then.</summary>
    public void Break() => Outcome = JobOutcome.Failed;

    private static string? Cut(string? text, int max) => text is null ? null : FormText.Shortened(text, max);
}

/// <summary>What came of a run.</summary>
public enum JobOutcome
{
    Running = 1,
    Succeeded = 2,
    Failed = 3,
}

/// <summary>A job that an administrator has paused, for all processes; a job without a row runs.</summary>
public sealed class JobPause
{
    private JobPause()
    {
    }

    /// <param name="at">Now, UTC.</param>
    public JobPause(string job, int pausedById, DateTime at)
    {
        Job = job;
        PausedById = pausedById;
        PausedAt = at;
    }

    /// <summary>Code of the job.</summary>
    public string Job { get; private set; } = "";

    public int PausedById { get; private set; }

    public DateTime PausedAt { get; private set; }
}
