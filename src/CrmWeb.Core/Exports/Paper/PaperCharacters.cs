using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CrmWeb.Core.Text;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;

namespace CrmWeb.Core.Exports.Paper;

/// <summary>
/// PDFsharp 6.2 says what a glyph stands for in as many digits as the character's number has. Readers expect UTF-16, so characters beyond the
/// first 65,536 (𠮷) are drawn but cannot be found or copied. Only a file that has such characters is written once more.
/// </summary>
internal static partial class PaperCharacters
{
    public static byte[] Mend(MemoryStream file)
    {
        file.Position = 0;
        using var document = PdfReader.Open(file, PdfDocumentOpenMode.Modify);
        var isMended = false;
        foreach (var part in document.Internals.GetAllObjects().OfType<PdfDictionary>())
        {
            if (part.Stream is not { } stream || !part.Elements.ContainsKey("/Filter") || part.Elements.ContainsKey("/Length1"))
                continue;
            var text = Encoding.Latin1.GetString(stream.UnfilteredValue);
            if (!text.Contains("begincmap", StringComparison.Ordinal) || !Number().IsMatch(text))
                continue;
            stream.Value = Encoding.Latin1.GetBytes(Number().Replace(text, m => $"<{Utf16(m.Groups[1].Value)}>"));
            part.Elements.Remove("/Filter");
            isMended = true;
        }

        if (!isMended)
            return file.ToArray();
        using var mended = new MemoryStream();
        document.Save(mended, closeStream: false);
        return mended.ToArray();
    }

    private static string Utf16(string number) =>
        string.Concat(char.ConvertFromUtf32(int.Parse(number, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).Select(c => ((int)c).ToString("X4", CultureInfo.InvariantCulture)));

    [GeneratedRegex("<([0-9A-F]{5,6})>", RegexOptions.None, PatternLimit.Milliseconds)]
    private static partial Regex Number();
}
