using CrmWeb.Core.Data;
using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Notifications;

/// <summary>
/// Puts what is to be told into the context: lines of inboxes, messages in the outbox. The caller saves, so that it is told
/// exactly when what it tells of is saved.
/// </summary>
public sealed class Announcing(CrmDbContext db, OrganizationClock clock)
{
    /// <summary>As many keys as one question may name.</summary>
    private const int Page = 500;

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
            var here = await db.Users.Where(u => recipients.Contains(u.Id) && u.IsActive).Select(u => u.Id).ToListAsync(ct);
            foreach (var one in page.Where(a => here.Contains(a.RecipientId)).ExceptBy(told, a => a.Key))
            {
                db.Notifications.Add(new Notification(
                    one.RecipientId, one.Kind, one.Key, one.CustomerId, one.FollowUpId, one.ActorId, NotificationFacts.Write(one.Facts), clock.UtcNow));
                added++;
            }
        }

        return added;
    }
}
