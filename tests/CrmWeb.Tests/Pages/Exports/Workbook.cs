using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;

namespace CrmWeb.Tests.Pages.Exports;

/// <summary>A cell as it stands in a workbook.</summary>
/// <param name="IsText">Stored as a text, whatever it looks like.</param>
/// <param name="Format">How it is shown.</param>
public sealed record WorkbookCell(string Value, bool IsText, string Format)
{
    public decimal Number => decimal.Parse(Value, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Days since the beginning of the calendar of spreadsheets.</summary>
    public DateTime Time => DateTime.FromOADate(double.Parse(Value, CultureInfo.InvariantCulture));
}

/// <summary>The only sheet of a workbook, read by the letter of its XML.</summary>
public sealed class Workbook
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private Workbook(XDocument sheet, IReadOnlyList<IReadOnlyList<WorkbookCell>> rows) => (Sheet, Rows) = (sheet, rows);

    public XDocument Sheet { get; }

    /// <summary>All, the head first, the mark last.</summary>
    public IReadOnlyList<IReadOnlyList<WorkbookCell>> Rows { get; }

    public IReadOnlyList<string> Heads => [.. Rows[0].Select(c => c.Value)];

    /// <summary>What was exported: neither the head, nor the empty line and the mark.</summary>
    public IReadOnlyList<IReadOnlyList<WorkbookCell>> Body => [.. Rows.Skip(1).SkipLast(2)];

    public string Mark => Rows[^1][0].Value;

    public bool HasFormula => Sheet.Descendants(Main + "f").Any();

    public string? FilterRange => Sheet.Descendants(Main + "autoFilter").SingleOrDefault()?.Attribute("ref")?.Value;

    public string? FrozenRows => Sheet.Descendants(Main + "pane").SingleOrDefault(p => p.Attribute("state")?.Value == "frozen")?.Attribute("ySplit")?.Value;

    public IReadOnlyList<string> Column(string head)
    {
        var place = Heads.ToList().IndexOf(head);
        return [.. Body.Select(row => row[place].Value)];
    }

    public WorkbookCell Cell(int row, string head) => Body[row][Heads.ToList().IndexOf(head)];

    public static Workbook Read(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
        XDocument? Part(string name) => zip.GetEntry(name) is not { } entry ? null : Load(entry);
        var formats = Formats(Part("xl/styles.xml")!);
        var shared = Part("xl/sharedStrings.xml")?.Descendants(Main + "si").Select(Text).ToList() ?? [];
        var sheet = Part("xl/worksheets/sheet1.xml")!;
        return new Workbook(sheet, [.. sheet.Descendants(Main + "row").Select(row => row.Elements(Main + "c").Select(c => Of(c, shared, formats)).ToList())]);
    }

    private static WorkbookCell Of(XElement cell, List<string> shared, List<string> formats)
    {
        var type = cell.Attribute("t")?.Value;
        var value = cell.Element(Main + "v")?.Value;
        var text = type switch
        {
            "inlineStr" => Text(cell),
            "s" => shared[int.Parse(value!, CultureInfo.InvariantCulture)],
            _ => value ?? "",
        };
        return new WorkbookCell(text, type is "inlineStr" or "s" or "str", formats[int.Parse(cell.Attribute("s")?.Value ?? "0", CultureInfo.InvariantCulture)]);
    }

    private static string Text(XElement holder) => string.Concat(holder.Descendants(Main + "t").Select(t => t.Value));

    private static List<string> Formats(XDocument styles)
    {
        var own = styles.Descendants(Main + "numFmt").ToDictionary(f => f.Attribute("numFmtId")!.Value, f => f.Attribute("formatCode")!.Value);
        return [.. styles.Descendants(Main + "cellXfs").Elements(Main + "xf").Select(x => x.Attribute("numFmtId")?.Value ?? "0").Select(id => own.GetValueOrDefault(id) ?? (id == "49" ? "@" : id))];
    }

    private static XDocument Load(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        return XDocument.Load(content);
    }
}
