using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.Sharing;

/// <summary>
/// What becomes of waiting requests to collaborate when the customer gets another owner: whoever asked and reaches the customer by
/// now has what they asked for; whoever still waits, waits for the new owner.
/// </summary>
internal sealed class CollaborationClosure(CrmDbContext db, CollaborationNotifier news, UserDirectory users, DepartmentTree departments, OrganizationClock clock) : ICustomerListener
{
    public async Task AfterSaveAsync(IReadOnlyList<CustomerEvent> events, UserScope by, CancellationToken ct)
    {
        foreach (var given in events.OfType<OwnerChanged>())
            await CloseAsync(given.Customer, by, ct);
    }

    private async Task CloseAsync(Customer customer, UserScope by, CancellationToken ct)
    {
        var customerId = customer.Id;
        var waiting = await db.CollaborationRequests.Where(r => r.CustomerId == customerId && r.State == CollaborationState.Waiting)
            .OrderBy(r => r.Id).ToListAsync(ct);
        if (waiting.Count == 0)
            return;

        var (directory, tree) = (await users.GetAsync(ct), await departments.GetAsync(ct));
        var answered = waiting.FindAll(r => Reaches(directory.ById(r.RequesterId)));
        answered.ForEach(r => r.Decide(CollaborationState.Granted, by.UserId, clock.UtcNow));
        await db.SaveChangesAsync(by, ct);
        foreach (var request in waiting)
        {
            if (request.State == CollaborationState.Granted)
                await news.DecidedAsync(request, by, ct);
            else
                await news.AskedAnewAsync(request, customer.OwnerId, by, ct);
        }

        bool Reaches(UserEntry? requester) => requester is not null && (requester.Id == customer.OwnerId || requester.Scope switch
        {
            DataScope.Everything => true,
            DataScope.Department => requester.DepartmentId is { } own && customer.DepartmentId is { } department && tree.Branch(own).Contains(department),
            _ => false,
        });
    }
}
