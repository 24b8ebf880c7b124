using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CrmWeb.Testing;

/// <summary>What a gateway was sent.</summary>
public sealed record GatewayRequest(string Target, string Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>A web server on this machine in the place of a robot's or a gateway's; it answers what a test wants.</summary>
public sealed class FakeGateway : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly CancellationTokenSource closing = new();

    private FakeGateway(WebApplication server) => this.server = server;

    public ConcurrentQueue<GatewayRequest> Requests { get; } = [];

    /// <summary>What it answers; by default what 企业微信 says when it has taken a message.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = Json("""{"errcode":0,"errmsg":"ok"}""");

    public string Address => server.Urls.First();

    public static async Task<FakeGateway> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gateway = new FakeGateway(builder.Build());
        gateway.server.Run(gateway.TakeAsync);
        await gateway.server.StartAsync();
        return gateway;
    }

    public static Func<HttpContext, Task> Json(string body, int status = 200, string? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return context.Response.WriteAsync(body);
    };

    /// <summary>Takes the message and never answers.</summary>
    public Task Silence(HttpContext context) => Task.Delay(Timeout.Infinite, closing.Token);

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await server.DisposeAsync();
        closing.Dispose();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Requests.Enqueue(new GatewayRequest(
            context.Request.Path + context.Request.QueryString, await reader.ReadToEndAsync(),
            context.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString())));
        try
        {
            await Answer(context);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }
}
