using CrmWeb.Core.Access;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmWeb.Core.Downloads;

/// <summary>
/// Writes the exports that wait, one after the other. No two runs go on at once (the job's lease), so one that is said to be running when a
/// run begins was broken off with its process, and is begun anew.
/// </summary>
public sealed partial class DownloadRun(CrmDbContext db, IServiceScopeFactory scopes, UserScopes users, ILogger<DownloadRun> logger)
{
    /// <summary>Whether anything waits to be written, or to be written anew.</summary>
    public Task<bool> IsAnythingWaitingAsync(CancellationToken ct) => Open(db).AnyAsync(ct);

    /// <returns>What was done; null where nothing waited.</returns>
    public async Task<string?> RunAsync(CancellationToken ct)
    {
        var (written, failed) = (0, 0);
        for (var after = 0; await NextAsync(after, ct) is { } next; after = next.Id)
        {
            switch (await WriteAsync(next.Id, next.OwnerId, ct))
            {
                case DownloadState.Ready:
                    written++;
                    break;
                case DownloadState.Failed:
                    failed++;
                    break;
            }
        }

        return JobSummary.Of(("exported", written), ("failed", failed));
    }

    internal static IQueryable<Download> Open(CrmDbContext db) => db.Downloads.Where(d => d.State == DownloadState.Waiting || d.State == DownloadState.Running);

    private Task<Waiting?> NextAsync(int after, CancellationToken ct) =>
        Open(db).Where(d => d.Id > after).OrderBy(d => d.Id).Select(d => new Waiting(d.Id, d.OwnerId)).FirstOrDefaultAsync(ct);

    /// <summary>In services of its own, which act for the owner as the owner is now.</summary>
    private async Task<DownloadState?> WriteAsync(int id, int ownerId, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var owner = await users.OfAsync(ownerId, ct);
            scope.ServiceProvider.GetRequiredService<StandIn>().For = owner;
            return await scope.ServiceProvider.GetRequiredService<DownloadWriter>().WriteAsync(id, owner, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Left as it is: the next run begins it anew, and gives it up after some attempts. It must not hold up those behind it.
            Failed(id, e);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "The export {Id} could not be written; it is tried again")]
    private partial void Failed(int id, Exception e);

    private sealed record Waiting(int Id, int OwnerId);
}

/// <summary>Writes what waits, soon after it is asked for.</summary>
internal sealed class DownloadJob(DownloadRun run) : IWakefulJob
{
    public const string Code = "exports";

    public const string Schedule = "*/10 * * * * *";

    public Task<bool> HasWorkAsync(CancellationToken ct) => run.IsAnythingWaitingAsync(ct);

    public Task<string?> RunAsync(DateTime dueAt, CancellationToken ct) => run.RunAsync(ct);
}
