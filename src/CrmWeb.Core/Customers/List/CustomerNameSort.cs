using System.Linq.Expressions;
using CrmWeb.Core.Access;
using CrmWeb.Core.Requests;

namespace CrmWeb.Core.Customers.List;

/// <summary>The order of lists by their customers' names. Whoever may not read a name learns nothing from where it stands.</summary>
internal static class CustomerNameSort
{
    /// <param name="customer">Whose name it is in a row.</param>
    public static ColumnSorts<T> ByName<T>(this ColumnSorts<T> columns, string name, Expression<Func<T, Customer>> customer, UserScope by)
    {
        var (key, missing) = Key(customer, by.Has(Permissions.PersonalDataView));
        return columns.By(name, key, missing);
    }

    /// <summary>What is sorted by; nothing for a person whose name is not read.</summary>
    public static (Expression<Func<T, string?>> Key, Missing Missing) Key<T>(Expression<Func<T, Customer>> customer, bool isReadable)
    {
        var name = Expression.Property(customer.Body, nameof(Customer.SortKey));
        if (isReadable)
            return (Expression.Lambda<Func<T, string?>>(name, customer.Parameters), Missing.Never);
        var isPerson = Expression.Equal(Expression.Property(customer.Body, nameof(Customer.Kind)), Expression.Constant(CustomerKind.Individual));
        return (Expression.Lambda<Func<T, string?>>(Expression.Condition(isPerson, Expression.Constant(null, typeof(string)), name), customer.Parameters), Missing.Last);
    }
}
