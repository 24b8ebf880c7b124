using System.Globalization;
using System.Text.RegularExpressions;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Formats;

/// <summary>Web addresses of companies as people type them: with or without http://, also under Chinese domains.</summary>
public static partial class WebAddress
{
    /// <summary>True for an http or https address whose host is a name with at least one dot; no user name, no local machine.</summary>
    public static bool IsValid(string? typed) => ToUri(typed) is not null;

    /// <summary>The address to open; without a scheme it is taken to be http. Null for what is no address.</summary>
    public static string? Href(string? typed) => ToUri(typed)?.AbsoluteUri;

    private static Uri? ToUri(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > FormText.LineMax || typed.Any(char.IsWhiteSpace))
            return null;

        var address = typed.Contains("://", StringComparison.Ordinal) ? typed : $"http://{typed}";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            return null;
        return uri.HostNameType == UriHostNameType.Dns && HostPattern().IsMatch(Ascii(uri.IdnHost)) ? uri : null;
    }

    private static string Ascii(string host) => host.ToLower(CultureInfo.InvariantCulture);

    /// <summary>Labels of letters, digits and hyphens; the last one is no number.</summary>
    [GeneratedRegex(@"^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$", RegexOptions.None, PatternLimit.Milliseconds)]
    private static partial Regex HostPattern();
}
