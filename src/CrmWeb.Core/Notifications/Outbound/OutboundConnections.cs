using System.Net;
using System.Net.Sockets;

namespace CrmWeb.Core.Notifications.Outbound;

/// <summary>No connection came about, so nothing was sent; the message may be shown to administrators.</summary>
/// <param name="blocked">The address is one the program may not talk to.</param>
public sealed class NotConnectedException(string message, bool blocked = false, Exception? inner = null) : IOException(message, inner)
{
    public bool IsBlocked => blocked;
}

/// <summary>How long to wait for a connection, and for an answer.</summary>
public sealed record OutboundTimes(TimeSpan Connect, TimeSpan Answer)
{
    public static OutboundTimes Default { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));

    /// <summary>The longest one message takes.</summary>
    public TimeSpan Longest => Connect + Answer;
}

/// <summary>Finds the addresses of a name; tests put another one in its place.</summary>
public class HostLookup
{
    public virtual Task<IPAddress[]> FindAsync(string host, CancellationToken ct) => Dns.GetHostAddressesAsync(host, ct);
}

/// <summary>
/// Opens every connection that settings from the browser lead to. The address that is checked is the one that is connected to:
/// a name is looked up once, here, so that it cannot mean another machine a moment later (DNS rebinding). Redirects are not
/// followed and no proxy is asked, since either would connect elsewhere.
/// </summary>
public sealed class OutboundConnections : IDisposable
{
    /// <summary>No gateway has more to say.</summary>
    private const int LongestAnswer = 64 * 1024;

    private readonly OutboundPolicy policy;
    private readonly HostLookup lookup;
    private readonly Lazy<HttpClient> http;

    public OutboundConnections(OutboundPolicy policy, HostLookup lookup, OutboundTimes times)
    {
        this.policy = policy;
        this.lookup = lookup;
        Times = times;
        http = new(() => new HttpClient(CreateHandler(), disposeHandler: true)
        {
            Timeout = times.Longest,
            MaxResponseContentBufferSize = LongestAnswer,
        });
    }

    public OutboundPolicy Policy => policy;

    public OutboundTimes Times { get; }

    /// <summary>The client for gateways and robots. Made by hand and not by the factory, which would log addresses, and those of robots are secrets.</summary>
    public HttpClient Http => http.Value;

    /// <summary>Connects to the first address of the host that answers, if each is one the program may talk to.</summary>
    /// <exception cref="NotConnectedException">The host is unknown, does not answer, or is none the program may talk to.</exception>
    public async Task<Stream> ConnectAsync(string host, int port, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Times.Connect);
        var addresses = await FindAsync(host, limit.Token, ct);
        var allowed = addresses.Where(a => policy.Trusts(host, port) || policy.Allows(a)).ToArray();
        if (allowed.Length == 0)
            throw new NotConnectedException($"{host} is not an address of the public internet and not named in Outbound:Allowed", blocked: true);

        Exception? last = null;
        foreach (var address in allowed)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), limit.Token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                ct.ThrowIfCancellationRequested();
                last = e;
            }
        }

        throw new NotConnectedException($"{host}:{port} does not answer", inner: last);
    }

    public void Dispose()
    {
        if (http.IsValueCreated)
            http.Value.Dispose();
    }

    private SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = async (context, ct) => await ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, ct),
    };

    private async Task<IPAddress[]> FindAsync(string host, CancellationToken limit, CancellationToken ct)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal))
            return [literal];
        try
        {
            return await lookup.FindAsync(host, limit);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ArgumentException)
        {
            ct.ThrowIfCancellationRequested();
            throw new NotConnectedException($"{host} is not known", inner: e);
        }
    }
}
