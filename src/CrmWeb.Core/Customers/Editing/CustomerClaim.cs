using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>Takes a customer out of the pool.</summary>
public sealed class CustomerClaim(CrmDbContext db, CustomerEvents events, OrganizationClock clock, IStringLocalizer<CustomersText> text)
{
    /// <summary>Makes the user the owner. The customer is held while it is decided, so that of two at once exactly one wins; claiming twice is winning once.</summary>
    /// <exception cref="NotFoundException">Absent, in the recycle bin, or the user may not have customers.</exception>
    /// <exception cref="ValidationException">Somebody was faster.</exception>
    public Task ClaimAsync(int id, UserScope by, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        if (!by.Has(Permissions.CustomersCreate) || !by.Has(Permissions.CustomersEdit) || by.ActorId is not { } me)
            throw new NotFoundException();

        var customer = await db.Customers.FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();
        if (customer.OwnerId == me)
            return customer;
        if (customer.OwnerId is not null)
            throw Refusal.Of(text["Error.ClaimedMeanwhile"]);

        await events.SaveAsync(customer, by, () =>
        {
            customer.AssignTo(me, by.DepartmentId, me, clock.UtcNow);
            return Task.FromResult<IReadOnlyList<CustomerEvent>>([new OwnerChanged(customer)]);
        }, ct);
        return customer;
    });
}
