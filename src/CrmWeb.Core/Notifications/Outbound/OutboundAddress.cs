using System.Net;

namespace CrmWeb.Core.Notifications.Outbound;

/// <summary>Judges addresses that administrators type; whatever passes here is checked again when it is connected to.</summary>
public static class OutboundAddress
{
    /// <summary>An https address with a host that may be public, or an http or https one of a host the server's operator trusts.</summary>
    /// <returns>Null where it is none.</returns>
    public static Uri? Parse(string? typed, OutboundPolicy policy)
    {
        if (!Uri.TryCreate(typed, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")
            || address.UserInfo.Length > 0 || address.Fragment.Length > 0 || address.Host.Length == 0)
        {
            return null;
        }

        if (policy.Trusts(address.Host, address.Port))
            return address;
        if (address.Scheme != "https" || address.IsLoopback)
            return null;
        return IPAddress.TryParse(address.Host.Trim('[', ']'), out var literal) && !policy.Allows(literal) ? null : address;
    }

    /// <summary>The name or address of a mail server; no port, no path.</summary>
    public static bool IsHost(string? typed, OutboundPolicy policy, int port) =>
        typed is not null && Uri.CheckHostName(typed) != UriHostNameType.Unknown
        && (policy.Trusts(typed, port) || !IPAddress.TryParse(typed.Trim('[', ']'), out var literal) || policy.Allows(literal));
}
