using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports;

/// <summary>Chooses what a report counts: the reader's own customers by the conditions of the customer list, and the days it is about.</summary>
public sealed class ReportScope(CrmDbContext db, CustomerFilterBuilder conditions, OrganizationClock clock, IStringLocalizer<CustomersText> lists, IStringLocalizer<ReportsText> text)
{
    /// <summary>A hundred years, the leap days among them: what is asked for beyond has mistyped a year.</summary>
    private const int MostDays = 36_525;

    internal CrmDbContext Db => db;

    internal OrganizationClock Clock => clock;

    /// <summary>The reader's customers that meet the filter, in one or two questions; no customer is in both.</summary>
    internal async Task<IReadOnlyList<IQueryable<Customer>>> CustomersAsync(ReportFilter filter, UserScope by, CancellationToken ct)
    {
        List<IQueryable<Customer>> parts = [];
        foreach (var part in (await CustomerAccess.VisibleNowAsync(db, by, ct)).Parts)
            parts.Add(await conditions.ApplyAsync(part, filter.Customers, by, ct));
        return parts;
    }

    /// <summary>The period of an address, or the usual one.</summary>
    /// <param name="usual">First and last day of the period it opens with, as an address names them.</param>
    /// <param name="most">How many days it may have.</param>
    /// <exception cref="ValidationException">A day cannot be read, the last comes before the first, or there are too many.</exception>
    internal ReportPeriod Period(ReportFilter filter, (string? From, string? To) usual, int most = MostDays)
    {
        var isAsked = !string.IsNullOrWhiteSpace(filter.PeriodFrom) || !string.IsNullOrWhiteSpace(filter.PeriodTo);
        var (from, to) = isAsked ? (filter.PeriodFrom, filter.PeriodTo) : usual;
        Refusal.ThrowIfAny([.. FilterValues.DayFaults([("periodFrom", from), ("periodTo", to)], clock.Today, lists)]);
        var last = FilterValues.Day(to, clock.Today, ends: true) ?? Later(clock.Today, FilterValues.Day(from, clock.Today));
        var period = new ReportPeriod(FilterValues.Day(from, clock.Today), last);
        return period.First > period.Last ? throw Refused("periodTo", text["Error.PeriodBackwards"])
            : period.Days > most ? throw Refused("periodFrom", text["Error.PeriodTooLong", most])
            : period;
    }

    /// <summary>A sentence beside the field of the period.</summary>
    private static ValidationException Refused(string field, string sentence) => new([new ValidationFailure(field, sentence)]);

    private static DateOnly Later(DateOnly one, DateOnly? other) => other is { } day && day > one ? day : one;
}

/// <summary>Puts the addresses of lists together.</summary>
public static class ReportLinks
{
    /// <summary>The customers of the report's filter that meet further conditions.</summary>
    internal static ReportLink Customers(ReportFilter filter, params (string Name, string? Value)[] more) =>
        new(ReportRows.Customers, Query(
            [("department", filter.Department), ("owner", filter.Owner), ("category", filter.Category), ("industry", filter.Industry)], filter, more));

    /// <summary>The follow-ups done in the period by the filter's person, or the team, that meet further conditions.</summary>
    internal static ReportLink FollowUps(ReportFilter filter, ReportPeriod period, bool team, params (string Name, string? Value)[] more) =>
        new(ReportRows.FollowUps, Query(
            [("list", "done"), ("team", team ? "true" : null), ("person", team ? filter.Owner : null), ("atFrom", Day(period.First)), ("atTo", Day(period.Last)),
                ("department", filter.Department), ("category", filter.Category), ("industry", filter.Industry)], filter, more));

    /// <summary>The orders that count under the filter, of whom they are, by the day they were made on.</summary>
    internal static ReportLink Orders(ReportFilter filter, ReportPeriod? period, params (string Name, string? Value)[] more) =>
        new(ReportRows.Orders, Query(
            [("state", OrderFilters.Counted), ("owner", filter.Owner), ("department", filter.Department), ("category", filter.Category), ("industry", filter.Industry),
                ("onFrom", Day(period?.First)), ("onTo", Day(period?.Last))], filter, more));

    /// <summary>The payments for such orders: those that came in within the period, or those for what was ordered within it.</summary>
    internal static ReportLink Payments(ReportFilter filter, ReportPeriod period, bool ordered, params (string Name, string? Value)[] more) =>
        new(ReportRows.Payments, Query(
            [("owner", filter.Owner), ("department", filter.Department), ("category", filter.Category), ("industry", filter.Industry),
                (ordered ? "orderedFrom" : "onFrom", Day(period.First)), (ordered ? "orderedTo" : "onTo", Day(period.Last))], filter, more));

    /// <summary>The customers who ordered within the period, from whom the filter names.</summary>
    internal static ReportLink Buyers(ReportFilter filter, ReportPeriod period, params (string Name, string? Value)[] more) =>
        new(ReportRows.Customers, Query(
            [("orderOwner", filter.Owner), ("orderDepartment", filter.Department), ("category", filter.Category), ("industry", filter.Industry),
                ("orderedFrom", Day(period.First)), ("orderedTo", Day(period.Last))], filter, more));

    /// <summary>A day as addresses have it.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Day(DateOnly)"/>
    internal static string? Day(DateOnly? day) => day is { } one ? Day(one) : null;

    /// <summary>What the number is about takes the place of what the filter says of the same.</summary>
    private static List<KeyValuePair<string, string>> Query(
        IEnumerable<(string Name, string? Value)> own, ReportFilter filter, (string Name, string? Value)[] more)
    {
        var kept = own.Where(o => !more.Any(m => m.Name == o.Name)).Concat(more).Where(p => !string.IsNullOrWhiteSpace(p.Value));
        var tags = filter.Tag.Where(t => !string.IsNullOrWhiteSpace(t)).ToList();
        return
        [
            .. kept.Select(p => KeyValuePair.Create(p.Name, p.Value!)), .. tags.Select(t => KeyValuePair.Create("tag", t)),
            .. tags.Count > 0 && !string.IsNullOrEmpty(filter.TagMode) ? [KeyValuePair.Create("tagMode", filter.TagMode)] : Array.Empty<KeyValuePair<string, string>>(),
        ];
    }
}
