using CrmWeb.Core.Reports;
using CrmWeb.Core.Reports.Analysis;
using CrmWeb.Core.ReportTemplates.Fields;
using CrmWeb.Core.Requests;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReportTemplates.Figures;

/// <summary>Puts what was counted into a table.</summary>
internal sealed class TemplateTables(TemplateReading reading, TemplateDefinition said, RowLinks links, IStringLocalizer<TemplatesText> text)
{
    /// <summary>So many columns are read; the rest is one.</summary>
    private const int MostColumns = 16;

    /// <summary>More rows are no report any more.</summary>
    private const int MostRows = 2000;

    private const string Others = "\u0000";

    private sealed class Node(DimensionGroup group)
    {
        public DimensionGroup Group => group;

        public List<GroupedSum> Sums { get; } = [];
    }

    /// <param name="title">What the template is called.</param>
    /// <exception cref="FluentValidation.ValidationException">There are more groups than can be read.</exception>
    public ReportTable Of(string title, IReadOnlyList<GroupedSum> sums)
    {
        var columns = Columns(sums);
        List<ReportRow> rows = [];
        if (reading.Rows.Count == 0)
        {
            rows.Add(Row(text["All"], sums, columns, []));
        }
        else
        {
            foreach (var node in Sorted(Nodes(sums, s => s.First!)))
            {
                rows.Add(Row(node.Group.Label, node.Sums, columns, [(reading.Rows[0], node.Group)]));
                if (reading.Rows.Count > 1)
                {
                    rows.AddRange(Sorted(Nodes(node.Sums, s => s.Second!)).Select(inner =>
                        Row(inner.Group.Label, inner.Sums, columns, [(reading.Rows[0], node.Group), (reading.Rows[1], inner.Group)]) with { Depth = 1 }));
                }
            }

            if (rows.Count > MostRows)
                throw Refusal.Of("", text["Error.TooManyGroups", MostRows]);
            rows.Add(Row(text["Total"], sums, columns, []) with { IsTotal = true });
        }

        var heads = Heads(columns);
        return new ReportTable(title, reading.Rows.Count == 0 ? text["Scope"] : string.Join(" / ", reading.Rows.Select(LabelOf)), heads, rows) { Chart = Chart(heads, columns.Count) };
    }

    private int Figures => reading.Measures.Count + (reading.Rate is null ? 0 : 1);

    private string LabelOf(GroupKey key) => key.Step is null ? key.Field.Label : text["Group.Stepped", key.Field.Label, text[$"Step.{key.Step}"]];

    private ReportChart? Chart(IReadOnlyList<ReportColumn> heads, int columns)
    {
        if (said.Chart == "none" || reading.Rows.Count != 1)
            return null;

        // Of columns grouped the first figure of each but the total; else those that are measured alike.
        List<int> drawn = columns > 0 ? [.. Enumerable.Range(0, columns).Select(i => i * Figures)] : [.. Enumerable.Range(0, Figures).Where(i => heads[i].Unit == heads[0].Unit)];
        return new ReportChart(said.Chart, said.Chart == "pie" ? [columns > 0 ? columns * Figures : 0] : drawn);
    }

    private static List<Node> Nodes(IEnumerable<GroupedSum> sums, Func<GroupedSum, DimensionGroup> of)
    {
        Dictionary<string, Node> nodes = [];
        foreach (var sum in sums)
        {
            var group = of(sum);
            if (!nodes.TryGetValue(group.Code, out var node))
                nodes[group.Code] = node = new Node(group);
            node.Sums.Add(sum);
        }

        return [.. nodes.Values.OrderBy(n => n.Group.Order.Place).ThenBy(n => n.Group.Order.Name, StringComparer.Ordinal).ThenBy(n => n.Group.Code, StringComparer.Ordinal)];
    }

    /// <summary>The order of the groups, or of one of the figures of all columns; equal ones keep that of the groups.</summary>
    private IEnumerable<Node> Sorted(List<Node> nodes)
    {
        if (!int.TryParse(said.Sort?.TrimStart('-'), out var place) || place < 1 || place > Figures)
            return said.Sort == "-" ? Enumerable.Reverse(nodes) : nodes;
        decimal By(Node node) => Numbers(Added(node.Sums))[place - 1] ?? decimal.MinValue;
        return said.Sort!.StartsWith('-') ? nodes.OrderByDescending(By) : nodes.OrderBy(By);
    }

