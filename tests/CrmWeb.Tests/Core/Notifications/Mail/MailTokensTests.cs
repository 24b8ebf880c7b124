using System.Net;
using CrmWeb.Core.Notifications.Mail;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Notifications.Mail;

/// <summary>Sign-in to a mail server by OAuth2: asked for, kept, renewed, and never said.</summary>
public sealed class MailTokensTests(CoreFixture app) : IClassFixture<CoreFixture>, IAsyncLifetime
{
    private const string Secret = "client-secret-1";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly FakeMailServer mail = new();
    private FakeGateway provider = null!;
    private OutboundConnections connections = null!;
    private MailTokens tokens = null!;

    public async Task InitializeAsync()
    {
        provider = await FakeGateway.StartAsync();
        connections = new OutboundConnections(new OutboundPolicy(["127.0.0.1"]), new HostLookup(), new OutboundTimes(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)));
        tokens = new MailTokens(connections, app.Services.GetRequiredService<RenewedRefreshTokens>(), app.Clock);
        provider.Answer = Token("access-1", 3600);
        await Ways.ClearAsync(app);
    }

    public async Task DisposeAsync()
    {
        connections.Dispose();
        await mail.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Theory]
    [InlineData("250-fake\r\n250 AUTH PLAIN LOGIN XOAUTH2 OAUTHBEARER", "AUTH XOAUTH2 ", "user=crm@example.com\u0001")]
    [InlineData("250-fake\r\n250 AUTH PLAIN OAUTHBEARER", "AUTH OAUTHBEARER ", "n,a=crm@example.com,\u0001")]
    public async Task The_token_and_no_password_is_shown_to_the_mail_server(string offer, string command, string begin)
    {
        mail.Says["EHLO"] = offer;
        Assert.Equal(SendOutcome.Sent, await SendAsync(Settings(MailSignIn.RefreshToken)));
        var said = mail.Lines.Single(l => l.StartsWith(command, StringComparison.Ordinal))[command.Length..];
        var shown = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(said));
        Assert.StartsWith(begin, shown, StringComparison.Ordinal);
        Assert.EndsWith("\u0001auth=Bearer access-1\u0001\u0001", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_asked_for_in_the_words_of_the_grant()
    {
        await SendAsync(Settings(MailSignIn.RefreshToken));
        await SendAsync(Settings(MailSignIn.ClientCredentials));
        Assert.Equal(
            [
                "client_id=client-1&client_secret=client-secret-1&scope=https%3A%2F%2Fmail.example.com%2F+offline_access&grant_type=refresh_token&refresh_token=refresh-1",
                "client_id=client-1&client_secret=client-secret-1&scope=https%3A%2F%2Fmail.example.com%2F+offline_access&grant_type=client_credentials",
            ],
            provider.Requests.Select(r => r.Body));
        Assert.All(provider.Requests, r => Assert.Equal("application/x-www-form-urlencoded", r.Headers["content-type"]));
    }

    [Fact]
    public async Task It_is_kept_until_it_runs_out_or_the_mail_server_does_not_take_it()
    {
        var settings = Settings(MailSignIn.ClientCredentials);
        await SendAsync(settings);
        await SendAsync(settings);
        Assert.Single(provider.Requests);
        app.Clock.Advance(TimeSpan.FromMinutes(59));
        await SendAsync(settings);
        Assert.Equal(2, provider.Requests.Count);

        mail.Says["AUTH"] = "535 5.7.3 expired";
        Assert.Equal(SendErrors.NotAccepted, SendErrors.CodeOf((await SendAsync(settings)).Error!));
        mail.Says.Clear();
        await SendAsync(settings);
        Assert.Equal(3, provider.Requests.Count);
    }

    [Fact]
    public async Task A_refresh_token_that_is_exchanged_takes_the_place_of_the_stored_one()
    {
        var settings = Settings(MailSignIn.RefreshToken);
        await StoreAsync(settings);
        provider.Answer = Token("access-1", 60, "refresh-2");
        Assert.Equal(SendOutcome.Sent, await SendAsync(settings));
        Assert.Equal("refresh-2", (await StoredAsync()).OAuth!.RefreshToken);

        // Whoever still holds the settings of before asks with the new one, too.
        provider.Answer = Token("access-2", 3600);
        Assert.Equal(SendOutcome.Sent, await SendAsync(settings));
        Assert.Equal(SendOutcome.Sent, await SendAsync(await StoredAsync()));
        Assert.EndsWith("refresh_token=refresh-2", provider.Requests.Last().Body, StringComparison.Ordinal);
        Assert.Equal(2, provider.Requests.Count);
        Assert.Equal("refresh-2", (await StoredAsync()).OAuth!.RefreshToken);
    }

    [Fact]
    public async Task A_refresh_token_entered_meanwhile_stays()
    {
        await StoreAsync(Settings(MailSignIn.RefreshToken, refresh: "entered-by-hand"));
        provider.Answer = Token("access-1", 60, "refresh-2");
        await SendAsync(Settings(MailSignIn.RefreshToken));
        Assert.Equal("entered-by-hand", (await StoredAsync()).OAuth!.RefreshToken);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant","error_description":"client-secret-1 refresh-1"}""", SendErrors.NotAccepted, "400 invalid_grant")]
    [InlineData(401, """{"error":"refresh-1"}""", SendErrors.NotAccepted, "401")]
    [InlineData(429, "", SendErrors.TooMany, "429")]
    [InlineData(500, "<html>", SendErrors.Answer, "500")]
    [InlineData(200, "<html>", SendErrors.Answer, "200")]
    [InlineData(200, """{"token":"x"}""", SendErrors.Answer, "200")]
    [InlineData(200, """{"access_token":"a\r\nb"}""", SendErrors.Answer, "200")]
    [InlineData(200, """{"access_token":7}""", SendErrors.Answer, "200")]
    [InlineData(302, "", SendErrors.Answer, "302")]
    public async Task Without_a_token_nothing_is_sent_and_no_secret_is_said(int status, string body, string error, string detail)
    {
        provider.Answer = FakeGateway.Json(body, status);
        var outcome = await SendAsync(Settings(MailSignIn.RefreshToken));
        Assert.Equal((SendResult.ChannelDown, error), (outcome.Result, SendErrors.CodeOf(outcome.Error!)));
        Assert.EndsWith(detail, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("refresh-1", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(mail.Messages);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_makes_nothing_unclear()
    {
        provider.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        var outcome = await SendAsync(Settings(MailSignIn.ClientCredentials));
        Assert.Equal((SendResult.ChannelDown, SendErrors.NotConnected), (outcome.Result, SendErrors.CodeOf(outcome.Error!)));
    }

    [Theory]
    [InlineData("https://10.0.0.1/token")]
    [InlineData("http://login.example.com/token")]
    [InlineData("https://inside.example.com/token")]
    public async Task A_token_address_leads_not_into_the_network_behind_the_server(string address)
    {
        using var strict = new OutboundConnections(new OutboundPolicy([$"127.0.0.1:{mail.Port}"]), new Inside(), OutboundTimes.Default);
        var guarded = new MailTokens(strict, app.Services.GetRequiredService<RenewedRefreshTokens>(), app.Clock);
        var settings = Settings(MailSignIn.ClientCredentials);
        await using var route = MailFixture.Route(settings with { OAuth = settings.OAuth! with { TokenAddress = address } }, strict, guarded);
        var outcome = await route.SendAsync(MailFixture.Message, None);
        Assert.Equal((SendResult.ChannelDown, SendErrors.Blocked), (outcome.Result, SendErrors.CodeOf(outcome.Error!)));
    }

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task> Token(string token, int seconds, string? refresh = null) =>
        FakeGateway.Json($$"""{"access_token":"{{token}}","token_type":"Bearer","expires_in":{{seconds}}{{(refresh is null ? "" : $",\"refresh_token\":\"{refresh}\"")}}}""");

    private MailSettings Settings(MailSignIn signIn, string refresh = "refresh-1") =>
        new("127.0.0.1", mail.Port, MailSecurity.None, "crm@example.com", null, "crm@example.com", "CRM")
        {
            SignIn = signIn,
            OAuth = new OAuthClient(
                provider.Address + "/token", "client-1", Secret, signIn == MailSignIn.RefreshToken ? refresh : null, "https://mail.example.com/ offline_access"),
        };

    private async Task<SendOutcome> SendAsync(MailSettings settings)
    {
        await using var route = MailFixture.Route(settings, connections, tokens);
        return await route.SendAsync(MailFixture.Message, None);
    }

    private Task<int> StoreAsync(MailSettings settings) => app.DbAsync(db =>
    {
        var row = new ChannelSettings(OutboxChannel.Mail);
        row.Change(true, app.Services.GetRequiredService<SecretProtector>().SealJson(settings), app.Clock.Now);
        db.ChannelSettings.Add(row);
        return db.SaveChangesAsync();
    });

    private async Task<MailSettings> StoredAsync() => app.Services.GetRequiredService<SecretProtector>().OpenJson<MailSettings>(
        await app.DbAsync(db => db.ChannelSettings.Where(s => s.Channel == OutboxChannel.Mail).Select(s => s.Sealed).SingleAsync()))!;

    private sealed class Inside : HostLookup
    {
        public override Task<IPAddress[]> FindAsync(string host, CancellationToken ct) => Task.FromResult(new[] { IPAddress.Parse("10.20.30.40") });
    }
}
