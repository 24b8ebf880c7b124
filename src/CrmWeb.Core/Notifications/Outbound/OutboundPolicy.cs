using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace CrmWeb.Core.Notifications.Outbound;

/// <summary>
/// To which machines the program may talk on behalf of settings that are made in the browser: to the public internet, and to
/// what whoever runs the server has named in Outbound:Allowed (a mail relay or a gateway in the local network). Without that,
/// the settings page would be a door into the network behind the server.
/// </summary>
public sealed class OutboundPolicy
{
    /// <summary>What IANA has set aside for anything but public machines, and the tunnels that lead back to it.</summary>
    private static readonly IPNetwork[] Reserved =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
            "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    private readonly List<IPNetwork> networks = [];
    private readonly HashSet<string> hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="allowed">Networks (192.168.7.0/24), addresses, names, each but a network also with a port (mail.lan:25).</param>
    public OutboundPolicy(IEnumerable<string> allowed)
    {
        foreach (var entry in allowed.Select(e => e.Trim()).Where(e => e.Length > 0))
        {
            if (IPNetwork.TryParse(entry, out var network))
                networks.Add(network);
            else
                hosts.Add(entry);
        }
    }

    public static OutboundPolicy From(IConfiguration configuration) =>
        new(configuration.GetSection("Outbound:Allowed").GetChildren().Select(e => e.Value ?? ""));

    /// <summary>Whether the server's operator trusts this host, so that it may be local and need no encryption.</summary>
    public bool Trusts(string host, int port) =>
        hosts.Contains(host) || hosts.Contains($"{host}:{port}") || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IsNamed(address));

    /// <summary>Whether a connection to this address is allowed, whatever name led to it.</summary>
    public bool Allows(IPAddress address) => IsPublic(address) || IsNamed(address);

    /// <summary>Whether the address is one of the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
            && !Reserved.Any(n => n.BaseAddress.AddressFamily == plain.AddressFamily && n.Contains(plain));
    }

    private bool IsNamed(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return networks.Any(n => n.BaseAddress.AddressFamily == plain.AddressFamily && n.Contains(plain));
    }
}
