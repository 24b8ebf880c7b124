using Microsoft.AspNetCore.Mvc;

namespace CrmWeb.Pages.Shared;

/// <summary>Addresses that came with a request, to be led back to.</summary>
internal static class LocalAddress
{
    /// <summary>An address of this site in characters that a header takes, or the other one.</summary>
    public static string LocalOr(this IUrlHelper url, string? address, string otherwise) => url.IsLocalUrl(address) ? InHeader(address!) : otherwise;

    /// <summary>The server sends nothing but ASCII in a header and answers with 500 where there is more.</summary>
    private static string InHeader(string address) =>
        string.Concat(address.EnumerateRunes().Select(r => r.IsAscii ? r.ToString() : Uri.EscapeDataString(r.ToString())));
}
