using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace CrmWeb.Tests.Core.Notifications.Mail;

/// <summary>A real mail server in this process.</summary>
internal sealed class TestMailServer : IAsyncDisposable
{
    private readonly CancellationTokenSource closing = new();
    private readonly Task serving;
    private readonly Task<int> port;

    /// <param name="certificate">Offers STARTTLS with it, or speaks TLS from the first byte.</param>
    public TestMailServer(X509Certificate2? certificate = null, bool tlsFromFirstByte = false)
    {
        var options = new SmtpServerOptionsBuilder().ServerName("mail.test").Endpoint(e =>
        {
            e.Endpoint(new IPEndPoint(IPAddress.Loopback, 0)).AllowUnsecureAuthentication().IsSecure(tlsFromFirstByte);
            if (certificate is not null)
                e.Certificate(certificate);
        }).Build();
        var started = new TaskCompletionSource<int>();
        var listeners = new EndpointListenerFactory();
        listeners.EndpointStarted += (_, e) => started.TrySetResult(((IPEndPoint)e.LocalEndPoint).Port);
        var services = new ServiceProvider();
        services.Add(listeners);
        services.Add(new Store(this));
        services.Add(new Accounts(this));
        port = started.Task;
        serving = new SmtpServer.SmtpServer(options, services).StartAsync(closing.Token);
    }

    public ConcurrentQueue<MimeMessage> Messages { get; } = [];

    /// <summary>As they came.</summary>
    public ConcurrentQueue<byte[]> Raw { get; } = [];

    /// <summary>User names and passwords that somebody signed in with.</summary>
    public ConcurrentQueue<(string User, string Password)> SignIns { get; } = [];

    public Task<int> PortAsync() => port;

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        try
        {
            await serving;
        }
        catch (OperationCanceledException)
        {
        }

        closing.Dispose();
    }

    private sealed class Store(TestMailServer server) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            var bytes = buffer.ToArray();
            server.Raw.Enqueue(bytes);
            using var stream = new MemoryStream(bytes);
            server.Messages.Enqueue(await MimeMessage.LoadAsync(stream, cancellationToken));
            return SmtpResponse.Ok;
        }
    }

    private sealed class Accounts(TestMailServer server) : UserAuthenticator
    {
        public override Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken)
        {
            server.SignIns.Enqueue((user, password));
            return Task.FromResult(password == "secret");
        }
    }
}
