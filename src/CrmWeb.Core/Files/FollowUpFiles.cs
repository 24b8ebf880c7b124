using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Files;

/// <summary>
/// Files chosen in the form of a follow-up lie with the customer at once, so that nothing is lost where the form is not sent; the
/// follow-up takes them when it is saved.
/// </summary>
internal sealed class FollowUpFiles(CrmDbContext db) : ICustomerListener
{
    public async Task AfterSaveAsync(IReadOnlyList<CustomerEvent> events, UserScope by, CancellationToken ct)
    {
        foreach (var made in events.OfType<FollowUpEvent>().Where(e => e.Action is FollowUpAction.Recorded or FollowUpAction.Planned))
        {
            var (id, key, customer, me) = (made.FollowUp.Id, made.FollowUp.CreationKey, made.Customer.Id, by.ActorId);
            await db.Attachments.Where(f => f.FormKey == key && f.CustomerId == customer && f.CreatedById == me)
                .ExecuteUpdateAsync(set => set.SetProperty(f => f.FollowUpId, id).SetProperty(f => f.FormKey, (Guid?)null), ct);
        }
    }
}
