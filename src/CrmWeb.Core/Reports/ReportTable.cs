namespace CrmWeb.Core.Reports;

/// <summary>What a report says: tables, the truth, of which one may be drawn.</summary>
/// <param name="Period">The days it is about; null where it is about now.</param>
public sealed record ReportResult(ReportPeriod? Period, IReadOnlyList<ReportTable> Tables)
{
    /// <summary>What it is compared with, for the line above the tables.</summary>
    public ReportPeriod? Before { get; init; }
}

/// <summary>A table of a report.</summary>
/// <param name="Title">Heading, in the reader's language.</param>
/// <param name="Subject">Heading of the first column.</param>
public sealed record ReportTable(string Title, string Subject, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<ReportRow> Rows)
{
    /// <summary>How it is drawn beside; null for a table alone.</summary>
    public ReportChart? Chart { get; init; }

    /// <summary>Said below it.</summary>
    public string? Note { get; init; }
}

/// <summary>A column of numbers.</summary>
/// <param name="Definition">What is counted, in a sentence; null where the heading says it.</param>
public sealed record ReportColumn(string Name, ReportUnit Unit = ReportUnit.Count, string? Definition = null);

/// <summary>What a number is.</summary>
public enum ReportUnit
{
    Count,

    /// <summary>A share; 0.25 is 25 %.</summary>
    Share,

    /// <summary>More or less than before, as a share.</summary>
    Change,
    Days,

    /// <summary>An amount in yuan, to the fen.</summary>
    Money,

    /// <summary>A place in a ranking.</summary>
    Rank,

    /// <summary>With as many places as it has, four at most.</summary>
    Number,
}

/// <summary>A row of a report's table.</summary>
/// <param name="Label">What the numbers are of, in the reader's language.</param>
public sealed record ReportRow(string Label, IReadOnlyList<ReportCell> Cells)
{
    /// <summary>How deep it stands in a tree; its numbers are part of those above.</summary>
    public int Depth { get; init; }

    /// <summary>The sum of the others, not one of them.</summary>
    public bool IsTotal { get; init; }

    /// <summary>The record it is about.</summary>
    public int? CustomerId { get; init; }
}

/// <summary>A number, with the way to exactly the rows it counts.</summary>
/// <param name="Value">Null where there is none to tell.</param>
/// <param name="Rows">Null where no list shows just these.</param>
public sealed record ReportCell(decimal? Value, ReportLink? Rows = null)
{
    /// <summary>A number of rows; none of them is no list.</summary>
    internal static ReportCell Of(int count, ReportLink? rows = null) => new(count, count == 0 ? null : rows);

    /// <summary>What some rows come to; of none there is no list.</summary>
    internal static ReportCell Sum(decimal amount, int count, ReportLink? rows = null) => new(amount, count == 0 ? null : rows);

    /// <summary>An amount for each of so many; of none there is none.</summary>
    internal static ReportCell Each(decimal amount, int count) => new(count == 0 ? null : decimal.Round(amount / count, 2, MidpointRounding.AwayFromZero));

    /// <summary>A part of a whole; nothing of nothing is no share.</summary>
    internal static ReportCell Share(decimal part, decimal whole) => new(whole == 0 ? null : decimal.Divide(part, whole));

    /// <summary>How much more than before; against nothing nothing can be said.</summary>
    internal static ReportCell Change(decimal now, decimal? before) => new(before is null or 0 ? null : decimal.Divide(now - before.Value, before.Value));
}

/// <summary>A list under conditions.</summary>
/// <param name="Query">The parts of its address.</param>
public sealed record ReportLink(ReportRows List, IReadOnlyList<KeyValuePair<string, string>> Query);

/// <summary>The lists that reports lead to.</summary>
public enum ReportRows
{
    Customers,
    FollowUps,
    Orders,
    Payments,
}

/// <summary>How a table is drawn.</summary>
/// <param name="Kind">bar, line or pie.</param>
/// <param name="Columns">Which of its columns of numbers, from 0.</param>
public sealed record ReportChart(string Kind, IReadOnlyList<int> Columns);
