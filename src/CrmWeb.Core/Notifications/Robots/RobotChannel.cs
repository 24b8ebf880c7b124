using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Notifications.Robots;

/// <summary>
/// A robot in a chat room. All three are sent plain text: in their markdown, a name that somebody typed could become a link or
/// call everybody. Whatever a robot refuses concerns all messages to it, so the channel is closed for a while.
/// </summary>
internal sealed class RobotChannel(RobotProduct product, string address, string? secret, OutboundConnections connections) : IMessageChannel
{
    /// <summary>Longest text of 企业微信, in bytes.</summary>
    public const int WeComMax = 2048;

    /// <summary>Longest text sent to the others, in bytes; their bodies may have 20 KB.</summary>
    public const int TextMax = 4096;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (RobotProducts.Address(product, address, connections.Policy) is not { } home)
            return SendOutcome.ChannelDown(SendErrors.Blocked);
        var (target, body) = product switch
        {
            RobotProduct.WeCom => (home, WeCom(message)),
            RobotProduct.DingTalk => (Signed(home, message.At), DingTalk(message)),
            _ => (home, Feishu(message)),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, target);
        var (answer, failure) = await GatewayCall.SendAsync(
            connections, request, JsonSerializer.SerializeToUtf8Bytes(body, Plain), "application/json; charset=utf-8", ct);
        return failure ?? Judge(answer!);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Text(OutgoingMessage message, string mentions, int max) =>
        Utf8Text.CutBefore(Harmless(message.Body), mentions + (message.Link is null ? "" : $"\n{message.Link}"), max);

    /// <summary>Brackets call people in 企业微信 and 飞书, and an at sign in 钉钉.</summary>
    private static string Harmless(string text) => text.Replace('<', '＜').Replace('>', '＞').Replace('@', '＠');

    private static object WeCom(OutgoingMessage message) => new
    {
        msgtype = "text",
        text = new { content = Text(message, "", WeComMax), mentioned_mobile_list = message.Mentions },
    };

    /// <summary>A mention shows only where the number stands in the text.</summary>
    private static object DingTalk(OutgoingMessage message) => new
    {
        msgtype = "text",
        text = new { content = Text(message, string.Concat(message.Mentions.Select(m => $" @{m}")), TextMax) },
        at = new { atMobiles = message.Mentions, isAtAll = false },
    };

    /// <summary>A robot of this product cannot call anybody by number; the text has the name.</summary>
    private object Feishu(OutgoingMessage message)
    {
        var content = new { text = Text(message, "", TextMax) };
        if (secret is null)
            return new { msg_type = "text", content };
        var timestamp = new DateTimeOffset(message.At).ToUnixTimeSeconds();
        return new { timestamp = timestamp.ToString(CultureInfo.InvariantCulture), sign = RobotSignature.Feishu(timestamp, secret), msg_type = "text", content };
    }

    private Uri Signed(Uri home, DateTime at)
    {
        if (secret is null)
            return home;
        var timestamp = new DateTimeOffset(at).ToUnixTimeMilliseconds();
        var separator = home.Query.Length == 0 ? '?' : '&';
        return new Uri($"{home.AbsoluteUri}{separator}timestamp={timestamp}&sign={RobotSignature.DingTalk(timestamp, secret)}");
    }

    private SendOutcome Judge(GatewayAnswer answer)
    {
        if (answer.IsTooMany)
            return SendOutcome.ChannelDown(SendErrors.TooMany, $"HTTP {(int)answer.Status}", answer.RetryAfter);
        if (!answer.IsSuccess)
            return SendOutcome.ChannelDown(SendErrors.Answer, $"HTTP {(int)answer.Status}", answer.RetryAfter);
        if (Code(answer.Body) is not var (code, words))
            return SendOutcome.Unclear();
        var detail = $"{code} {WithoutSecrets(words)}";
        return code switch
        {
            0 => SendOutcome.Sent,
            // 企业微信, 飞书.
            45009 or 11232 or 9499 => SendOutcome.ChannelDown(SendErrors.TooMany, detail, answer.RetryAfter),
            // 钉钉 stays closed for ten minutes.
            130101 => SendOutcome.ChannelDown(SendErrors.TooMany, detail, answer.RetryAfter ?? TimeSpan.FromMinutes(10)),
            // Unknown key or token; signature or key word missing.
            93000 or 310000 or 300001 or 19021 or 19022 or 19024 => SendOutcome.ChannelDown(SendErrors.NotAccepted, detail),
            _ => SendOutcome.ChannelDown(SendErrors.Answer, detail),
        };
    }

    /// <summary>What the other side says may repeat what it was asked.</summary>
    private string WithoutSecrets(string words)
    {
        var parts = new Uri(address).PathAndQuery.Split(['/', '?', '&', '='], StringSplitOptions.RemoveEmptyEntries).Where(p => p.Length >= 12);
        return parts.Append(secret).OfType<string>().Where(s => s.Length > 0).Aggregate(words, (text, part) => text.Replace(part, "***", StringComparison.Ordinal));
    }

    private static (long Code, string Words)? Code(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object
                || !(root.TryGetProperty("errcode", out var code) || root.TryGetProperty("code", out code) || root.TryGetProperty("StatusCode", out code))
                || !code.TryGetInt64(out var number))
            {
                return null;
            }

            var words = root.TryGetProperty("errmsg", out var said) || root.TryGetProperty("msg", out said) || root.TryGetProperty("StatusMessage", out said) ? said : default;
            return (number, words.ValueKind == JsonValueKind.String ? words.GetString()! : "");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
