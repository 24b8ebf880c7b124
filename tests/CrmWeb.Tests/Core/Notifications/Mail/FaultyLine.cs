using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CrmWeb.Tests.Core.Notifications.Mail;

/// <summary>What a line does where it is faulty.</summary>
internal enum Fault
{
    /// <summary>Breaks before the other side hears.</summary>
    Drop,

    /// <summary>Breaks when the other side has heard and answered.</summary>
    DropAfter,

    /// <summary>Says nothing any more.</summary>
    Silence,

    /// <summary>Answers in the server's place.</summary>
    Say,

    /// <summary>Answers without end.</summary>
    Babble,
}

/// <summary>A line to a mail server that can break at every command: GREETING, EHLO ... DATA, BODY (in the data), "." (its end), QUIT.</summary>
internal sealed class FaultyLine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly TestMailServer server;
    private readonly Task serving;

    public FaultyLine(TestMailServer server)
    {
        this.server = server;
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public ConcurrentDictionary<string, (Fault Fault, string Answer)> Faults { get; } = [];

    /// <summary>The commands that were said.</summary>
    public ConcurrentQueue<string> Said { get; } = [];

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
                open.Add(CarryAsync(await listener.AcceptTcpClientAsync(closing.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
        }

        await Task.WhenAll(open);
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, await server.PortAsync(), closing.Token);
            var (user, host) = (near.GetStream(), far.GetStream());
            var isCut = false;
            if (!await AnswerAsync("GREETING", null, user, host))
                return;
            while (await LineAsync(user) is { } line)
            {
                var command = line.Split(' ')[0].TrimEnd('\r', '\n').ToUpperInvariant();
                Said.Enqueue(command);
                if (isCut && !Faults.ContainsKey(command))
                    await user.WriteAsync("250 ok\r\n"u8.ToArray(), closing.Token);
                else if (!await AnswerAsync(command, line, user, host))
                    return;
                if (command == "STARTTLS" && !Faults.ContainsKey(command))
                    await Task.WhenAny(user.CopyToAsync(host, closing.Token), host.CopyToAsync(user, closing.Token));
                if (command == "DATA" && !Faults.ContainsKey(command) && !await BodyAsync(user, host))
                    return;

                // The server still waits for the end of the data, which was answered in its place.
                isCut |= command == "DATA" && Faults.TryGetValue(".", out var end) && end.Fault == Fault.Say;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
        }
    }

    private async Task<bool> BodyAsync(NetworkStream user, NetworkStream host)
    {
        var text = new StringBuilder();
        while (await LineAsync(user) is { } line)
        {
            text.Append(line);
            if (Faults.ContainsKey("BODY"))
                return false;
            if (line == ".\r\n")
                return await AnswerAsync(".", text.ToString(), user, host);
        }

        return false;
    }

    /// <returns>Whether the line is whole.</returns>
    private async Task<bool> AnswerAsync(string at, string? said, NetworkStream user, NetworkStream host)
    {
        var (fault, answer) = Faults.TryGetValue(at, out var found) ? ((Fault?)found.Fault, found.Answer) : (null, "");
        switch (fault)
        {
            case Fault.Drop:
                return false;
            case Fault.Silence:
                await Task.Delay(Timeout.Infinite, closing.Token);
                return false;
            case Fault.Say:
                await user.WriteAsync(Encoding.UTF8.GetBytes(answer + "\r\n"), closing.Token);
                return true;
            case Fault.Babble:
                while (true)
                    await user.WriteAsync(Encoding.UTF8.GetBytes(new string(' ', 500).Insert(0, "250-x") + "\r\n"), closing.Token);
            default:
                if (said is not null)
                    await host.WriteAsync(Encoding.UTF8.GetBytes(said), closing.Token);
                var heard = new StringBuilder();
                string? line;
                do
                {
                    line = await LineAsync(host);
                    heard.Append(line);
                }
                while (line is { Length: > 3 } && line[3] == '-');
                if (fault == Fault.DropAfter)
                    return false;
                await user.WriteAsync(Encoding.UTF8.GetBytes(heard.ToString()), closing.Token);
                return line is not null;
        }
    }

    private async Task<string?> LineAsync(NetworkStream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, closing.Token) == 1)
        {
            line.Add(one[0]);
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. line]);
        }

        return null;
    }
}
