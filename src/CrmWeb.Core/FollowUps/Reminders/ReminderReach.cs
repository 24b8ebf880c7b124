using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps.Reminders;

/// <summary>Where a reminder can reach people. In the page it always appears.</summary>
public sealed class ReminderReach(CrmDbContext db)
{
    /// <summary>The channels besides the page that the administrator has set up, and those chosen already.</summary>
    public async Task<IReadOnlyList<NotificationChannels>> OfferedAsync(IReadOnlyCollection<NotificationChannels> chosen, CancellationToken ct)
    {
        var ready = (await db.ChannelSettings.Where(c => c.IsEnabled).Select(c => c.Channel).ToListAsync(ct)).ToHashSet();
        if (await db.DepartmentRobots.AnyAsync(r => r.IsActive, ct))
            ready.Add(OutboxChannel.Robot);
        var all = chosen.Aggregate(NotificationChannels.None, (sum, one) => sum | one);
        return
        [
            .. new[] { (NotificationChannels.Mail, OutboxChannel.Mail), (NotificationChannels.Sms, OutboxChannel.Sms), (NotificationChannels.Robot, OutboxChannel.Robot) }
                .Where(c => ready.Contains(c.Item2) || all.HasFlag(c.Item1)).Select(c => c.Item1),
        ];
    }
}
