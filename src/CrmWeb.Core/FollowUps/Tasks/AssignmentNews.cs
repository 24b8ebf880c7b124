using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Notifications.Messages;

namespace CrmWeb.Core.FollowUps.Tasks;

/// <summary>Tells people of tasks that somebody else gave them.</summary>
public sealed class AssignmentNews(NotificationPublisher announcing)
{
    /// <summary>Adds what is to be told of saved tasks; the caller saves. One's own are no news.</summary>
    internal Task<int> TellAsync(IEnumerable<FollowUp> given, UserScope by, CancellationToken ct) => announcing.AddAsync(
        [
            .. given.Where(f => f.IsOpen && f.AssigneeId != by.UserId).Select(f => new Announcement(
                NotificationKinds.Assigned, string.Create(CultureInfo.InvariantCulture, $"followup:{f.Id}:{f.UpdatedAt:yyyyMMddHHmmss}"), f.AssigneeId)
            {
                CustomerId = f.CustomerId,
                FollowUpId = f.Id,
                ActorId = by.ActorId,
            }),
        ],
        ct);
}
