using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Bulk;
using CrmWeb.Core.Persistence.Signals;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Notifications;

/// <summary>
/// Puts what is to be told into the context: lines of inboxes, messages in the outbox. The caller saves, so that it is told
/// exactly when what it tells of is saved.
/// </summary>
public sealed class NotificationPublisher(CrmDbContext db, OutboxWriter outbox, OrganizationClock clock)
{
    /// <summary>As many keys as one question may name.</summary>
    private const int Page = 500;

    /// <summary>From here on, writing row by row would take noticeably longer.</summary>
    private const int Many = 50;

    /// <summary>Adds what has not been told yet; whoever has left the company is told nothing.</summary>
    /// <returns>How many announcements were new.</returns>
    public async Task<int> AddAsync(IReadOnlyCollection<Announcement> announcements, CancellationToken ct)
    {
        var added = 0;
        foreach (var page in announcements.DistinctBy(a => a.Key).Chunk(Page))
        {
            var keys = page.Select(a => a.Key).ToList();
            var told = await db.Notifications.IgnoreQueryFilters().Where(n => keys.Contains(n.Key)).Select(n => n.Key).ToListAsync(ct);
            var recipients = page.Select(a => a.RecipientId).Distinct().ToList();
            var here = (await db.Users.Where(u => recipients.Contains(u.Id) && u.IsActive).Select(u => u.Id).ToListAsync(ct)).ToHashSet();
            var fresh = page.Where(a => here.Contains(a.RecipientId)).ExceptBy(told, a => a.Key).ToList();
            var lines = fresh.ConvertAll(one => new Notification(
                one.RecipientId, one.Kind, one.Key, one.CustomerId, one.FollowUpId, one.ActorId, NotificationFacts.Write(one.Facts), clock.UtcNow));
            await KeepAsync(lines, await outbox.PlanAsync(fresh, ct), ct);
            added += fresh.Count;
        }

        return added;
    }

    /// <summary>In a transaction many are written at once, past the change tracker: the transaction is what makes them hold or not.</summary>
    private async Task KeepAsync(List<Notification> lines, IReadOnlyList<OutboxMessage> messages, CancellationToken ct)
    {
        if (lines.Count < Many || db.Database.CurrentTransaction is null)
        {
            db.Notifications.AddRange(lines);
            db.OutboxMessages.AddRange(messages);
            return;
        }

        var bulk = new BulkInsert(db);
        await bulk.WriteUnnumberedAsync(lines, ct);
        await bulk.WriteUnnumberedAsync(messages, ct);
        db.WakeAfterCommit(Wake.News | (messages.Count > 0 ? Wake.Outbox : Wake.None));
    }
}
