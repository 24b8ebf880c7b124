using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Tests.Core.Persistence.SqlServer;

/// <summary>
/// Speaks as much of SQL Server's protocol as its client needs to sign in and to send commands, so that what is sent passes the
/// client's own rules and is seen as a server would see it. It stores nothing and understands no SQL.
/// </summary>
internal sealed class TdsServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly Task accepting;

    public TdsServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>What came, in order.</summary>
    public ConcurrentQueue<TdsCommand> Commands { get; } = new();

    /// <summary>The number a command is answered with; null where it asks for nothing.</summary>
    public Func<string, int?> Answer { get; set; } = _ => null;

    /// <summary>The error a command is answered with; null where it succeeds.</summary>
    public Func<string, int?> Fault { get; set; } = _ => null;

    /// <param name="more">Further parts of the connection string.</param>
    public string ConnectionString(string more = "Pooling=false") =>
        $"Server=127.0.0.1,{((IPEndPoint)listener.LocalEndpoint).Port};Database=crm;User Id=sa;Password=pretended;Encrypt=Optional;{more}";

    public CrmDbContext Context()
    {
        var options = new DbContextOptionsBuilder<CrmDbContext>();
        PersistenceModule.Use(options, DatabaseProvider.SqlServer, ConnectionString());
        return new CrmDbContext(options.Options);
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Dispose();
        await accepting;
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> visits = [];
        try
        {
            while (true)
                visits.Add(ServeAsync(await listener.AcceptTcpClientAsync(ended.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            await Task.WhenAll(visits);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                while (true)
                {
                    var (type, bytes) = await ReadAsync(stream);
                    await WriteAsync(stream, Reply(type, bytes).Bytes);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The client is done.
            }
        }
    }

    private TdsAnswer Reply(byte type, byte[] bytes) => type switch
    {
        0x12 => TdsAnswer.Greeting(),
        0x10 => TdsAnswer.SignedIn(),
        0x0E => TdsAnswer.Transaction(new TdsRequest(bytes).ReadTransactionRequest()),
        0x01 => Reply(new TdsRequest(bytes).ReadBatch(), 0xFD),
        0x03 => Reply(new TdsRequest(bytes).ReadCall(), 0xFE),
        _ => throw new NotSupportedException($"A message of type 0x{type:X2} is not understood here."),
    };

    private TdsAnswer Reply(TdsCommand command, byte done)
    {
        Commands.Enqueue(command);
        var answer = new TdsAnswer();
        if (Fault(command.Sql) is { } fault)
            return answer.Error(fault, 16).Done(done, 0);
        return Answer(command.Sql) is { } number ? answer.Number(number).Done(done, 1) : answer.Done(done, 1);
    }

    private async Task<(byte Type, byte[] Bytes)> ReadAsync(NetworkStream stream)
    {
        List<byte> all = [];
        var header = new byte[8];
        while (true)
        {
            await stream.ReadExactlyAsync(header, ended.Token);
            var part = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - header.Length];
            await stream.ReadExactlyAsync(part, ended.Token);
            all.AddRange(part);
            if ((header[1] & 1) != 0)
                return (header[0], [.. all]);
        }
    }

    private async Task WriteAsync(NetworkStream stream, byte[] bytes)
    {
        var packet = new byte[bytes.Length + 8];
        packet[0] = 4;
        packet[1] = 1;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        bytes.CopyTo(packet, 8);
        await stream.WriteAsync(packet, ended.Token);
    }
}
