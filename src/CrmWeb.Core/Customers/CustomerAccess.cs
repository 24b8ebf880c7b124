using System.Linq.Expressions;
using CrmWeb.Core.Organization;

namespace CrmWeb.Core.Customers;

/// <summary>
/// Who may see and who may change which customers. The one place: list, record, count, search, suggestion and everything
/// that hangs on a customer compose through these expressions.
/// </summary>
public static class CustomerAccess
{
    /// <summary>The customers inside the scope: one's own, the department's or all, and those one collaborates on.</summary>
    public static IQueryable<Customer> VisibleTo(this IQueryable<Customer> customers, UserScope by) =>
        by.Has(Permissions.CustomersView) ? customers.Where(Reach(by, collaboratorMustEdit: false)) : customers.Where(_ => false);

    /// <summary>The visible customers whose fields the user may also change.</summary>
    public static IQueryable<Customer> EditableBy(this IQueryable<Customer> customers, UserScope by) =>
        by.Has(Permissions.CustomersEdit) ? customers.Where(Reach(by, collaboratorMustEdit: true)) : customers.Where(_ => false);

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
