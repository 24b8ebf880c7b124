using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Outbox;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps.Reminders;

/// <summary>Nobody is sent what calls for work on a task that needs none any more.</summary>
internal sealed class ClosedTask : IDropReason
{
    public string Error => SendErrors.TaskClosed;

    public async Task<IReadOnlyCollection<long>> OfAsync(CrmDbContext db, IReadOnlyList<LeasedMessage> messages, CancellationToken ct)
    {
        var about = messages.Where(m => m.Kind is NotificationKinds.Reminder or NotificationKinds.Overdue).ToList();
        var keys = about.Select(m => m.AnnouncementKey).Distinct().ToList();
        if (keys.Count == 0)
            return [];
        var closed = from line in db.Notifications.AsNoTracking()
                     where keys.Contains(line.Key)
                     join task in db.FollowUps.AsNoTracking() on line.FollowUpId equals task.Id
                     where task.State == FollowUpState.Done || task.State == FollowUpState.Cancelled
                     select line.Key;
        var found = (await closed.ToListAsync(ct)).ToHashSet();
        return [.. about.Where(m => found.Contains(m.AnnouncementKey)).Select(m => m.Id)];
    }
}
