using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CrmWeb.Core.Notifications.Outbound;

namespace CrmWeb.Core.Notifications.Mail;

/// <summary>
/// Asks a provider for access tokens (OAuth2, RFC 6749) and keeps one until it runs out. The request goes through the guard of all
/// outgoing connections; no token and no secret is ever said in an outcome.
/// </summary>
public sealed partial class MailTokens(OutboundConnections connections, RenewedRefreshTokens renewed, TimeProvider time)
{
    /// <summary>Used no more so long before it runs out: the mail server's clock is another one.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(2);

    /// <summary>How long one is kept whose life the provider does not tell, or tells as longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim turn = new(1, 1);
    private Kept? kept;

    /// <param name="Asked">What it was asked for with.</param>
    /// <param name="Now">The same, with the refresh token that came along.</param>
    private sealed record Kept(OAuthClient Asked, OAuthClient Now, string Token, DateTimeOffset Until);

    /// <exception cref="NotSignedInException">The provider gave none; the outcome says why.</exception>
    internal async Task<string> OfAsync(MailSettings settings, CancellationToken ct)
    {
        if (settings.OAuth is not { } client)
            throw new NotSignedInException(SendOutcome.ChannelDown(SendErrors.NotSetUp));
        await turn.WaitAsync(ct);
        try
        {
            // Settings read before the refresh token changed are the same settings; an old one may be good for nothing any more.
            if (kept is { } present && (present.Asked == client || present.Now == client) && present.Until > time.GetUtcNow())
                return present.Token;
            var asked = kept is { } past && past.Asked == client ? past.Now : client;
            kept = await AskAsync(asked, settings.SignIn, ct) with { Asked = client };
            if (kept.Now.RefreshToken != asked.RefreshToken)
                await renewed.StoreAsync(asked, kept.Now, ct);
            return kept.Token;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The mail server did not take it.</summary>
    internal void Forget(string token)
    {
        if (kept is { } present && present.Token == token)
            kept = present with { Until = DateTimeOffset.MinValue };
    }

    private async Task<Kept> AskAsync(OAuthClient client, MailSignIn signIn, CancellationToken ct)
    {
        if (OutboundAddress.Parse(client.TokenAddress, connections.Policy) is not { } address)
            throw new NotSignedInException(SendOutcome.ChannelDown(SendErrors.Blocked));
        List<KeyValuePair<string, string>> fields = [new("client_id", client.ClientId)];
        if (client.ClientSecret is { } secret)
            fields.Add(new("client_secret", secret));
        if (client.Scope is { } scope)
            fields.Add(new("scope", scope));
        fields.Add(new("grant_type", signIn == MailSignIn.RefreshToken ? "refresh_token" : "client_credentials"));
        if (signIn == MailSignIn.RefreshToken && client.RefreshToken is { } refresh)
            fields.Add(new("refresh_token", refresh));
        using var form = new FormUrlEncodedContent(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Headers.Accept.ParseAdd("application/json");
        var (answer, failure) = await GatewayCall.SendAsync(
            connections, request, await form.ReadAsByteArrayAsync(ct), "application/x-www-form-urlencoded", ct);

        // No message has left yet, so nothing is unclear.
        if (failure is not null)
            throw new NotSignedInException(failure.Result == SendResult.Unclear ? SendOutcome.ChannelDown(SendErrors.NotConnected, address.Authority) : failure);
        return Read(answer!, client, address.Authority);
    }

    private Kept Read(GatewayAnswer answer, OAuthClient client, string host)
    {
        var said = JsonOf(answer.Body);
        if (!answer.IsSuccess || Text(said, "access_token") is not { } token || !Visible().IsMatch(token))
            throw new NotSignedInException(Refused(answer, said, host));
        var seconds = said.TryGetProperty("expires_in", out var life) && life.ValueKind == JsonValueKind.Number && life.TryGetDouble(out var told) && told > 0 ? told : Longest.TotalSeconds;
        var lasts = TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds)) - Early;
        var next = Text(said, "refresh_token") is { } given && client.RefreshToken is not null && Visible().IsMatch(given) ? given : client.RefreshToken;
        return new Kept(client, client with { RefreshToken = next }, token, time.GetUtcNow() + (lasts > TimeSpan.Zero ? lasts : TimeSpan.Zero));
    }

    private static SendOutcome Refused(GatewayAnswer answer, JsonElement said, string host)
    {
        // Of what the provider says only the code: a description may repeat what was sent.
        var detail = $"{host} {(int)answer.Status}{(Text(said, "error") is { } error && Code().IsMatch(error) ? $" {error}" : "")}";
        return answer.Status switch
        {
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => SendOutcome.ChannelDown(SendErrors.TooMany, detail, answer.RetryAfter),
            HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => SendOutcome.ChannelDown(SendErrors.NotAccepted, detail),
            _ => SendOutcome.ChannelDown(SendErrors.Answer, detail, answer.RetryAfter),
        };
    }

    private static JsonElement JsonOf(string body)
    {
        try
        {
            using var read = JsonDocument.Parse(body);
            return read.RootElement.ValueKind == JsonValueKind.Object ? read.RootElement.Clone() : Empty();
        }
        catch (JsonException)
        {
            return Empty();
        }

        static JsonElement Empty() => JsonSerializer.SerializeToElement(new object());
    }

    private static string? Text(JsonElement said, string name) =>
        said.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>What tokens consist of (RFC 6749, appendix A.12).</summary>
    [GeneratedRegex(@"^[\x21-\x7e]{1,8192}$", RegexOptions.None, 2_000)]
    private static partial Regex Visible();

    [GeneratedRegex("^[a-z_]{1,40}$", RegexOptions.None, 2_000)]
    private static partial Regex Code();
}
