using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CrmWeb.Testing;

/// <summary>A mail server on this machine that keeps what it is given; it answers what a test wants.</summary>
public sealed class FakeMailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly Task serving;
    private int connections;

    public FakeMailServer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Every message it took, as it came.</summary>
    public ConcurrentQueue<string> Messages { get; } = [];

    /// <summary>Every line it was told.</summary>
    public ConcurrentQueue<string> Lines { get; } = [];

    public int Connections => connections;

    /// <summary>What it says to a line, by how that begins; null falls silent, and what is not here is good.</summary>
    public ConcurrentDictionary<string, string?> Says { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await serving;
        closing.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> open = [];
        try
        {
            while (!closing.IsCancellationRequested)
                open.Add(TalkAsync(await listener.AcceptTcpClientAsync(closing.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
        }

        await Task.WhenAll(open);
    }

    private async Task TalkAsync(TcpClient client)
    {
        Interlocked.Increment(ref connections);
        using var connection = client;
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
            await SayAsync(writer, "GREETING", "220 fake ready");
            while (await reader.ReadLineAsync(closing.Token) is { } line)
            {
                Lines.Enqueue(line);
                var good = line.Split(' ')[0].ToUpperInvariant() switch
                {
                    "EHLO" => "250-fake\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME",
                    "AUTH" => "235 welcome",
                    "DATA" => "354 go on",
                    _ => "250 ok",
                };
                await SayAsync(writer, line, good);
                if (line == "DATA" && !Says.ContainsKey("DATA"))
                    await TakeAsync(reader, writer);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
        }
    }

    private async Task TakeAsync(StreamReader reader, StreamWriter writer)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(closing.Token) is { } line && line != ".")
            message.Append(line).Append('\n');
        Messages.Enqueue(message.ToString());
        await SayAsync(writer, ".", "250 taken");
    }

    private async Task SayAsync(StreamWriter writer, string line, string good)
    {
        var own = Says.Where(s => line.StartsWith(s.Key, StringComparison.Ordinal)).Select(s => (s.Value, true)).FirstOrDefault();
        if (own is (null, true))
            await Task.Delay(Timeout.Infinite, closing.Token);
        await writer.WriteLineAsync((own.Item2 ? own.Value : good).AsMemory(), closing.Token);
    }
}
