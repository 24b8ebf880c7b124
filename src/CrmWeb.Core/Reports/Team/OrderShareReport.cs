using CrmWeb.Core.Access;
using CrmWeb.Core.Orders.List;
using CrmWeb.Core.ReferenceData.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Team;

/// <summary>地区 × 行业订单占比: what was ordered within the period, by the customers' region and industry of now.</summary>
public sealed class OrderShareReport(ReportScope scope, ReportOrders orders, ListCatalog lists, IStringLocalizer<ReportsText> text) : IReport
{
    /// <summary>So many columns are read; the rest is one.</summary>
    private const int MostColumns = 16;

    /// <inheritdoc/>
    public string Code => "order-share";

    /// <inheritdoc/>
    public async Task<ReportResult> ReadAsync(ReportFilter filter, UserScope by, CancellationToken ct)
    {
        var asked = ReportOrders.Whose(filter, by);
        var period = scope.Period(filter, ("year", "year"));
        var counted = ReportOrders.Of(await orders.CountedAsync(asked, by, ct), period);

        // Whose orders they are was asked of the orders; a customer may be somebody else's by now.
        var parts = await scope.CustomersAsync(asked with { Owner = null, Department = null }, by, ct);
        var cells = await parts
            .Select(part => counted.Join(part, o => o.CustomerId, c => c.Id, (o, c) => new { c.RegionId, c.IndustryId, o.Amount })
                .GroupBy(x => new { x.RegionId, x.IndustryId })
                .Select(g => new ShareCell { IsAll = false, RegionId = g.Key.RegionId, IndustryId = g.Key.IndustryId, Count = g.Count(), Amount = g.Sum(x => x.Amount) }))
            .Append(counted.GroupBy(o => 1).Select(g => new ShareCell { IsAll = true, RegionId = null, IndustryId = null, Count = g.Count(), Amount = g.Sum(o => o.Amount) }))
            .Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);
        var words = new OrderShareWords(text, asked, period, await lists.GetAsync(ct), cells, MostColumns);
        return new ReportResult(period, [words.Amounts(), words.Shares()]);
    }
}

/// <summary>The orders of customers of a region and an industry; or all of them, also of customers out of the reader's sight.</summary>
internal sealed class ShareCell
{
    public bool IsAll { get; init; }

    public int? RegionId { get; init; }

    public int? IndustryId { get; init; }

    public int Count { get; init; }

    public decimal Amount { get; init; }
}

/// <summary>Puts the orders of regions and industries into tables: both by the highest level of their trees.</summary>
internal sealed class OrderShareWords
{
    private readonly IStringLocalizer<ReportsText> text;
    private readonly ReportFilter filter;
    private readonly ReportPeriod period;
    private readonly ShareCell all;
    private readonly IReadOnlyList<(ListEntry? Region, ListEntry? Industry, ShareCell Cell)> cells;
    private readonly IReadOnlyList<ListEntry?> regions;
    private readonly IReadOnlyList<ListEntry?> industries;
    private readonly bool hasOthers;

    public OrderShareWords(IStringLocalizer<ReportsText> text, ReportFilter filter, ReportPeriod period, ListSnapshot lists, IReadOnlyList<ShareCell> counted, int most)
    {
        (this.text, this.filter, this.period) = (text, filter, period);
        all = counted.FirstOrDefault(c => c.IsAll) ?? new ShareCell();
        ListEntry? Top(int? id) => lists.ById(id) is { } entry ? lists.Path(entry)[0] : null;
        cells = [.. counted.Where(c => !c.IsAll).Select(c => (Top(c.RegionId), Top(c.IndustryId), c))];
        regions = [.. Ordered(cells.Select(c => c.Region))];
        var largest = cells.GroupBy(c => c.Industry?.Id).OrderByDescending(g => g.Sum(c => c.Cell.Amount)).ThenBy(g => g.Key).Select(g => g.Key).ToList();
        hasOthers = largest.Count > most;
        var shown = hasOthers ? largest.Take(most - 1).ToHashSet() : [.. largest];
        industries = [.. Ordered(cells.Select(c => c.Industry)).Where(i => shown.Contains(i?.Id))];
    }

