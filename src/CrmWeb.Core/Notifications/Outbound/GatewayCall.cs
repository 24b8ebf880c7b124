using System.Net;
using System.Net.Http.Headers;

namespace CrmWeb.Core.Notifications.Outbound;

/// <summary>What a gateway answered.</summary>
internal sealed record GatewayAnswer(HttpStatusCode Status, string Body, TimeSpan? RetryAfter)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public bool IsTooMany => Status is HttpStatusCode.TooManyRequests;
}

/// <summary>Asks a gateway once, and tells apart whether a failure came before the request had left or after.</summary>
internal static class GatewayCall
{
    /// <returns>The answer, or what came of it where there was none.</returns>
    public static async Task<(GatewayAnswer? Answer, SendOutcome? Failure)> SendAsync(
        OutboundConnections connections, HttpRequestMessage request, byte[] body, string? contentType, CancellationToken ct)
    {
        var content = new WatchedContent(body);
        if (contentType is not null)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Content = content;
        try
        {
            using var answer = await connections.Http.SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
            var after = answer.Headers.RetryAfter;
            return (new GatewayAnswer(answer.StatusCode, await answer.Content.ReadAsStringAsync(ct), after?.Delta ?? (after?.Date is { } date ? date - answer.Headers.Date : null)), null);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            ct.ThrowIfCancellationRequested();
            return (null, content.IsOnItsWay ? SendOutcome.Unclear() : NotSent(e));
        }
    }

    private static SendOutcome NotSent(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is NotConnectedException failed)
                return SendOutcome.ChannelDown(failed.IsBlocked ? SendErrors.Blocked : SendErrors.NotConnected, failed.Message);
        }

        return SendOutcome.ChannelDown(SendErrors.NotConnected, (e as HttpRequestException)?.HttpRequestError.ToString());
    }

    /// <summary>Is read when the connection stands and the request begins to leave.</summary>
    private sealed class WatchedContent(byte[] body) : HttpContent
    {
        public bool IsOnItsWay { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            IsOnItsWay = true;
            await stream.WriteAsync(body);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }
}
