using System.Globalization;
using CrmWeb.Core.Organization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CrmWeb.Core.Jobs;

/// <summary>
/// What Quartz runs, whichever job it is: looks whether the job is paused, runs it, and notes what came of it. Nothing it throws
/// reaches Quartz but the cancellation at the program's end, after which another process, or the next start, runs it again.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class JobExecution(
    IServiceProvider services, JobDirectory jobs, JobHistory history, OrganizationClock clock, ILogger<JobExecution> log) : IJob
{
    /// <summary>Who pressed "run now", in the trigger's data.</summary>
    public const string StartedBy = "startedBy";

    /// <summary>A run is shown as running once it takes this long; most are over before anybody could look.</summary>
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(2);

    /// <summary>The program ends without the last note rather than waiting for a database that does not answer.</summary>
    private static readonly TimeSpan NoteTimeout = TimeSpan.FromSeconds(10);

    private static readonly string Host = $"{Environment.MachineName}:{Environment.ProcessId}";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var code = context.JobDetail.Key.Name;
        if (jobs.Find(code) is not { } job)
        {
            log.LogWarning("The job {Job} is unknown to this version of the program", code);
            return;
        }

        int? startedBy = int.TryParse(context.MergedJobDataMap.TryGetValue(StartedBy, out var by) ? by as string : null, CultureInfo.InvariantCulture, out var id) ? id : null;
        if (startedBy is null && await history.IsPausedAsync(code, cancellationToken))
            return;

        // After a standstill Quartz names the first slot that was missed; the run is for the last one.
        var due = startedBy is null ? job.Schedule.SlotAt(context.FireTimeUtc.UtcDateTime) : clock.UtcNow;
        await RunAsync(job, new JobRun(code, due, clock.UtcNow, Host, startedBy), cancellationToken);
    }

    private async Task RunAsync(ScheduledJob job, JobRun run, CancellationToken ct)
    {
        try
        {
            var work = ((ICrmJob)services.GetRequiredService(job.Type)).RunAsync(run.DueAt, ct);
            if (run.StartedById is not null || await Task.WhenAny(work, Task.Delay(Noticeable, ct)) != work)
                await NoteAsync(run);
            var did = await work;
            run.Finish(JobOutcome.Succeeded, did, null, clock.UtcNow);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            run.Break();
            throw;
        }
#pragma warning disable CA1031 // A job may fail in any way; it is noted, and the next slot tries again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.LogError(e, "The job {Job} failed", job.Code);
            run.Finish(JobOutcome.Failed, null, Describe(e), clock.UtcNow);
        }
        finally
        {
            await NoteAsync(run);
        }
    }

    private async Task NoteAsync(JobRun run)
    {
        using var timeout = new CancellationTokenSource(NoteTimeout);
        try
        {
            await history.WriteAsync(run, timeout.Token);
        }
#pragma warning disable CA1031 // The job did its work; a note that cannot be written must not make it look failed.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.LogWarning(e, "The run of the job {Job} could not be noted", run.Job);
        }
    }

    private static string Describe(Exception e) =>
        string.Join(Environment.NewLine, Chain(e).Select(x => $"{x.GetType().Name}: {x.Message}"));

    private static IEnumerable<Exception> Chain(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
            yield return e;
    }
}
