using System.Globalization;
using System.Text;

namespace CrmWeb.Core.Text;

/// <summary>Shortens texts for channels that count bytes.</summary>
public static class Utf8Text
{
    private const string Ellipsis = "…";

    /// <summary>The text, or its beginning and an ellipsis, in at most so many bytes of UTF-8; never half a character, and no family without its children.</summary>
    public static string Cut(string text, int maxBytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= maxBytes)
            return text;
        var room = maxBytes - Encoding.UTF8.GetByteCount(Ellipsis);
        var cut = new StringBuilder();
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var next = rest[..StringInfo.GetNextTextElementLength(rest)];
            if ((room -= Encoding.UTF8.GetByteCount(next)) < 0)
                break;
            cut.Append(next);
            rest = rest[next.Length..];
        }

        return cut.Append(Ellipsis).ToString();
    }

    /// <summary>Shortens the body so that it fits together with what must not be cut, such as a link.</summary>
    public static string CutBefore(string body, string tail, int maxBytes) => Cut(body, maxBytes - Encoding.UTF8.GetByteCount(tail)) + tail;
}
