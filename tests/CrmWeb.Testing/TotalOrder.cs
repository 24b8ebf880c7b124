using System.Diagnostics;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmWeb.Testing;

/// <summary>
/// Looks at every question before it is asked: what takes a part of the rows must name an order that ends in something unique.
/// Rows that are equal by the order change places from one question to the next, and are left out or come twice at the edge of a page.
/// </summary>
public sealed class TotalOrder : IQueryExpressionInterceptor
{
    /// <summary>One for all: contexts share their compiled questions.</summary>
    public static readonly TotalOrder Required = new();

    private TotalOrder()
    {
    }

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        if (IsAskedByProgram())
            Check(queryExpression, eventData.Context?.Model);
        return queryExpression;
    }

    /// <summary>A test that fetches some row for itself may take any.</summary>
    private static bool IsAskedByProgram() => new StackTrace().GetFrames()
        .Select(f => f.GetMethod()?.DeclaringType?.Assembly.GetName().Name ?? "")
        .FirstOrDefault(name => name.StartsWith("CrmWeb", StringComparison.Ordinal) && name != "CrmWeb.Testing") is "CrmWeb.Core" or "CrmWeb";

    /// <exception cref="InvalidOperationException">The question takes a part of rows in no particular order.</exception>
    public static void Check(Expression question, IModel? model) => new Parts(model).Visit(question);

    private sealed class Parts(IModel? model) : ExpressionVisitor
    {
        private static readonly HashSet<string> TakesPart = ["Take", "Skip", "TakeLast", "SkipLast"];
        private static readonly HashSet<string> TakesOne = ["First", "FirstOrDefault", "Last", "LastOrDefault", "ElementAt", "ElementAtOrDefault"];
        private static readonly HashSet<string> KeepsOrder = ["Select", "Where", "AsNoTracking", "IgnoreQueryFilters", "Take", "Skip", "Include", "ThenInclude", "AsQueryable", "TagWith", "Reverse"];
        private static readonly HashSet<string> Orders = ["OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending"];

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (IsSequence(node))
            {
                var order = node.Arguments.Count == 0 ? null : OrderOf(node.Arguments[0]);
                if (TakesPart.Contains(node.Method.Name) && (order is null || !IsUnique(order)))
                    throw new InvalidOperationException($"{node.Method.Name} of rows whose order is not total ({order?.ToString() ?? "none"}): {node}");
                if (TakesOne.Contains(node.Method.Name) && order is not null && !IsUnique(order))
                    throw new InvalidOperationException($"{node.Method.Name} of rows whose order is not total ({order}): {node}");
            }

            return base.VisitMethodCall(node);
        }

        private static bool IsSequence(MethodCallExpression call) =>
            call.Method.DeclaringType == typeof(Queryable) || call.Method.DeclaringType == typeof(Enumerable)
            || call.Method.DeclaringType?.FullName == "Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions";

        /// <summary>The last ordering before a part is taken; null for none.</summary>
        private static MethodCallExpression? OrderOf(Expression rows)
        {
            while (rows is MethodCallExpression call && IsSequence(call))
            {
                if (Orders.Contains(call.Method.Name) || call.Method.Name is "Order" or "OrderDescending")
                    return call;
                if (!KeepsOrder.Contains(call.Method.Name))
                    return null;
                rows = call.Arguments[0];
            }

            return null;
        }

        private bool IsUnique(MethodCallExpression order)
        {
            if (order.Method.Name is "Order" or "OrderDescending")
                return true;
            var key = order.Arguments[1] is UnaryExpression { Operand: LambdaExpression quoted } ? quoted : (LambdaExpression)order.Arguments[1];
            var body = key.Body;
            while (body is UnaryExpression { NodeType: ExpressionType.Convert } convert)
                body = convert.Operand;
            if (body is not MemberExpression { Expression: { } row } member)
                return false;
            if (model?.FindEntityType(row.Type) is not { } entity)
                return member.Member.Name is "Id" || (member.Member.Name == "Key" && row.Type.IsGenericType && row.Type.GetGenericTypeDefinition() == typeof(IGrouping<,>));
            return entity.FindProperty(member.Member.Name) is { } property
                && (property.GetContainingKeys().Any(k => k.Properties.Count == 1) || property.GetContainingIndexes().Any(i => i.IsUnique && i.Properties.Count == 1 && i.GetFilterOrNull() is null));
        }
    }
}

file static class IndexFacts
{
    public static string? GetFilterOrNull(this IReadOnlyIndex index) => index.FindAnnotation("Relational:Filter")?.Value as string;
}
