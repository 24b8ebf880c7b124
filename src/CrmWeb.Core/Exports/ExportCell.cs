namespace CrmWeb.Core.Exports;

/// <summary>What a column of an exported list holds, and so how a spreadsheet shows it.</summary>
public enum ExportKind
{
    /// <summary>Names, and whatever looks like a number and is none: phones, codes, numbers with leading zeros.</summary>
    Text,

    /// <summary>A text of several lines.</summary>
    LongText,
    Number,

    /// <summary>In yuan.</summary>
    Money,

    /// <summary>A share of one: 0.25 is 25 %.</summary>
    Share,
    Day,
    Time,
}

/// <summary>One value of an exported list: a text, a number, or a day or time of the organisation's wall clock.</summary>
public readonly record struct ExportCell
{
    public string? Text { get; private init; }

    public decimal? Number { get; private init; }

    public DateTime? Time { get; private init; }

    public static ExportCell Of(string? text) => new() { Text = text };

    public static ExportCell Of(decimal? number) => new() { Number = number };

    public static ExportCell Of(DateOnly? day) => new() { Time = day?.ToDateTime(TimeOnly.MinValue) };

    /// <param name="local">Wall clock.</param>
    public static ExportCell At(DateTime? local) => new() { Time = local };
}

/// <summary>The head of a column.</summary>
public sealed record ExportHead(string Label, ExportKind Kind = ExportKind.Text);

/// <summary>A column of an exported list, and what stands in it.</summary>
/// <param name="Key">The column of the list it is part of; empty for what stands in every row.</param>
public sealed record ExportColumn<T>(string Key, ExportHead Head, Func<T, ExportCell> Cell)
{
    public ExportColumn(string key, string label, Func<T, string?> text)
        : this(key, new ExportHead(label), row => ExportCell.Of(text(row)))
    {
    }
}
