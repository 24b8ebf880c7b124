using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.Events;

/// <summary>
/// Saves what happened to customers together with all that follows from it, in one transaction. While it runs nobody else's
/// event of the same customers does, so what is derived from several rows (the next follow-up, the last one) ends right.
/// </summary>
public sealed class CustomerEvents(CrmDbContext db, IEnumerable<ICustomerListener> listeners, IEnumerable<ICustomerFigure> figures)
{
    /// <summary>Changes one customer and saves.</summary>
    /// <param name="customer">As the rules were checked by; not changed yet.</param>
    /// <param name="change">Changes entities and says what happened; does not save.</param>
    /// <exception cref="EditConflictException">The customer is no longer as it was checked, or somebody else saved one of the rows at the same moment.</exception>
    internal Task SaveAsync(Customer customer, UserScope by, Func<Task<IReadOnlyList<CustomerEvent>>> change, CancellationToken ct) =>
        SaveAsync([customer.Id], by, async () =>
        {
            var (version, stageId) = (customer.Version, customer.StageId);
            await db.Entry(customer).ReloadAsync(ct);
            return version == customer.Version && stageId == customer.StageId ? await change() : throw new EditConflictException();
        }, ct);

    /// <summary>Changes several customers and saves.</summary>
    /// <param name="change">Loads them, changes entities and says what happened; does not save.</param>
    /// <exception cref="EditConflictException">One of the customers is gone, or somebody else saved one of the rows at the same moment.</exception>
    internal async Task SaveAsync(IReadOnlyCollection<int> customerIds, UserScope by, Func<Task<IReadOnlyList<CustomerEvent>>> change, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // Others wait here; what they saved before is read below.
        var held = await RowLock.LockInOrderAsync(db, db.Customers.Where(c => customerIds.Contains(c.Id)), customerIds, c => c.UpdatedAt, ct);
        if (held < customerIds.Count)
            throw new EditConflictException();

        var events = await change();
        foreach (var listener in listeners)
            await listener.BeforeSaveAsync(events, by, ct);
        await db.SaveChangesAsync(by, ct);
        foreach (var listener in listeners)
            await listener.AfterSaveAsync(events, by, ct);
        if (db.ChangeTracker.HasChanges())
            await db.SaveChangesAsync(by, ct);
        await figures.RenewAsync(customerIds, ct);
        await transaction.CommitAsync(ct);
    }
}
