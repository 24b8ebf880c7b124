using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Jobs;

/// <summary>
/// Removes what nobody looks at any more: old runs, old notifications, messages that were sent long ago, what watch rules told
/// long ago, sessions and wrong passwords that no longer count. The keys behind "told once" go with them; by then their slots are long past.
/// </summary>
public sealed class Cleaning(CrmDbContext db, OrganizationClock clock)
{
    /// <summary>Rows one statement removes, so that it holds the database only for a moment.</summary>
    private const int Batch = 500;

    private static readonly TimeSpan Runs = TimeSpan.FromDays(30);
    private static readonly TimeSpan ReadNotifications = TimeSpan.FromDays(180);
    private static readonly TimeSpan Notifications = TimeSpan.FromDays(365);
    private static readonly TimeSpan SentMessages = TimeSpan.FromDays(90);
    private static readonly TimeSpan Messages = TimeSpan.FromDays(365);
    private static readonly TimeSpan WatchNotices = TimeSpan.FromDays(365);

    /// <returns>What was removed; null where there was nothing.</returns>
    public async Task<string?> CleanAsync(CancellationToken ct)
    {
        var now = clock.UtcNow;
        DateTime runs = now - Runs, read = now - ReadNotifications, told = now - Notifications, sent = now - SentMessages, messages = now - Messages, noticed = now - WatchNotices;

        // The latest run of a job stays, however old: it says when the job last ran.
        var removedRuns = await RemoveAsync(
            db.JobRuns.Where(r => r.StartedAt < runs && db.JobRuns.Any(later => later.Job == r.Job && later.StartedAt > r.StartedAt)).OrderBy(r => r.StartedAt).ThenBy(r => r.Id), ct);
        var removedNotifications = await RemoveAsync(
            db.Notifications.IgnoreQueryFilters().Where(n => n.CreatedAt < told || (n.CreatedAt < read && n.ReadAt != null)).OrderBy(n => n.CreatedAt).ThenBy(n => n.Id), ct);
        var removedMessages = await RemoveAsync(
            db.OutboxMessages.IgnoreQueryFilters()
                .Where(m => m.CreatedAt < messages || (m.CreatedAt < sent && (m.State == OutboxState.Sent || m.State == OutboxState.Dropped)))
                .OrderBy(m => m.CreatedAt).ThenBy(m => m.Id),
            ct);

        // By id, which follows the time: no index is kept for this alone. What has stood for a year without being told again is told anew.
        var removedNotices = await RemoveAsync(db.WatchNotices.Where(n => n.At < noticed).OrderBy(n => n.Id), ct);
        var removedSessions = await RemoveAsync(db.EndedSessions.Where(s => s.Until < now).OrderBy(s => s.Id), ct);
        var removedTries = await RemoveAsync(db.SignInTries.Where(t => t.Until < now).OrderBy(t => t.Until).ThenBy(t => t.Id), ct);
        return JobSummary.Of(
            ("runs", removedRuns), ("notifications", removedNotifications), ("messages", removedMessages), ("notices", removedNotices), ("sessions", removedSessions), ("tries", removedTries));
    }

    private static async Task<int> RemoveAsync<T>(IOrderedQueryable<T> old, CancellationToken ct)
    {
        var removed = 0;
        for (var some = Batch; some == Batch; removed += some)
            some = await old.Take(Batch).ExecuteDeleteAsync(ct);
        return removed;
    }
}

/// <summary>Cleans up at night.</summary>
internal sealed class CleaningJob(Cleaning cleaning) : ICrmJob
{
    public Task<string?> RunAsync(DateTime dueAt, CancellationToken ct) => cleaning.CleanAsync(ct);
}
