namespace CrmWeb.Core.Jobs;

/// <summary>
/// Who runs a job, and up to which slot it has run; one row for each job. Whoever runs it holds the row for a few seconds and
/// renews that while it runs: a process that dies lets go of it by dying. Written by <see cref="JobLeases"/> alone, row by row
/// and only where nobody was quicker.
/// </summary>
public sealed class JobLease
{
    private JobLease()
    {
    }

    /// <param name="schedule">What <see cref="JobSchedule.Identity"/> says.</param>
    /// <param name="doneSlot">UTC.</param>
    public JobLease(string job, string schedule, DateTime doneSlot)
    {
        Job = job;
        Schedule = schedule;
        DoneSlot = doneSlot;
        Until = doneSlot;
    }

    /// <summary>Code of the job.</summary>
    public string Job { get; private set; } = "";

    /// <summary>The schedule that the slots belong to, with its zone; another one begins anew.</summary>
    public string Schedule { get; private set; } = "";

    /// <summary>Rises with each change of hands: what an earlier holder still writes is known by its older number.</summary>
    public long Fence { get; private set; }

    /// <summary>The machine and process that runs it; empty while it waits to be run.</summary>
    public string? Holder { get; private set; }

    /// <summary>Until when it belongs to the holder, or to whoever has said that it is to be run (UTC).</summary>
    public DateTime Until { get; private set; }

    /// <summary>The latest slot that was run to its end, or had nothing to do (UTC).</summary>
    public DateTime DoneSlot { get; private set; }

    /// <summary>When somebody pressed "run now" and it has not been done yet (UTC).</summary>
    public DateTime? RequestedAt { get; private set; }

    public int? RequestedById { get; private set; }
}

/// <summary>How long things take that have to do with leases.</summary>
/// <param name="Lease">How long a job belongs to a process that is not heard of.</param>
/// <param name="Beat">How often whoever runs it renews that.</param>
/// <param name="Look">How often each process looks whether somebody let go of a job, at the latest.</param>
public sealed record JobTimes(TimeSpan Lease, TimeSpan Beat, TimeSpan Look)
{
    /// <summary>A killed process costs at most the lease and a look, about twenty seconds.</summary>
    public static readonly JobTimes Default = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
}