    /// <summary>What was ordered.</summary>
    public ReportTable Amounts() => Table(text["OrderShare.Amounts"], ReportUnit.Money, isShare: false);

    /// <summary>The same as shares of all.</summary>
    public ReportTable Shares() => Table(text["OrderShare.Shares"], ReportUnit.Share, isShare: true);

    private ReportTable Table(string title, ReportUnit unit, bool isShare)
    {
        List<ReportRow> rows = [.. regions.Select(region => Row(region?.Name ?? text["None.Fact"], c => Same(c.Region, region), ("region", Code(region))))];
        var (count, amount) = (all.Count - cells.Sum(c => c.Cell.Count), all.Amount - cells.Sum(c => c.Cell.Amount));
        if (count > 0)
            rows.Add(new ReportRow(text["OrderShare.OutOfSight"], [.. Enumerable.Repeat(new ReportCell(null), Columns), Cell(amount, count, null)]));
        rows.Add(Row(text["Total"], _ => true, null) with { IsTotal = true });
        return new ReportTable(title, text["Dimension.area"],
            [
                .. industries.Select(i => new ReportColumn(i?.Name ?? text["None.Fact"], unit)), .. hasOthers ? [new ReportColumn(text["Analysis.Others"], unit)] : Array.Empty<ReportColumn>(),
                new ReportColumn(text["Total"], unit, text[isShare ? "Define.OrderPortion" : "Define.OrderAmount"]),
            ],
            rows)
        {
            Chart = new ReportChart("bar", isShare ? [Columns] : [.. Enumerable.Range(0, Columns)]),
        };

        ReportRow Row(string label, Func<(ListEntry? Region, ListEntry? Industry, ShareCell Cell), bool> isIn, (string, string?)? whose)
        {
            var own = cells.Where(isIn).ToList();
            ReportCell Of(IReadOnlyList<(ListEntry?, ListEntry? Industry, ShareCell Cell)> some, params (string, string?)[] more) =>
                Cell(some.Sum(c => c.Cell.Amount), some.Sum(c => c.Cell.Count), ReportLinks.Orders(filter, period, whose is { } one ? [one, .. more] : more));
            return new ReportRow(label,
            [
                .. industries.Select(i => Of(own.FindAll(c => Same(c.Industry, i)), ("industry", Industry(i)))),
                .. hasOthers ? [Others(own)] : Array.Empty<ReportCell>(),
                whose is null ? Cell(all.Amount, all.Count, ReportLinks.Orders(filter, period)) : Of(own),
            ]);
        }

        ReportCell Others(IReadOnlyList<(ListEntry? Region, ListEntry? Industry, ShareCell Cell)> own)
        {
            var rest = own.Where(c => !industries.Any(i => Same(i, c.Industry))).ToList();
            return Cell(rest.Sum(c => c.Cell.Amount), rest.Sum(c => c.Cell.Count), null);
        }

        ReportCell Cell(decimal sum, int number, ReportLink? link) => isShare ? ReportCell.Share(sum, all.Amount) : ReportCell.Sum(sum, number, link);
    }

    private int Columns => industries.Count + (hasOthers ? 1 : 0);

    /// <summary>The filter may have asked for a part of it; that part is all there is.</summary>
    private string Industry(ListEntry? industry) => string.IsNullOrWhiteSpace(filter.Industry) ? Code(industry) : filter.Industry;

    private static string Code(ListEntry? entry) => entry?.Code ?? OrderCustomers.None;

    private static bool Same(ListEntry? one, ListEntry? other) => one?.Id == other?.Id;

    private static IEnumerable<ListEntry?> Ordered(IEnumerable<ListEntry?> entries) =>
        entries.DistinctBy(e => e?.Id).OrderBy(e => e is null).ThenBy(e => e?.Order).ThenBy(e => e?.Id);
}
