using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Notifications.Messages;

namespace CrmWeb.Core.FollowUps.Tasks;

/// <summary>Tells people of tasks that somebody else gave them; one's own are no news.</summary>
internal sealed class AssignmentNews(NotificationPublisher notifications) : ICustomerListener
{
    public async Task AfterSaveAsync(IReadOnlyList<CustomerEvent> events, UserScope by, CancellationToken ct)
    {
        var given = events.OfType<FollowUpEvent>().Where(e => e.Assigns && e.FollowUp.AssigneeId != by.UserId).Select(e => e.FollowUp).ToList();
        if (given.Count == 0)
            return;

        await notifications.AddAsync(
            given.ConvertAll(f => new Announcement(
                NotificationKinds.Assigned, string.Create(CultureInfo.InvariantCulture, $"followup:{f.Id}:{f.UpdatedAt:yyyyMMddHHmmss}"), f.AssigneeId)
            {
                CustomerId = f.CustomerId,
                FollowUpId = f.Id,
                ActorId = by.ActorId,
            }),
            ct);
    }
}