    private List<DimensionGroup> Columns(IReadOnlyList<GroupedSum> sums)
    {
        if (reading.Column is null)
            return [];
        var nodes = Nodes(sums, s => s.Column!);
        if (nodes.Count <= MostColumns)
            return nodes.ConvertAll(n => n.Group);
        var largest = nodes.OrderByDescending(n => Added(n.Sums).Count).Take(MostColumns - 1).Select(n => n.Group.Code).ToHashSet();
        return [.. nodes.Select(n => n.Group).Where(g => largest.Contains(g.Code)), new DimensionGroup(Others, text["Others"], null)];
    }

    private List<ReportColumn> Heads(List<DimensionGroup> columns)
    {
        List<(string Name, ReportUnit Unit)> figures =
        [
            .. reading.Measures.Select(m => (MeasureWords.Of(m, text), MeasureWords.Unit(m))),
            .. reading.Rate is { } rate ? [(MeasureWords.Of(rate.Of, rate.Over, text), ReportUnit.Share)] : Array.Empty<(string, ReportUnit)>(),
        ];
        if (reading.Column is null)
            return figures.ConvertAll(f => new ReportColumn(f.Name, f.Unit));
        return [.. columns.Select(c => c.Label).Append(text["Total"].Value).SelectMany(c => figures.Select(f => new ReportColumn(figures.Count == 1 ? c : text["Column.Of", c, f.Name].Value, f.Unit)))];
    }

    private ReportRow Row(string label, IReadOnlyList<GroupedSum> sums, List<DimensionGroup> columns, IReadOnlyList<(GroupKey, DimensionGroup)> groups)
    {
        List<ReportCell> cells = [];
        if (reading.Column is { } column)
        {
            var shown = columns.Select(c => c.Code).ToHashSet();
            var parts = sums.ToLookup(s => shown.Contains(s.Column!.Code) ? s.Column.Code : Others);
            foreach (var one in columns)
                cells.AddRange(Cells(Added(parts[one.Code]), one.Code == Others ? null : links.Of([.. groups, (column, one)])));
        }

        cells.AddRange(Cells(Added(sums), links.Of(groups)));
        return new ReportRow(label, cells);
    }

    private static Tally Added(IEnumerable<GroupedSum> sums)
    {
        var tally = new Tally();
        foreach (var sum in sums)
            tally.Add(sum.Field, sum.Sum);
        return tally;
    }

    private List<decimal?> Numbers(Tally tally) => [.. reading.Measures.Select(tally.Of), .. reading.Rate is { } rate ? [tally.Rate(rate)] : Array.Empty<decimal?>()];

    /// <summary>Counts and sums of the rows themselves lead to these; what is told of further rows does not, nor a share or an average.</summary>
    private IEnumerable<ReportCell> Cells(Tally tally, ReportLink? rows) => Numbers(tally).Select((number, place) =>
        new ReportCell(number, tally.Count > 0 && place < reading.Measures.Count && reading.Measures[place] is { Kind: not MeasureKind.Average } measure
            && (measure.Field is null || measure.Field.Value is not null) && number is not 0 ? rows : null));
}

/// <summary>What figures are called, and what they are measured in.</summary>
internal static class MeasureWords
{
    public static string Of(Measure measure, IStringLocalizer<TemplatesText> text) => measure switch
    {
        { Field: null } => text["Measure.count"],
        { Kind: MeasureKind.Average } => text["Measure.avg", measure.Field.Label],
        { Field: { Shape: FieldShape.Money } or { Value: null } } => measure.Field.Label,
        _ => text["Measure.sum", measure.Field.Label],
    };

    /// <summary>Of what was received of what was sold people speak of the rate.</summary>
    public static string Of(Measure of, Measure over, IStringLocalizer<TemplatesText> text) =>
        of.Field?.Key == "received" && over.Field?.Key == "amount" ? text["Rate.received"] : text["Rate", Of(of, text), Of(over, text)];

    public static ReportUnit Unit(Measure measure) => measure switch
    {
        { Field.Shape: FieldShape.Money } => ReportUnit.Money,
        { Kind: MeasureKind.Average } or { Field.Shape: FieldShape.Number } => ReportUnit.Number,
        _ => ReportUnit.Count,
    };
}
