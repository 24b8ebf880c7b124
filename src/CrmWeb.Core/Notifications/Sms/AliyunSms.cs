using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CrmWeb.Core.Notifications.Outbound;

namespace CrmWeb.Core.Notifications.Sms;

/// <summary>
/// Sends text messages with Aliyun (阿里云短信服务, SendSms of 2017-05-25, signature V3). The text is a variable of an approved
/// template; Aliyun refuses addresses in it, so a link is the template's own and takes the path as a variable.
/// </summary>
internal sealed class AliyunSms(SmsSettings settings, Uri endpoint, OutboundConnections connections) : IMessageChannel
{
    /// <summary>Most characters Aliyun takes for a variable.</summary>
    public const int VariableMax = 35;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        var query = Query(message);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(endpoint, "/?" + query));
        var headers = Headers(endpoint.Authority, message.At, Guid.NewGuid().ToString("N"));
        var signature = Signature(query, headers, settings.Secret!);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"ACS3-HMAC-SHA256 Credential={settings.AccessKeyId},SignedHeaders={string.Join(';', headers.Keys)},Signature={signature}");

        var (answer, failure) = await GatewayCall.SendAsync(connections, request, [], null, ct);
        return failure ?? Judge(answer!);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>What is signed besides the query, by name.</summary>
    public static SortedDictionary<string, string> Headers(string host, DateTime at, string nonce) => new(StringComparer.Ordinal)
    {
        ["host"] = host,
        ["x-acs-action"] = "SendSms",
        ["x-acs-content-sha256"] = Hash(""),
        ["x-acs-date"] = at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["x-acs-signature-nonce"] = nonce,
        ["x-acs-version"] = "2017-05-25",
    };

    /// <summary>ACS3-HMAC-SHA256 over a POST without body.</summary>
    /// <param name="query">Sorted and encoded (RFC 3986).</param>
    public static string Signature(string query, SortedDictionary<string, string> headers, string secret)
    {
        var canonical = $"POST\n/\n{query}\n{string.Concat(headers.Select(h => $"{h.Key}:{h.Value}\n"))}\n{string.Join(';', headers.Keys)}\n{Hash("")}";
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"ACS3-HMAC-SHA256\n{Hash(canonical)}")));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private string Query(OutgoingMessage message)
    {
        Dictionary<string, string> variables = new() { [settings.TextVariable!] = Variable(message.Subject) };

        // Aliyun refuses a message that leaves out a variable of its template.
        if (settings.LinkVariable is { Length: > 0 } link)
            variables[link] = message.Link is { } address ? new Uri(address).PathAndQuery.TrimStart('/') : "";
        var parameters = new[]
        {
            ("PhoneNumbers", message.Address!),
            ("SignName", settings.SignName!),
            ("TemplateCode", settings.TemplateCode!),
            ("TemplateParam", JsonSerializer.Serialize(variables, Plain)),
        };
        return string.Join('&', parameters.Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2)}"));
    }

    private static string Variable(string text)
    {
        var starts = StringInfo.ParseCombiningCharacters(text);
        return text.Length <= VariableMax ? text : text[..starts.Last(s => s < VariableMax)] + "…";
    }

    private static SendOutcome Judge(GatewayAnswer answer)
    {
        string? code = null, words = null;
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            code = json.RootElement.GetProperty("Code").GetString();
            words = json.RootElement.TryGetProperty("Message", out var said) ? said.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
        }

        return code switch
        {
            "OK" when answer.IsSuccess => SendOutcome.Sent,
            "isv.BUSINESS_LIMIT_CONTROL" => SendOutcome.PutOff(SendErrors.TooMany, $"{code} {words}", TimeSpan.FromHours(1)),
            "isv.MOBILE_NUMBER_ILLEGAL" or "isv.MOBILE_COUNT_OVER_LIMIT" => SendOutcome.Refused(SendErrors.BadAddress, $"{code} {words}"),
            not null when answer.IsTooMany || code.StartsWith("Throttling", StringComparison.Ordinal) => SendOutcome.ChannelDown(SendErrors.TooMany, code, answer.RetryAfter),
            not null when code.Contains("AccessKey", StringComparison.Ordinal) || code.Contains("Signature", StringComparison.Ordinal) || code.Contains("SIGNATURE", StringComparison.Ordinal)
                => SendOutcome.ChannelDown(SendErrors.NotAccepted, $"{code} {words}"),
            not null => SendOutcome.ChannelDown(SendErrors.Answer, $"{code} {words}", answer.RetryAfter),
            null when answer.IsTooMany => SendOutcome.ChannelDown(SendErrors.TooMany, null, answer.RetryAfter),
            null when answer.IsSuccess => SendOutcome.Unclear(),
            null => SendOutcome.ChannelDown(SendErrors.Answer, $"HTTP {(int)answer.Status}", answer.RetryAfter),
        };
    }
}
