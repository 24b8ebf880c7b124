using System.Linq.Expressions;
using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Orders;

namespace CrmWeb.Core.ReportTemplates.Fields;

/// <summary>The name of the customer of a row; who reads masked data does not get a person's, not even out of the database.</summary>
internal static class CustomerName
{
    public static LambdaExpression Of<T>(bool isClear)
    {
        if (typeof(T) == typeof(Customer))
            return Said((Customer c) => c.Name, c => c.Kind == CustomerKind.Individual ? PersonalView.Hidden : c.Name, isClear);
        if (typeof(T) == typeof(FollowUp))
            return Said((FollowUp f) => f.Customer!.Name, f => f.Customer!.Kind == CustomerKind.Individual ? PersonalView.Hidden : f.Customer.Name, isClear);
        if (typeof(T) == typeof(Order))
            return Said((Order o) => o.Customer!.Name, o => o.Customer!.Kind == CustomerKind.Individual ? PersonalView.Hidden : o.Customer.Name, isClear);
        return typeof(T) == typeof(PaidRow)
            ? Said((PaidRow r) => r.Order.Customer!.Name, r => r.Order.Customer!.Kind == CustomerKind.Individual ? PersonalView.Hidden : r.Order.Customer.Name, isClear)
            : Said((MoveRow r) => r.Customer.Name, r => r.Customer.Kind == CustomerKind.Individual ? PersonalView.Hidden : r.Customer.Name, isClear);
    }

    private static Expression<Func<T, string?>> Said<T>(Expression<Func<T, string?>> whole, Expression<Func<T, string?>> masked, bool isClear) => isClear ? whole : masked;
}
