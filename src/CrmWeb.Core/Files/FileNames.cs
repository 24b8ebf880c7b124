using System.Globalization;
using System.Text;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Files;

/// <summary>Names of files: as they may be kept, and as they are proposed.</summary>
public static class FileNames
{
    private const string Forbidden = "\"*:<>?|\\/";
    private static readonly string[] Devices =
    [
        "CON", "PRN", "AUX", "NUL",
        "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
        "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    ];

    /// <summary>
    /// The name as every system can keep it: what stands before a slash is a folder and goes, characters nobody sees or that turn the
    /// direction of reading too, those a file may not have become "_", dots and spaces at the ends go, and what is too long is cut before the ending.
    /// </summary>
    /// <returns>"" where nothing is left.</returns>
    public static string Clean(string? given)
    {
        if (given is null)
            return "";
        var last = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new StringBuilder(last.Length);
        foreach (var c in last.Normalize(NormalizationForm.FormC))
        {
            if (!char.IsControl(c) && !IsUnseen(c))
                kept.Append(Forbidden.Contains(c, StringComparison.Ordinal) ? '_' : c);
        }

        var name = (FormText.CleanLine(kept.ToString()) ?? "").Trim('.', ' ', '\u3000');
        if (Devices.Contains(Path.GetFileNameWithoutExtension(name), StringComparer.OrdinalIgnoreCase))
            name = "_" + name;
        return Shortened(name);
    }

    /// <summary>客户名称-类型-日期, with the ending of the file that is there.</summary>
    public static string Suggested(string customer, string kind, DateOnly day, string name) =>
        Clean(string.Create(CultureInfo.InvariantCulture, $"{customer}-{kind}-{day:yyyyMMdd}{Path.GetExtension(name)}"));

    /// <summary>Different names for files that go into one folder.</summary>
    public static IEnumerable<string> Distinct(IEnumerable<string> names)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            var free = name;
            for (var n = 2; !taken.Add(free); n++)
                free = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(name)} ({n}){Path.GetExtension(name)}");
            yield return free;
        }
    }

    private static string Shortened(string name)
    {
        if (name.Length <= Attachment.NameMax)
            return name;
        var ending = Path.GetExtension(name);
        if (ending.Length > 10)
            ending = "";
        var length = Attachment.NameMax - ending.Length;
        if (char.IsHighSurrogate(name[length - 1]))
            length--;
        return name[..length].TrimEnd('.', ' ') + ending;
    }

    private static bool IsUnseen(char c) =>
        c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or >= '\u200B' and <= '\u200F' or '\u061C' or '\uFEFF' or '\u2028' or '\u2029';
}
