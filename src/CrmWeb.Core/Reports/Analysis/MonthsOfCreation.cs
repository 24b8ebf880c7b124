using System.Globalization;
using System.Linq.Expressions;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Analysis;

/// <summary>The months in which customers were entered: those of the period, of a long one the last two years, and what was before.</summary>
internal sealed class MonthsOfCreation
{
    private const int Most = 24;

    private readonly IReadOnlyList<DateOnly> starts;
    private readonly ReportPeriod period;
    private readonly IStringLocalizer<ReportsText> text;

    public MonthsOfCreation(ReportPeriod period, OrganizationClock clock, IStringLocalizer<ReportsText> text)
    {
        (this.period, this.text) = (period, text);
        starts = period.MonthStarts(Most);
        var customer = Expression.Parameter(typeof(Customer), "c");
        var bucket = new TimeBuckets([DateTime.UnixEpoch, .. starts.Select(clock.StartOfDay)]).Of(Expression.Property(customer, nameof(Customer.CreatedAt)));
        Key = Expression.Lambda<Func<Customer, int?>>(Expression.Convert(bucket, typeof(int?)), customer);
    }

    /// <summary>0 for what was before the first month.</summary>
    public Expression<Func<Customer, int?>> Key { get; }

    public DimensionGroup Group(int? key)
    {
        if (key is not > 0)
            return new DimensionGroup("", text["Dimension.Earlier"], [("createdFrom", ReportLinks.Day(period.First)), ("createdTo", ReportLinks.Day(starts[0].AddDays(-1)))]);
        var month = starts[key.Value - 1];
        var (first, last) = (month < period.First ? period.First.Value : month, month.AddMonths(1).AddDays(-1));
        return new DimensionGroup(
            $"{month:yyyy-MM}", month.ToString(text["Slot.Month"], CultureInfo.CurrentUICulture),
            [("createdFrom", ReportLinks.Day(first)), ("createdTo", ReportLinks.Day(last > period.Last ? period.Last : last))])
        {
            Order = (key.Value, ""),
        };
    }
}
