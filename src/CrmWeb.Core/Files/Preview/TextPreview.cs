using System.Text;

namespace CrmWeb.Core.Files.Preview;

/// <summary>The beginning of a text as people read it.</summary>
/// <param name="Encoding">Name of the encoding it was read in.</param>
/// <param name="IsCut">There is more.</param>
public sealed record TextPreview(string Text, string Encoding, bool IsCut)
{
    private const int MostBytes = 256 * 1024;

    static TextPreview() => System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Reads what fits on a page: in the encoding its mark says, as UTF-8 where it is that, and otherwise as GB 18030.</summary>
    public static async Task<TextPreview> ReadAsync(Stream content, CancellationToken ct)
    {
        var bytes = new byte[MostBytes];
        var length = await content.ReadAtLeastAsync(bytes, MostBytes, throwOnEndOfStream: false, ct);
        var isCut = length == MostBytes && content.ReadByte() >= 0;
        var head = bytes.AsSpan(0, length);
        foreach (var marked in new[] { System.Text.Encoding.UTF8, System.Text.Encoding.Unicode, System.Text.Encoding.BigEndianUnicode })
        {
            if (head.StartsWith(marked.Preamble))
                return new TextPreview(Shown(marked.GetString(head[marked.Preamble.Length..])), marked.WebName.ToUpperInvariant(), isCut);
        }

        var decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
        var characters = new char[length];
        try
        {
            // A character that the end cuts in two is no fault.
            var count = decoder.GetChars(head, characters, flush: !isCut);
            return new TextPreview(Shown(new string(characters, 0, count)), "UTF-8", isCut);
        }
        catch (DecoderFallbackException)
        {
            return new TextPreview(Shown(System.Text.Encoding.GetEncoding("GB18030").GetString(head)), "GB18030", isCut);
        }
    }

    /// <summary>Rows and columns; what stands in quotes may hold separators and line ends.</summary>
    /// <param name="mostRows">Further rows are left out.</param>
    /// <param name="mostColumns">Further cells of a row are left out.</param>
    public IReadOnlyList<IReadOnlyList<string>> Table(int mostRows, int mostColumns)
    {
        var separator = Separator();
        List<List<string>> rows = [];
        List<string> row = [];
        StringBuilder cell = new();
        var isQuoted = false;
        for (var i = 0; i < Text.Length && rows.Count < mostRows; i++)
        {
            var c = Text[i];
            if (isQuoted)
            {
                if (c != '"')
                    cell.Append(c);
                else if (i + 1 < Text.Length && Text[i + 1] == '"')
                    cell.Append(Text[i++]);
                else
                    isQuoted = false;
            }
            else if (c == '"' && cell.Length == 0)
            {
                isQuoted = true;
            }
            else if (c == separator || c == '\n')
            {
                EndCell();
                if (c == '\n')
                    EndRow();
            }
            else
            {
                cell.Append(c);
            }
        }

        if (rows.Count < mostRows && (cell.Length > 0 || row.Count > 0))
        {
            EndCell();
            EndRow();
        }

        return rows;

        void EndCell()
        {
            if (row.Count < mostColumns)
                row.Add(cell.ToString());
            cell.Clear();
        }

        void EndRow()
        {
            rows.Add(row);
            row = [];
        }
    }

    private char Separator()
    {
        var end = Text.IndexOf('\n', StringComparison.Ordinal);
        var first = end < 0 ? Text : Text[..end];
        return new[] { ',', '\t', ';' }.MaxBy(c => first.Count(x => x == c));
    }

    /// <summary>Without what a page cannot hold.</summary>
    private static string Shown(string text) =>
        string.Concat(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Where(c => c is '\n' or '\t' || (!char.IsControl(c) && c is not ('\uFFFE' or '\uFFFF'))));
}
