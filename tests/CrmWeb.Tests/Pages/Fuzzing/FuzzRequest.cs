using System.Text;

namespace CrmWeb.Tests.Pages.Fuzzing;

/// <summary>A request nobody would send by accident, to the byte.</summary>
/// <param name="Address">Path and query as they stand on the wire.</param>
/// <param name="Body">Null for none.</param>
/// <param name="ContentType">As it is sent, sensible or not.</param>
public sealed record FuzzRequest(
    string Method, string Address, byte[]? Body, string? ContentType, IReadOnlyList<(string Name, string Value)> Headers)
{
    /// <summary>A form, percent-encoded.</summary>
    public static FuzzRequest Form(string address, IEnumerable<(string Name, string? Value)> fields) => new(
        "POST", address, Encoding.ASCII.GetBytes(string.Join('&', fields.Select(f => $"{Encode(f.Name)}={Encode(f.Value ?? "")}"))),
        "application/x-www-form-urlencoded", []);

    /// <summary>Half a pair of surrogates goes out as the three bytes it would have if it were a character.</summary>
    public static string Encode(string text)
    {
        StringBuilder encoded = new();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~' or '[' or ']')
                encoded.Append(c);
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                encoded.Append(Uri.EscapeDataString(text.Substring(i++, 2)));
            else if (char.IsSurrogate(c))
                encoded.Append(string.Create(null, $"%{0xE0 | (c >> 12):X2}%{0x80 | ((c >> 6) & 0x3F):X2}%{0x80 | (c & 0x3F):X2}"));
            else
                encoded.Append(Uri.EscapeDataString(c.ToString()));
        }

        return encoded.ToString();
    }

    /// <summary>Everything that is needed to send it again.</summary>
    public override string ToString()
    {
        var headers = string.Join("; ", Headers.Select(h => $"{h.Name}: {Shown(h.Value, 200)}"));
        var body = Body is null ? "" : $" body({ContentType ?? "no type"}, {Body.Length} bytes) {Shown(Encoding.Latin1.GetString(Body), 1500)}";
        return $"{Method} {Shown(Address, 1500)} {{{headers}}}{body}";
    }

    private static string Shown(string text, int max) =>
        string.Concat((text.Length <= max ? text : text[..max] + "…").Select(c => c is < ' ' or > '~' and < '\u00a0' ? $"\\x{(int)c:x2}" : c.ToString()));
}
