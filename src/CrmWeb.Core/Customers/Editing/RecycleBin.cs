using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>A customer in the recycle bin.</summary>
public sealed record BinnedCustomer(int Id, string Number, string Name, string OwnerName, string DeletedByName, DateTime DeletedAt);

/// <summary>The recycle bin: what is deleted waits there and can be restored.</summary>
public sealed class RecycleBin(CrmDbContext db, UserDirectory users, IEnumerable<ICustomerFigure> figures, OrganizationClock clock)
{
    /// <exception cref="NotFoundException">Absent, outside the scope, or the user may not delete.</exception>
    public async Task DeleteAsync(int id, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.CustomersDelete);
        var customer = await db.Customers.GovernedBy(by).FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();
        customer.Delete(by.ActorId, clock.UtcNow);
        await db.SaveChangesAsync(by, ct);
    }

    /// <exception cref="NotFoundException">Not in the bin, outside the scope, or the user may not restore.</exception>
    public async Task RestoreAsync(int id, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.CustomersDelete);
        var customer = await Binned(by).FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();
        customer.Restore(by.ActorId, clock.UtcNow);

        // What days change at night was left alone while it lay in the bin.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.SaveChangesAsync(by, ct);
        await figures.RenewAsync([id], ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>One page of what lies in the bin inside the scope, last deleted first.</summary>
    /// <exception cref="NotFoundException">The user may not delete.</exception>
    /// <exception cref="PageElsewhereException">The bin has no such page.</exception>
    public async Task<PageOf<BinnedCustomer>> ListAsync(PageWanted wanted, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.CustomersDelete);
        var total = await Binned(by).CountAsync(ct);
        var skip = wanted.SkipIn(total);
        var directory = await users.GetAsync(ct);
        var view = PersonalView.Of(by);
        var rows = await Binned(by).AsNoTracking().OrderByDescending(c => c.DeletedAt).ThenByDescending(c => c.Id).Skip(skip).Take(wanted.Size)
            .Select(c => new { c.Id, c.Number, c.Name, c.Kind, c.OwnerId, c.DeletedById, c.DeletedAt })
            .ToListAsync(ct);
        return new PageOf<BinnedCustomer>(
            [.. rows.Select(r => new BinnedCustomer(r.Id, r.Number, view.Customer(r.Name, r.Kind), directory.Name(r.OwnerId), directory.Name(r.DeletedById), r.DeletedAt!.Value))],
            total, wanted.Number, wanted.Size);
    }

    private IQueryable<Customer> Binned(UserScope by) =>
        db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).Where(c => c.DeletedAt != null).GovernedBy(by);
}
