using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>Gives one customer to another owner.</summary>
public sealed class CustomerAssignment(CrmDbContext db, OwnerChoices owners, CustomerEvents events, OrganizationClock clock, IStringLocalizer<CustomersText> text)
{
    /// <exception cref="NotFoundException">Absent, outside the scope, or the user may not reassign.</exception>
    /// <exception cref="ValidationException">The heir may not be chosen.</exception>
    /// <exception cref="EditConflictException">Somebody else changed the customer at the same moment.</exception>
    public async Task AssignAsync(int id, int? ownerId, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.CustomersReassign);

        var customer = await db.Customers.GovernedBy(by).FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();
        var heir = (await owners.ForAsync(by, ct)).FirstOrDefault(u => u.Id == ownerId)
            ?? throw Refusal.Of("Owner", text["Error.OwnerNotAllowed"]);
        if (customer.OwnerId == heir.Id)
            return;

        await events.SaveAsync(customer, by, () =>
        {
            customer.AssignTo(heir.Id, heir.DepartmentId, by.ActorId, clock.UtcNow);
            return Task.FromResult<IReadOnlyList<CustomerEvent>>([new OwnerChanged(customer)]);
        }, ct);
    }
}
