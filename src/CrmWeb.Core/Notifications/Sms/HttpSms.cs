using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Notifications.Sms;

/// <summary>Sends text messages with any gateway that takes a POST with JSON and answers 2xx when it has taken the message.</summary>
internal sealed class HttpSms(SmsSettings settings, OutboundConnections connections) : IMessageChannel
{
    /// <summary>Longest text, in characters: about five messages' worth.</summary>
    private const int TextMax = 300;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (OutboundAddress.Parse(settings.Address, connections.Policy) is not { } address)
            return SendOutcome.ChannelDown(SendErrors.Blocked);
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        if (settings.HeaderName is { Length: > 0 } header)
            request.Headers.TryAddWithoutValidation(header, settings.Secret);

        var body = Fill(settings.BodyTemplate!, message.Address!, Text(message));
        var (answer, failure) = await GatewayCall.SendAsync(connections, request, Encoding.UTF8.GetBytes(body!), "application/json; charset=utf-8", ct);
        return failure ?? Judge(answer!);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The JSON with {mobile} and {text} filled into its strings, whatever they hold; null where the template is no JSON.</summary>
    public static string? Fill(string template, string mobile, string text)
    {
        try
        {
            return Filled(JsonNode.Parse(template))?.ToJsonString();
        }
        catch (JsonException)
        {
            return null;
        }

        JsonNode? Filled(JsonNode? node) => node switch
        {
            JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Filled(m.Value)))),
            JsonArray items => new JsonArray([.. items.Select(Filled)]),
            JsonValue value when value.TryGetValue<string>(out var words) => JsonValue.Create(
                string.Join(mobile, words.Split("{mobile}").Select(w => w.Replace("{text}", text, StringComparison.Ordinal)))),
            _ => node?.DeepClone(),
        };
    }

    /// <summary>The subject, and the link while there is room: a text message is short.</summary>
    private static string Text(OutgoingMessage message)
    {
        var text = message.Link is null ? message.Subject : $"{message.Subject} {message.Link}";
        return text.Length <= TextMax ? text : Utf8Text.Cut(message.Subject, TextMax);
    }

    private static SendOutcome Judge(GatewayAnswer answer) => answer.Status switch
    {
        _ when answer.IsSuccess => SendOutcome.Sent,
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => SendOutcome.ChannelDown(SendErrors.TooMany, $"HTTP {(int)answer.Status}", answer.RetryAfter),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => SendOutcome.ChannelDown(SendErrors.NotAccepted, $"HTTP {(int)answer.Status}"),
        HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => SendOutcome.Refused(SendErrors.Answer, $"HTTP {(int)answer.Status}"),
        _ => SendOutcome.ChannelDown(SendErrors.Answer, $"HTTP {(int)answer.Status}", answer.RetryAfter),
    };
}
