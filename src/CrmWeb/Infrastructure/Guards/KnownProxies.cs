using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;

namespace CrmWeb.Infrastructure.Guards;

/// <summary>Whose X-Forwarded-For and -Proto are believed.</summary>
public static class KnownProxies
{
    public const string Setting = "Security:KnownProxies";

    /// <param name="named">Addresses and networks; empty ones are those a container's settings leave out.</param>
    /// <returns>Null where nobody is named: the middleware would take empty lists for leave to believe everybody.</returns>
    /// <exception cref="InvalidOperationException">One is neither an address nor a network.</exception>
    public static ForwardedHeadersOptions? Options(IEnumerable<string> named)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var one in named.Where(n => !string.IsNullOrWhiteSpace(n)).Select(n => n.Trim()))
        {
            if (System.Net.IPNetwork.TryParse(one, out var network))
                options.KnownIPNetworks.Add(network);
            else if (IPAddress.TryParse(one, out var address) && IsWritten(one, address))
                options.KnownProxies.Add(address);
            else
                throw new InvalidOperationException($"{Setting} names '{one}', which is neither an address (10.0.0.5) nor a network (172.16.0.0/12).");
        }

        return options.KnownProxies.Count + options.KnownIPNetworks.Count == 0 ? null : options;
    }

    /// <summary>"10.5" is read as 10.0.0.5, which hardly anybody means.</summary>
    private static bool IsWritten(string text, IPAddress address) => address.AddressFamily != AddressFamily.InterNetwork || text.Count(c => c == '.') == 3;
}
