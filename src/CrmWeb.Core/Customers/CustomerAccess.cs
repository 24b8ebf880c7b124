using System.Linq.Expressions;
using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers;

/// <summary>
/// Who may see and who may change which customers. The one place: list, record, count, search, suggestion and everything
/// that hangs on a customer compose through these expressions.
/// </summary>
public static class CustomerAccess
{
    /// <summary>How many customers are named one by one in a query.</summary>
    private const int MostSingled = 200;

    /// <summary>The customers inside the scope: one's own, the department's or all, and those one collaborates on.</summary>
    public static IQueryable<Customer> VisibleTo(this IQueryable<Customer> customers, UserScope by) =>
        by.Has(Permissions.CustomersView) ? customers.Where(Reach(by, collaboratorMustEdit: false)) : customers.Where(_ => false);

    /// <summary>
    /// The same customers as <see cref="VisibleTo"/> at this moment, for lists and counts. What the reader reaches beyond the
    /// own ones or the branch, mostly nothing, is asked first: the rest is then a condition that an index answers in the order
    /// of the list, where a subquery beside it would have every customer of the company looked at.
    /// </summary>
    internal static async Task<VisibleCustomers> VisibleNowAsync(CrmDbContext db, UserScope by, CancellationToken ct)
    {
        var customers = db.Customers.AsNoTracking();
        if (by.Scope == DataScope.Everything || !by.Has(Permissions.CustomersView))
            return new VisibleCustomers(customers.VisibleTo(by));

        var (userId, departments, today) = (by.UserId, by.DepartmentIds, by.Today);
        var isBranch = by.Scope == DataScope.Department;
        var outside = isBranch
            ? customers.Where(c => c.DepartmentId == null || !departments.Contains(c.DepartmentId.Value))
            : customers.Where(c => c.OwnerId != userId);
        var more = db.Collaborators.Where(x => x.UserId == userId && (x.Until == null || x.Until >= today))
            .Join(outside, x => x.CustomerId, c => c.Id, (_, c) => c.Id);
        if (isBranch)
            more = more.Concat(outside.Where(c => c.OwnerId == userId).Select(c => c.Id));

        var ids = await more.Distinct().Order().Take(MostSingled + 1).ToListAsync(ct);
        if (ids.Count > MostSingled)
            return new VisibleCustomers(customers.VisibleTo(by));
        return new VisibleCustomers(
            isBranch ? customers.Where(c => departments.Contains(c.DepartmentId!.Value)) : customers.Where(c => c.OwnerId == userId),
            ids.Count == 0 ? null : customers.Where(c => EF.Parameter(ids).Contains(c.Id)));
    }

    /// <summary>The visible customers whose fields the user may also change. A form shows all it changes, so whoever may not read that changes nothing.</summary>
    public static IQueryable<Customer> EditableBy(this IQueryable<Customer> customers, UserScope by) =>
        by.Has(Permissions.CustomersEdit) && by.Has(Permissions.PersonalDataView) ? customers.Where(Reach(by, collaboratorMustEdit: true)) : customers.Where(_ => false);

    /// <summary>The customers the user's role reaches without being a collaborator; for deleting, restoring and reassigning.</summary>
    public static IQueryable<Customer> GovernedBy(this IQueryable<Customer> customers, UserScope by)
    {
        var userId = by.UserId;
        var departments = by.DepartmentIds;
        return by.Scope switch
        {
            DataScope.Everything => customers,
            DataScope.Department => customers.Where(c => departments.Contains(c.DepartmentId!.Value) || c.OwnerId == userId),
            _ => customers.Where(c => c.OwnerId == userId),
        };
    }

    private static Expression<Func<Customer, bool>> Reach(UserScope by, bool collaboratorMustEdit)
    {
        var userId = by.UserId;
        var departments = by.DepartmentIds;
        var today = by.Today;
        return by.Scope switch
        {
            DataScope.Everything => _ => true,
            DataScope.Department => c =>
                departments.Contains(c.DepartmentId!.Value) || c.OwnerId == userId
                || c.Collaborators.Any(x => x.UserId == userId && (x.CanEdit || !collaboratorMustEdit) && (x.Until == null || x.Until >= today)),
            _ => c =>
                c.OwnerId == userId
                || c.Collaborators.Any(x => x.UserId == userId && (x.CanEdit || !collaboratorMustEdit) && (x.Until == null || x.Until >= today)),
        };
    }
}

/// <summary>The customers somebody sees at this moment.</summary>
/// <param name="Most">What one condition answers: the own ones, the branch, or all.</param>
/// <param name="Others">The few beyond them, named one by one; null for none. No customer is in both.</param>
internal sealed record VisibleCustomers(IQueryable<Customer> Most, IQueryable<Customer>? Others = null)
{
    /// <summary>The queries to run one after the other. One query over both would read all of their rows.</summary>
    public IEnumerable<IQueryable<Customer>> Parts => Others is null ? [Most] : [Most, Others];
}
