using CrmWeb.Core.Data;
using CrmWeb.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps;

/// <summary>Where a reminder can reach people. In the page it always appears.</summary>
public sealed class ReminderReach(CrmDbContext db)
{
    /// <summary>The channels besides the page that the administrator has set up, and those chosen already.</summary>
    public async Task<IReadOnlyList<ReminderChannels>> OfferedAsync(IReadOnlyCollection<ReminderChannels> chosen, CancellationToken ct)
    {
        var ready = (await db.ChannelSettings.Where(c => c.IsEnabled).Select(c => c.Channel).ToListAsync(ct)).ToHashSet();
        if (await db.DepartmentRobots.AnyAsync(r => r.IsActive, ct))
            ready.Add(OutboxChannel.Robot);
        var all = chosen.Aggregate(ReminderChannels.None, (sum, one) => sum | one);
        return
        [
            .. new[] { (ReminderChannels.Mail, OutboxChannel.Mail), (ReminderChannels.Sms, OutboxChannel.Sms), (ReminderChannels.Robot, OutboxChannel.Robot) }
                .Where(c => ready.Contains(c.Item2) || all.HasFlag(c.Item1)).Select(c => c.Item1),
        ];
    }
}
