using System.Globalization;
using System.Linq.Expressions;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Reports.Analysis;
using CrmWeb.Core.ReportTemplates.Fields;
using CrmWeb.Core.Requests;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReportTemplates.Figures;

/// <summary>The days, weeks, months, quarters or years between two days, by which a date is grouped within the question: no database knows the organisation's zone.</summary>
internal sealed class DateSteps
{
    public const string Month = "month";

    /// <summary>So many conditions within each other as SQL Server takes, one of them for what has no date.</summary>
    public const int Most = 366;

    /// <summary>What a date may be grouped by.</summary>
    public static readonly IReadOnlyList<string> Codes = ["day", "week", Month, "quarter", "year"];

    private const int Week = 7;
    private const int Quarter = 3;

    private readonly string code;
    private readonly List<DateOnly> starts = [];
    private readonly IStringLocalizer<TemplatesText> text;

    /// <param name="code">One of <see cref="Codes"/>.</param>
    public DateSteps(string code, DateOnly first, DateOnly last, IStringLocalizer<TemplatesText> text)
    {
        (this.code, this.text) = (code, text);
        for (var day = StartOf(first); day <= last && starts.Count <= Most; day = Next(day))
            starts.Add(day);
        if (starts.Count == 0)
            starts.Add(StartOf(first));
    }

    /// <summary>There are more of them than can be told apart.</summary>
    public bool IsTooMany => starts.Count > Most;

    /// <summary>The number of a date's step; null where there is no date.</summary>
    /// <param name="date">DateOnly? or DateTime? of a row.</param>
    public Expression Of(Expression date, OrganizationClock clock)
    {
        var value = Expression.Property(date, nameof(Nullable<DateOnly>.Value));
        var tree = value.Type == typeof(DateTime)
            ? Between(value, [.. starts.Select(clock.StartOfDay)], 0, starts.Count - 1)
            : Between(value, [.. starts], 0, starts.Count - 1);
        return Expression.Condition(Expression.Equal(date, Expression.Constant(null, date.Type)), Expression.Constant(null, typeof(int?)), tree);
    }

    /// <param name="key">The number of a step.</param>
    /// <param name="asked">The days the rows were asked for by the same date.</param>
    /// <param name="condition">What the list of rows calls the date; null where it is not asked by it.</param>
    public DimensionGroup Group(int? key, (DateOnly? From, DateOnly? To) asked, string? condition)
    {
        if (key is not { } step)
            return new DimensionGroup("", text["Group.NoDate"], null) { Order = (long.MaxValue, "") };

        // What came in since the days were asked for is in the last one.
        var number = Math.Min(step, starts.Count - 1);
        var (first, last) = (starts[number], Next(starts[number]).AddDays(-1));
        var (from, to) = (asked.From > first ? asked.From.Value : first, asked.To < last ? asked.To.Value : last);
        return new DimensionGroup(
            ReportLinks.Day(first), Name(first, last), condition is null ? null : [(ConditionNames.From(condition), ReportLinks.Day(from)), (ConditionNames.To(condition), ReportLinks.Day(to))])
        {
            Order = (number, ""),
        };
    }

    private string Name(DateOnly first, DateOnly last) => code switch
    {
        "day" => ReportLinks.Day(first),
        "week" => text["Step.week.Name", ReportLinks.Day(first), ReportLinks.Day(last)],
        Month => first.ToString(text["Step.month.Format"], CultureInfo.CurrentUICulture),
        "quarter" => text["Step.quarter.Name", Digits(first.Year), ((first.Month - 1) / Quarter) + 1],
        _ => text["Step.year.Name", Digits(first.Year)],
    };

    private static string Digits(int year) => year.ToString(CultureInfo.InvariantCulture);

    private DateOnly StartOf(DateOnly day) => code switch
    {
        "day" => day,
        "week" => day.AddDays(-(((int)day.DayOfWeek + Week - 1) % Week)),
        Month => new DateOnly(day.Year, day.Month, 1),
        "quarter" => new DateOnly(day.Year, day.Month - ((day.Month - 1) % Quarter), 1),
        _ => new DateOnly(day.Year, 1, 1),
    };

    private DateOnly Next(DateOnly start) => code switch
    {
        "day" => start.AddDays(1),
        "week" => start.AddDays(Week),
        Month => start.AddMonths(1),
        "quarter" => start.AddMonths(Quarter),
        _ => start.AddYears(1),
    };

    private static Expression Between<T>(Expression at, T[] begins, int low, int high)
    {
        if (low == high)
            return Expression.Constant(low, typeof(int?));
        var middle = (low + high + 1) / 2;
        var begin = Expression.Property(Expression.Constant(new Held<T>(begins[middle])), nameof(Held<T>.Value));
        return Expression.Condition(Expression.LessThan(at, begin), Between(at, begins, low, middle - 1), Between(at, begins, middle, high));
    }
}

/// <summary>Held in an object, so that the question is the same whatever is asked for.</summary>
internal sealed record Held<T>(T Value);
