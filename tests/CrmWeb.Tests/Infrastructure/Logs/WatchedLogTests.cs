using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Calendar;
using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CrmWeb.Tests.Infrastructure.Logs;

/// <summary>Whichever test uses a secret and whichever line holds it: the suite says so.</summary>
public sealed class WatchedLogTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task A_request_after_which_the_log_holds_a_password_fails()
    {
        await app.SignInAsync(Who.RepEast);
        Write(TestCompany.Password);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => app.Stranger().GetAsync("/account/login"));
        Assert.Contains("A secret was logged", failure.GetBaseException().Message, StringComparison.Ordinal);
        Assert.Equal(200, (int)(await app.Stranger().GetAsync("/account/login")).Status);
        Assert.Throws<InvalidOperationException>(app.Log.AssertClean);
    }

    [Fact]
    public async Task A_call_of_a_service_after_which_the_log_holds_what_is_sealed_fails()
    {
        const string key = "robots-quiet-heron-41";
        await app.WithAsync<SecretProtector>(s => Task.FromResult(s.Seal($"https://robots.example.com/send?key={key}")));
        Write($"robots.example.com said no to {key.ToUpperInvariant()}");
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => app.DbAsync(_ => Task.FromResult(0)));
        Assert.Contains("A secret was logged", failure.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(app.Log.AssertClean);
    }

    [Fact]
    public async Task The_address_of_a_feed_is_known_from_whoever_made_it()
    {
        var secret = await app.WithAsync<CalendarFeeds, string>(f => f.RenewAsync(app.As(Who.RepEast), CancellationToken.None));
        Assert.NotNull(KnownSecrets.In($"somebody asked for {secret.ToUpperInvariant()}"));
        Assert.NotNull(KnownSecrets.In($"/calendar/{Guid.NewGuid():N}.ics"));
        Assert.Null(KnownSecrets.In("/calendar/….ics"));
    }

    [Fact]
    public async Task A_secret_that_becomes_known_after_it_was_written_is_found_at_the_end()
    {
        const string late = "Late-known-heron-58";
        var log = new WatchedLog();
        await using var services = log.AddTo(new ServiceCollection()).BuildServiceProvider();
        services.GetRequiredService<ILogger<WatchedLogTests>>().LogInformation("Somebody typed {Text}.", late);
        log.AssertNothingFound();
        await app.WithAsync<IPasswordHasher<CrmUser>, string>(h => Task.FromResult(h.HashPassword(null!, late)));
        Assert.Throws<InvalidOperationException>(log.AssertClean);
    }

    private void Write(string text) => app.Services.GetRequiredService<ILogger<CrmDbContext>>().LogDebug("Somebody typed {Text}.", text);
}
