using System.Globalization;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Activity;

/// <summary>Puts what was counted of follow-ups into tables.</summary>
/// <param name="filter">With the id of its person.</param>
internal sealed class ActivityWords(IStringLocalizer<ReportsText> text, ReportFilter filter, ReportPeriod period, bool team)
{
    private const int DaysOfWeek = 7;

    /// <summary>Monday: a day to name the others by.</summary>
    private static readonly DateOnly Monday = new(2024, 1, 1);

    public ReportTable Top(IReadOnlyList<(int Id, int Count)> top, IReadOnlyDictionary<int, string> names) => new(
        text["Activity.Top"], text["Customer"], [new ReportColumn(text["Column.FollowUps"], ReportUnit.Count, text["Define.FollowUps"])],
        [.. top.Select(t => new ReportRow(names.GetValueOrDefault(t.Id, ""), [ReportCell.Of(t.Count, Rows(("customer", $"{t.Id}")))]) { CustomerId = t.Id })]);

    public ReportTable Weekdays(IReadOnlyList<BucketCell> cells, ListSnapshot lists)
    {
        // A way of speaking that was merged away counts with the one that took over.
        var counted = cells.GroupBy(c => (Method: lists.ById(c.Key), c.Bucket)).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
        var methods = counted.Keys.Select(k => k.Method).OfType<ListEntry>().Distinct().OrderBy(m => m.Order).ThenBy(m => m.Id).ToList();
        int Count(ListEntry method, int day) => counted.GetValueOrDefault((method, day));
        List<ReportRow> rows =
        [
            .. Enumerable.Range(0, DaysOfWeek).Select(day => new ReportRow(
                Monday.AddDays(day).ToString("dddd", CultureInfo.CurrentUICulture),
                [.. methods.Select(m => ReportCell.Of(Count(m, day))), ReportCell.Of(methods.Sum(m => Count(m, day)))])),
        ];
        rows.Add(new ReportRow(text["Total"],
        [
            .. methods.Select(m => ReportCell.Of(Enumerable.Range(0, DaysOfWeek).Sum(day => Count(m, day)), Rows(("method", m.Code)))),
            ReportCell.Of(counted.Values.Sum(), Rows()),
        ])
        {
            IsTotal = true,
        });
        return new ReportTable(text["Activity.Weekdays"], text["Weekday"], [.. methods.Select(m => new ReportColumn(m.Name)), new ReportColumn(text["Total"])], rows)
        {
            Chart = methods.Count == 0 ? null : new ReportChart("bar", [.. Enumerable.Range(0, methods.Count)]),
        };
    }

    public ReportTable People(
        IReadOnlyList<BucketCell> cells, IReadOnlyDictionary<int, int> earlier, IReadOnlyList<ActivitySlots> slots, UserSnapshot users)
    {
        var counted = cells.ToDictionary(c => (c.Key, c.Bucket), c => c.Count);
        var active = cells.Select(c => c.Key).OfType<int>().Union(earlier.Keys).ToHashSet();
        var people = users.All.Where(u => active.Contains(u.Id)).ToList();
        int Count(int? id, int slot) => counted.GetValueOrDefault((id, slot));
        var rows = people.Select(u => Row(u.Name, slot => Count(u.Id, slot), earlier.GetValueOrDefault(u.Id), team ? $"{u.Id}" : null)).ToList();
        rows.Add(Row(text["Total"], slot => people.Sum(u => Count(u.Id, slot)), earlier.Values.Sum(), filter.Owner) with { IsTotal = true });
        return new ReportTable(
            text[$"Activity.People.{slots[0].Key}"], text["Person"],
            [
                new ReportColumn(text["Total"], ReportUnit.Count, text["Define.ByPerson"]), new ReportColumn(text["Column.ChangeBefore"], ReportUnit.Change, text["Define.ChangeBefore"]),
                .. slots.Select(s => new ReportColumn(s.First.ToString(text[$"Slot.{s.Key}"], CultureInfo.CurrentUICulture))),
            ],
            rows);

        ReportRow Row(string name, Func<int, int> count, int before, string? person)
        {
            var total = Enumerable.Range(0, slots.Count).Sum(count);
            return new ReportRow(name,
            [
                ReportCell.Of(total, Rows(("person", person))), ReportCell.Change(total, before),
                .. slots.Select((s, i) => ReportCell.Of(count(i), Rows(("person", person), ("atFrom", ReportLinks.Day(s.First)), ("atTo", ReportLinks.Day(s.Last))))),
            ]);
        }
    }

    private ReportLink Rows(params (string Name, string? Value)[] more) => ReportLinks.FollowUps(filter, period, team, more);
}
