using System.Globalization;
using System.Linq.Expressions;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReportTemplates.Fields;

namespace CrmWeb.Core.ReportTemplates.Figures;

/// <summary>Turns read conditions into one of the database.</summary>
internal static class FilterExpressions
{
    public static IQueryable<T> Where<T>(this IQueryable<T> rows, ReadFilter filter, OrganizationClock clock)
    {
        var value = filter.Field.Value!;
        return rows.Where(Expression.Lambda<Func<T, bool>>(filter.Field.Choices is null ? Within(value.Body, filter, clock) : AnyOf(value.Body, filter), value.Parameters));
    }

    /// <summary>The days a date is asked for.</summary>
    public static (DateOnly? From, DateOnly? To) Days(this ReadFilter filter, DateOnly today) => (FilterValues.Day(filter.From, today), FilterValues.Day(filter.To, today, ends: true));

    private static Expression AnyOf(Expression value, ReadFilter filter)
    {
        List<int?> ids = [.. filter.Codes.Where(c => c != FieldChoices.None).SelectMany(c => filter.Field.Choices!.Ids(c)!).Distinct().Select(id => (int?)id)];
        var isNothing = Expression.Equal(value, Expression.Constant(null, typeof(int?)));
        if (ids.Count == 0)
            return isNothing;
        var contained = Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(int?)], Of(ids), value);
        return filter.Codes.Contains(FieldChoices.None) ? Expression.OrElse(isNothing, contained) : contained;
    }

    private static Expression Within(Expression value, ReadFilter filter, OrganizationClock clock)
    {
        List<Expression> parts = [];
        var (first, last) = filter.Field.IsDate ? filter.Days(clock.Today) : default;
        switch (filter.Field.Shape)
        {
            case FieldShape.Moment:
                Add(first is { } day ? clock.StartOfDay(day) : (DateTime?)null, Expression.GreaterThanOrEqual);
                Add(last is { } end ? clock.StartOfDay(end.AddDays(1)) : (DateTime?)null, Expression.LessThan);
                break;
            case FieldShape.Day:
                Add(first, Expression.GreaterThanOrEqual);
                Add(last, Expression.LessThanOrEqual);
                break;
            case FieldShape.Whole:
                Add((int?)Number(filter.From), Expression.GreaterThanOrEqual);
                Add((int?)Number(filter.To), Expression.LessThanOrEqual);
                break;
            default:
                Add(Number(filter.From), Expression.GreaterThanOrEqual);
                Add(Number(filter.To), Expression.LessThanOrEqual);
                break;
        }

        return parts.Aggregate(Expression.AndAlso);

        void Add<TValue>(TValue? bound, Func<Expression, Expression, Expression> compare)
            where TValue : struct
        {
            if (bound is not null)
                parts.Add(compare(value, Of(bound)));
        }
    }

    private static decimal? Number(string? kept) => kept is null ? null : decimal.Parse(kept, CultureInfo.InvariantCulture);

    private static MemberExpression Of<TValue>(TValue value) => Expression.Property(Expression.Constant(new Held<TValue>(value)), nameof(Held<TValue>.Value));
}
