using System.Drawing;
using System.Globalization;
using CrmWeb.Core.Text;
using SpreadCheetah;
using SpreadCheetah.Styling;

namespace CrmWeb.Core.Exports;

/// <summary>How the cells of every workbook look: heads, texts that stay texts, numbers, money, shares, days and times in the reader's way.</summary>
internal sealed record WorkbookStyles(StyleId Head, StyleId Text, StyleId Whole, StyleId Fraction, StyleId Money, StyleId Share, StyleId Day, StyleId Time, StyleId Mark)
{
    /// <summary>The calendar of spreadsheets begins here; what was before is written as a text.</summary>
    private const int FirstYear = 1901;

    private const string Yuan = "\"¥\"#,##0.00";

    public static WorkbookStyles In(Spreadsheet book)
    {
        var head = new Style();
        head.Font.Bold = true;
        head.Fill.Color = Color.FromArgb(0xE6, 0xEE, 0xF7);
        var mark = new Style { Format = NumberFormat.Standard(StandardNumberFormat.Text) };
        mark.Font.Color = Color.FromArgb(0x66, 0x66, 0x66);
        StyleId Of(NumberFormat format) => book.AddStyle(new Style { Format = format });
        var (day, time) = Localized.IsChinese ? ("yyyy\"年\"m\"月\"d\"日\"", "yyyy\"年\"m\"月\"d\"日\" hh:mm") : ("yyyy-mm-dd", "yyyy-mm-dd hh:mm");
        return new WorkbookStyles(
            book.AddStyle(head), Of(NumberFormat.Standard(StandardNumberFormat.Text)), Of(NumberFormat.Custom("#,##0")), Of(NumberFormat.Custom("#,##0.####")), Of(NumberFormat.Custom(Yuan)),
            Of(NumberFormat.Custom("0.0%")), Of(NumberFormat.Custom(day)), Of(NumberFormat.Custom(time)), book.AddStyle(mark));
    }

    /// <summary>A format with places behind the point shows the point of a whole number, too.</summary>
    public StyleId Number(decimal? number) => number is { } value && value != decimal.Truncate(value) ? Fraction : Whole;

    public StyledCell Cell(ExportCell cell, ExportKind kind) => cell switch
    {
        { Number: { } number } => new StyledCell(number, kind == ExportKind.Money ? Money : kind == ExportKind.Share ? Share : Number(number)),
        { Time: { Year: >= FirstYear } time } => new StyledCell(time, kind == ExportKind.Day ? Day : Time),
        { Time: { } time } => new StyledCell(time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Text),
        { Text: { Length: > 0 } text } => new StyledCell(WorkbookText.Fit(text), Text),
        _ => new StyledCell((string?)null, Text),
    };
}
