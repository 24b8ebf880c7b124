using System.Net;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Account;

/// <summary>What a copy of a session's cookie is worth once the session has ended.</summary>
public sealed class EndedSessionTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task A_copied_cookie_opens_nothing_after_its_user_has_signed_out_and_other_sessions_stay()
    {
        var (user, other) = (await HireAsync(), app.Stranger());
        var (browser, copy) = await SignInAsync(user);
        await SignInAsync(other, user);

        Assert.True((await browser.PostAsync("/account/logout")).LeadsToSignIn);
        Assert.True((await copy.GetAsync("/account/profile")).LeadsToSignIn);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/account/profile")).Status);

        app.Clock.Advance(TimeSpan.FromSeconds(65));
        Assert.True((await copy.GetAsync("/account/profile")).LeadsToSignIn);
        Assert.Equal(HttpStatusCode.Unauthorized, (await copy.SendAsync("/account/notifications", [])).Status);
    }

    [Fact]
    public async Task A_cookie_copied_before_it_was_renewed_ends_with_it()
    {
        var user = await HireAsync();
        var (browser, copy) = await SignInAsync(user);
        await browser.PostAsync("/account/language", ("culture", "en"));
        Assert.Equal(HttpStatusCode.OK, (await copy.GetAsync("/account/profile")).Status);

        await browser.PostAsync("/account/logout");
        Assert.True((await copy.GetAsync("/account/profile")).LeadsToSignIn);
    }

    [Fact]
    public async Task Signing_in_as_somebody_else_ends_the_session_before()
    {
        var (user, next) = (await HireAsync(), await HireAsync());
        var (browser, copy) = await SignInAsync(user);
        var answer = await browser.PostAsync("/account/login", ("Form.UserName", next.UserName), ("Form.Password", Newcomers.Password));
        Assert.True(answer.IsRedirect);
        Assert.True((await copy.GetAsync("/account/profile")).LeadsToSignIn);
    }

    [Fact]
    public async Task Another_password_ends_every_session_but_that_of_who_changed_it()
    {
        var user = await HireAsync();
        var (browser, copy) = await SignInAsync(user);
        var other = app.Stranger();
        await SignInAsync(other, user);
        var form = (await browser.GetAsync("/account/profile")).FormWith("Password.NewPassword")
            .Set("Password.CurrentPassword", Newcomers.Password).Set("Password.NewPassword", "Calm-lake-2026").Set("Password.RepeatedPassword", "Calm-lake-2026");
        Assert.True((await form.SubmitAsync()).IsRedirect);

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/profile")).Status);
        Assert.True((await copy.GetAsync("/account/profile")).LeadsToSignIn);
        Assert.True((await other.GetAsync("/account/profile")).LeadsToSignIn);
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("role")]
    [InlineData("department")]
    [InlineData("password")]
    public async Task What_an_administrator_changes_ends_all_sessions_with_the_next_request(string what)
    {
        var user = await HireAsync();
        var (browser, copy) = await SignInAsync(user);
        await app.WithAsync<UserAdministration>(async users =>
        {
            var form = Newcomers.FormOf(user, what == "role" ? BuiltInRoles.Manager : BuiltInRoles.Rep);
            form.Department = what == "department" ? app.Company.DepartmentEast : form.Department;
            await (what switch
            {
                "disabled" => users.DisableAsync(user.Id, app.As(Who.Admin), CancellationToken.None),
                "password" => users.ResetPasswordAsync(user.Id, app.As(Who.Admin), CancellationToken.None),
                _ => users.ChangeAsync(user.Id, form, app.As(Who.Admin), CancellationToken.None),
            });
        });

        Assert.True((await copy.GetAsync("/account/profile")).LeadsToSignIn);
        Assert.True((await browser.GetAsync("/account/profile")).LeadsToSignIn);
    }

    [Fact]
    public async Task Checking_a_session_asks_the_database_once_in_half_a_minute()
    {
        var (browser, _) = await SignInAsync(await HireAsync());
        await browser.GetAsync("/account/logout");
        app.Sql.Clear();
        for (var i = 0; i < 5; i++)
            Assert.Equal("/", (await browser.GetAsync("/account/logout")).Location);
        Assert.DoesNotContain(app.Sql.Commands, c => c.Contains("EndedSessions", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ended_sessions_are_forgotten_when_their_cookies_are_too_old_anyway()
    {
        var user = await HireAsync();
        var (browser, _) = await SignInAsync(user);
        await browser.PostAsync("/account/logout");
        Assert.Equal(1, await CountAsync(user.Id));

        app.Clock.Advance(TimeSpan.FromHours(14));
        await app.WithAsync<Cleaning, string?>(c => c.CleanAsync(CancellationToken.None));
        Assert.Equal(0, await CountAsync(user.Id));
    }

    private Task<int> CountAsync(int user) => app.DbAsync(db => db.EndedSessions.CountAsync(s => s.UserId == user));

    private Task<CrmUser> HireAsync() => app.Services.HireAsync(app.Company.DepartmentSouth, app.As(Who.Admin));

    /// <summary>A browser, and one that a thief has copied its session cookie to.</summary>
    private async Task<(Browser Browser, Browser Copy)> SignInAsync(CrmUser user)
    {
        var (browser, copy) = (app.Stranger(), app.Stranger());
        var cookie = await SignInAsync(browser, user);
        copy.Http.DefaultRequestHeaders.Add("Cookie", cookie);
        Assert.Equal(HttpStatusCode.OK, (await copy.GetAsync("/account/profile")).Status);
        return (browser, copy);
    }

    private static async Task<string> SignInAsync(Browser browser, CrmUser user)
    {
        var answer = await (await browser.GetAsync("/account/login")).FormWith("Form.Password")
            .Set("Form.UserName", user.UserName).Set("Form.Password", Newcomers.Password).SubmitAsync();
        Assert.True(answer.IsRedirect);
        return answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("crm=", StringComparison.Ordinal) || c.StartsWith("__Host-crm=", StringComparison.Ordinal)).Split(';')[0];
    }
}

/// <summary>Two processes on one database; with SQLite one after the other.</summary>
public sealed class EndedElsewhereTests
{
    [Fact]
    public async Task A_session_that_ended_in_one_process_ends_in_the_other_within_a_minute()
    {
        await using var database = await TestDatabase.CreateAsync(Content.Company);
        var (clock, oneAtATime) = (new TestClock(), TestDatabase.Provider == DatabaseProvider.Sqlite);
        await using var first = new CrmProcess(Settings(database, "one", oneAtATime), clock);
        await using var second = new CrmProcess(Settings(database, "two", oneAtATime), clock);
        var cookies = await first.SignInAsync("repeast");
        CookieContainer copy = new();
        copy.Add(cookies.GetAllCookies());
        Assert.Equal(HttpStatusCode.OK, (await (oneAtATime ? first : second).Browse(copy).GetAsync("/account/profile")).Status);

        Assert.True((await first.Browse(cookies).PostAsync("/account/logout")).LeadsToSignIn);
        Assert.True((await first.Browse(copy).GetAsync("/account/profile")).LeadsToSignIn);
        if (oneAtATime)
            await first.DisposeAsync();
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.True((await second.Browse(copy).GetAsync("/account/profile")).LeadsToSignIn);
    }

    private static DatabaseSettings Settings(TestDatabase database, string name, bool oneAtATime) => oneAtATime
        ? database.Settings
        : database.Settings with { DataFolder = Path.Combine(database.Settings.DataFolder, name) };
}
