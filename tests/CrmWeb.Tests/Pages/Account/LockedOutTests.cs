using System.Net;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Account;

/// <summary>Strangers who try passwords lock themselves out, not the owner of the account.</summary>
public sealed class LockedOutTests(CrmApp app) : IClassFixture<CrmApp>
{
    private const string Wrong = "not-the-password";

    [Fact]
    public async Task Wrong_passwords_by_the_minute_keep_out_neither_the_owners_device_nor_another_network()
    {
        var user = await HireAsync();
        var device = new SignInOrigin("10.0.0.7", "known-device", [user.Id]);
        for (var minute = 0; minute < 17; minute++)
        {
            for (var i = 0; i < 12; i++)
                Assert.Null(await CheckAsync(user.UserName, Wrong, From("203.0.113.9")));
            Assert.Null(await CheckAsync(user.UserName, Newcomers.Password, From("203.0.113.9")));
            Assert.NotNull(await CheckAsync(user.UserName, Newcomers.Password, device));
            Assert.NotNull(await CheckAsync(user.UserName, Newcomers.Password, From("198.51.100.4")));
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task Many_networks_together_get_no_more_than_their_share_and_known_devices_still_get_in()
    {
        var user = await HireAsync();
        var tried = 0;
        for (var network = 0; network < 20; network++)
        {
            for (var i = 0; i < PasswordCheck.MaxTries; i++, tried++)
                await CheckAsync(user.UserName, Wrong, From($"203.0.113.{network}"));
        }

        Assert.True(tried > PasswordCheck.MaxTriesAnywhere);
        Assert.Null(await CheckAsync(user.UserName, Newcomers.Password, From("198.51.100.4")));
        Assert.NotNull(await CheckAsync(user.UserName, Newcomers.Password, new SignInOrigin("198.51.100.4", "own", [user.Id])));
        app.Clock.Advance(PasswordCheck.LockedFor);
        Assert.NotNull(await CheckAsync(user.UserName, Newcomers.Password, From("198.51.100.4")));
    }

    [Fact]
    public async Task A_known_device_gets_no_more_tries_than_others_and_is_known_for_its_own_accounts_alone()
    {
        var (user, other) = (await HireAsync(), await HireAsync());
        var device = new SignInOrigin("203.0.113.77", "stolen", [user.Id]);
        for (var i = 0; i < PasswordCheck.MaxTries; i++)
        {
            Assert.Null(await CheckAsync(user.UserName, Wrong, device));
            Assert.Null(await CheckAsync(other.UserName, Wrong, device with { Device = $"made up {i}" }));
        }

        Assert.Null(await CheckAsync(user.UserName, Newcomers.Password, device));
        Assert.Null(await CheckAsync(other.UserName, Newcomers.Password, device with { Device = "made up anew" }));
    }

    [Fact]
    public async Task The_administrator_is_told_once_a_day_and_nobody_of_a_name_that_is_none()
    {
        var user = await HireAsync();
        for (var network = 0; network < 3; network++)
        {
            for (var i = 0; i < 8; i++)
            {
                await CheckAsync(user.UserName, Wrong, From($"192.0.2.{network}"));
                await CheckAsync("nobody.of.this.name", Wrong, From($"192.0.2.{network}"));
            }
        }

        var told = await app.DbAsync(db => db.Notifications.Where(n => n.Key.Contains($":locked:{user.Id}:")).ToListAsync());
        Assert.Equal([app.Company[Who.Admin].Id], told.Select(n => n.UserId));
        Assert.Equal(3, await app.DbAsync(db => db.AuditEntries.CountAsync(a => a.Action == AuditAction.LockedOut && a.RootId == user.Id)));
        Assert.False(await app.DbAsync(db => db.Notifications.AnyAsync(n => n.Key.Contains(":locked:0:"))));
        var inbox = await (await app.ClientAsync(Who.Admin)).GetAsync("/notifications");
        Assert.Contains($"账号“{user.DisplayName}”被多次尝试错误密码", inbox.Text, StringComparison.Ordinal);
        Assert.Contains(inbox.Document.QuerySelectorAll("a"), a => a.GetAttribute("href")?.Contains($"/admin/users/{user.Id}", StringComparison.Ordinal) == true);

        app.Clock.Advance(TimeSpan.FromDays(1));
        for (var i = 0; i < PasswordCheck.MaxTries; i++)
            await CheckAsync(user.UserName, Wrong, From("192.0.2.9"));
        Assert.Equal(2, await app.DbAsync(db => db.Notifications.CountAsync(n => n.Key.Contains($":locked:{user.Id}:"))));
    }

    [Fact]
    public async Task Unknown_names_are_counted_and_answered_like_accounts()
    {
        var user = await HireAsync();
        foreach (var name in new[] { user.UserName!, "no.such.account" })
        {
            var browser = app.Stranger();
            List<(HttpStatusCode, string)> answers = [];
            for (var i = 0; i <= PasswordCheck.MaxTries + 1; i++)
            {
                var answer = await (await browser.GetAsync("/account/login")).FormWith("Form.Password").Set("Form.UserName", name).Set("Form.Password", Wrong).SubmitAsync();
                answers.Add((answer.Status, string.Join(' ', answer.Texts("main"))));
            }

            Assert.Single(answers.Distinct());
        }

        Assert.True(await app.DbAsync(db => db.SignInTries.AnyAsync(t => t.UserId == null && t.Count == PasswordCheck.MaxTries)));
    }

    [Fact]
    public async Task A_browser_somebody_has_signed_in_with_is_a_known_device()
    {
        var user = await HireAsync();
        var known = await app.SignInAsync(user.UserName!, Newcomers.Password);
        await known.PostAsync("/account/logout");
        for (var i = 0; i < PasswordCheck.MaxTries; i++)
            Assert.Equal(HttpStatusCode.BadRequest, (await TryAsync(app.Stranger(), user, Wrong)).Status);

        Assert.Equal(HttpStatusCode.BadRequest, (await TryAsync(app.Stranger(), user, Newcomers.Password)).Status);
        Assert.True((await TryAsync(known, user, Newcomers.Password)).IsRedirect);
    }

    [Theory]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.7", "192.0.2.7")]
    public void A_network_is_an_address_or_a_64_of_the_sixth_version(string address, string network) =>
        Assert.Equal(network, ClientNetwork.Of(IPAddress.Parse(address)));

    private static SignInOrigin From(string network) => new(network, null, []);

    private static async Task<PageAnswer> TryAsync(Browser browser, CrmUser user, string password) =>
        await (await browser.GetAsync("/account/login")).FormWith("Form.Password").Set("Form.UserName", user.UserName).Set("Form.Password", password).SubmitAsync();

    private Task<CrmUser> HireAsync() => app.Services.HireAsync(app.Company.DepartmentSouth, app.As(Who.Admin));

    private Task<CrmUser?> CheckAsync(string? name, string password, SignInOrigin from) =>
        app.WithAsync<AccountSignIn, CrmUser?>(accounts => accounts.CheckAsync(name, password, from, CancellationToken.None));
}
