using System.Net;
using System.Net.Sockets;

namespace CrmWeb.Infrastructure.Guards;

/// <summary>Where a request comes from, as far as limits count it.</summary>
public static class ClientNetwork
{
    /// <summary>The sender's address; for IPv6 its /64, which one subscriber holds whole.</summary>
    public static string Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    /// <inheritdoc cref="Of(HttpContext)"/>
    public static string Of(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), 0, 0, 0, 0, 0, 0, 0, 0]).ToString() : address.ToString();
    }
}
