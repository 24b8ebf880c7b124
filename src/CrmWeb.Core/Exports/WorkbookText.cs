using CrmWeb.Core.Text;

namespace CrmWeb.Core.Exports;

/// <summary>Texts as workbooks take them.</summary>
public static class WorkbookText
{
    /// <summary>What Excel takes in a cell, in UTF-16 characters.</summary>
    private const int LongestText = 32_767;

    private const int LongestSheetName = 31;

    /// <summary>What fits into a cell: nothing that XML cannot hold, no more than Excel takes, no character cut in two.</summary>
    public static string Fit(string text) => Cut(StorableText.Of(text), LongestText);

    /// <summary>A title as the name of a sheet, without the characters that Excel refuses there.</summary>
    /// <param name="taken">Names that the workbook has already, in any case; the name is told apart from them and added.</param>
    public static string SheetName(string title, ISet<string>? taken = null)
    {
        var plain = Cut(string.Concat(Fit(title).Where(c => !"[]:*?/\\'".Contains(c, StringComparison.Ordinal))), LongestSheetName);
        var name = plain;
        for (var next = 2; taken?.Add(name.ToUpperInvariant()) == false; next++)
            name = $"{Cut(plain, LongestSheetName - 4)} {next}";
        return name;
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
