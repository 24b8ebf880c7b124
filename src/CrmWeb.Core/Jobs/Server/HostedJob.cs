using System.Diagnostics;
using CrmWeb.Core.Organization;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmWeb.Core.Jobs.Server;

/// <summary>
/// What Hangfire runs, whichever job it is: takes the job's lease, renews it while the job runs, and notes what came of it. One that
/// finds the job taken, or done already, ends at once.
/// </summary>
public sealed class HostedJob(
    IServiceProvider services, JobDirectory jobs, JobLeases leases, JobHistory history, JobTimes times, OrganizationClock clock, ILogger<HostedJob> log)
{
    /// <summary>A run is shown as running once it takes this long; most are over before anybody could look.</summary>
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(2);

    /// <summary>The program ends without the last note rather than waiting for a database that does not answer.</summary>
    private static readonly TimeSpan NoteTimeout = TimeSpan.FromSeconds(10);

    /// <param name="server">Tells the end of the program from a deletion in the dashboard; Hangfire gives it.</param>
    /// <param name="ct">Cancelled by both.</param>
    /// <remarks>On the thread pool: the worker's own thread only waits, so that nothing has to come back to it.</remarks>
    public Task RunAsync(string code, IJobCancellationToken server, CancellationToken ct) =>
        Task.Run(() => RunHereAsync(code, server?.ShutdownToken ?? ct, ct), CancellationToken.None);

    private async Task RunHereAsync(string code, CancellationToken ending, CancellationToken ct)
    {
        if (jobs.Find(code) is not { } job)
        {
            log.LogWarning("The job {Job} is unknown to this version of the program", code);
            return;
        }

        if (await leases.TakeAsync(job, ct) is not { } hold)
            return;

        using var lost = new CancellationTokenSource();
        using var over = new CancellationTokenSource();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, lost.Token);
        var beating = BeatAsync(hold, lost, over.Token);
        var run = new JobRun(code, hold.Slot, clock.UtcNow, JobLeases.Host, hold.RequestedById);
        var fault = await WorkAsync(job, run, both.Token);
        await over.CancelAsync();
        await beating;
        if (lost.IsCancellationRequested || !await EndAsync(hold, run, fault, ending))
            throw new JobLostException(code, fault);
        if (fault is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault);
    }

    /// <returns>What went wrong; null where nothing did.</returns>
    private async Task<Exception?> WorkAsync(ScheduledJob job, JobRun run, CancellationToken ct)
    {
        try
        {
            var work = ((ICrmJob)services.GetRequiredService(job.Type)).RunAsync(run.DueAt, ct);
            if (run.StartedById is not null || await Task.WhenAny(work, Task.Delay(Noticeable, ct)) != work)
                await TryAsync(run, t => history.WriteAsync(run, t));
            run.Finish(JobOutcome.Succeeded, await work, null, clock.UtcNow);
            return null;
        }
#pragma warning disable CA1031 // A job may fail in any way; it is noted, and the next slot tries again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e;
        }
    }

    /// <returns>False where another process has the job, so that nothing was noted.</returns>
    private async Task<bool> EndAsync(JobHold hold, JobRun run, Exception? fault, CancellationToken ending)
    {
        if (fault is OperationCanceledException && ending.IsCancellationRequested)
        {
            run.Break();
            await TryAsync(run, t => history.WriteAsync(run, t));
            await TryAsync(run, t => leases.LetGoAsync(hold, t));
            return true;
        }

        if (fault is not null)
        {
            log.LogError(fault, "The job {Job} failed", run.Job);
            run.Finish(JobOutcome.Failed, null, Describe(fault), clock.UtcNow);
        }

        var ours = true;
        await TryAsync(run, async t => ours = await leases.FinishAsync(hold, run, t));
        return ours;
    }

    /// <summary>Renews the lease until the run is over; says that it is lost when it is, or could not be renewed for as long as it lasts.</summary>
    private async Task BeatAsync(JobHold hold, CancellationTokenSource lost, CancellationToken over)
    {
        var renewed = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(times.Beat);
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                var asked = Stopwatch.GetTimestamp();
                try
                {
                    if (!await leases.RenewAsync(hold, over))
                        await LoseAsync();
                    renewed = asked;
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    log.LogWarning(e, "The lease of the job {Job} could not be renewed", hold.Job);
                    if (Stopwatch.GetElapsedTime(renewed) > times.Lease)
                        await LoseAsync();
                }

                if (lost.IsCancellationRequested)
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }

        Task LoseAsync()
        {
            log.LogWarning("The job {Job} was taken over by another process; this run stops and notes nothing", hold.Job);
            return lost.CancelAsync();
        }
    }

    /// <summary>The job did its work; a note that cannot be written must not make it look failed.</summary>
    private async Task TryAsync(JobRun run, Func<CancellationToken, Task> note)
    {
        using var timeout = new CancellationTokenSource(NoteTimeout);
        try
        {
            await note(timeout.Token);
        }
#pragma warning disable CA1031 // Whatever keeps it from being written.
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

/// <summary>A run that took longer than anybody heard of it: another process has the job.</summary>
public sealed class JobLostException(string job, Exception? inner) : Exception($"Another process has taken over the job '{job}'.", inner);
