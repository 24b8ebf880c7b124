using System.Net;
using CrmWeb.Core.Access;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Persistence.Sqlite;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>
/// Two processes of the program on one database: at the same time where it is a server, one after the other with SQLite, whose
/// file one process serves.
/// </summary>
public sealed class TwoProcessesTests
{
    private static bool OneAtATime => TestDatabase.Provider == DatabaseProvider.Sqlite;

    [Fact]
    public async Task A_session_and_a_form_of_one_process_are_good_in_the_other_and_after_a_restart()
    {
        await using var database = await TestDatabase.CreateAsync(Content.Company);
        var clock = new TestClock();
        CookieContainer cookies;
        PageForm form;
        var first = new CrmProcess(OnFolder(database, "one"), clock);
        await using (first)
        {
            cookies = await first.SignInAsync("repeast");
            form = (await first.Browse(cookies).GetAsync("/customers/new")).FormWith("Form.Name")
                .Set("Form.Name", "扬州两处机械有限公司").Set("Form.Industry", "C40").Set("Form.Source", "online")
                .Set("Form.Contacts[0].Name", "贺云").Set("Form.Contacts[0].Mobile", Forms.NewMobile());
            if (OneAtATime)
                await first.DisposeAsync();

            await using var second = new CrmProcess(OnFolder(database, "two"), clock);
            Assert.True((await form.SubmitAsync(second.Browse(cookies))).IsRedirect);
        }

        await using var restarted = new CrmProcess(OnFolder(database, "three"), clock);
        Assert.Contains("扬州两处机械有限公司", (await restarted.Browse(cookies).GetAsync("/customers")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_that_start_on_nothing_at_once_both_come_up_on_a_server_and_one_on_a_file()
    {
        await using var ready = await TestDatabase.CreateAsync(Content.Empty);
        await using var database = TestDatabase.Absent();
        await using var first = CoreServices.Build(database.Settings, new TestClock());
        await using var second = CoreServices.Build(database.Settings, new TestClock());
        var starts = new[] { first, second }.Select(s => Task.Run(() => s.RunAsync<DatabaseInitializer>(i => i.InitializeAsync(CancellationToken.None)))).ToList();
        await Task.WhenAll(starts.Select(s => s.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Equal(OneAtATime ? 1 : 0, starts.Count(s => s.IsFaulted));
        Assert.All(starts.Where(s => s.IsFaulted), s => Assert.IsType<DatabaseInUseException>(s.Exception!.GetBaseException()));
        await using var reference = CoreServices.Build(ready.Settings, new TestClock());
        Assert.Equal(await CountsAsync(reference), await CountsAsync(first));
    }

    private static Task<List<int>> CountsAsync(IServiceProvider services) => services.RunAsync<CrmDbContext, List<int>>(async db =>
        [await db.Roles.CountAsync(), await db.Stages.CountAsync(), await db.ListItems.CountAsync(), await db.Tags.CountAsync()]);

    /// <summary>Files of their own on a server; with SQLite the folder is what makes them one installation.</summary>
    private static DatabaseSettings OnFolder(TestDatabase database, string name) => OneAtATime
        ? database.Settings
        : database.Settings with { DataFolder = Path.Combine(database.Settings.DataFolder, name) };
}

/// <summary>What another process changes is seen here within a minute; what it writes is written past this one's caches.</summary>
public sealed class ChangedElsewhereTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task What_a_role_allows_changes_in_open_sessions_within_a_minute()
    {
        var browser = await app.SignInAsync(Who.RepEast2);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/customers/new")).Status);

        await app.DbAsync(db => RolesAsync(db, r => db.RemoveRange(r.Permissions.Where(p => p.Permission == Permissions.CustomersCreate))));
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/customers/new")).Status);

        await app.DbAsync(db => RolesAsync(db, r => r.Grant([Permissions.CustomersCreate])));
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/customers/new")).Status);
    }

    [Fact]
    public async Task How_far_a_role_sees_changes_in_open_sessions_within_a_minute()
    {
        var browser = await app.SignInAsync(Who.MgrEast);
        Assert.DoesNotContain(TestCompany.SouthName, (await browser.GetAsync("/customers")).Text, StringComparison.Ordinal);

        await app.DbAsync(db => db.Roles.Where(r => r.Code == BuiltInRoles.Manager).ExecuteUpdateAsync(s => s.SetProperty(r => r.Scope, DataScope.Everything)));
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Contains(TestCompany.SouthName, (await browser.GetAsync("/customers")).Text, StringComparison.Ordinal);

        await app.DbAsync(db => db.Roles.Where(r => r.Code == BuiltInRoles.Manager).ExecuteUpdateAsync(s => s.SetProperty(r => r.Scope, DataScope.Department)));
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.DoesNotContain(TestCompany.SouthName, (await browser.GetAsync("/customers")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_change_within_a_minute()
    {
        var browser = await app.ClientAsync(Who.RepEast);
        Assert.DoesNotContain("邻机改名", (await browser.GetAsync("/customers/new")).Text, StringComparison.Ordinal);
        await app.DbAsync(db => db.ListItems.Where(i => i.Code == "online").ExecuteUpdateAsync(s => s.SetProperty(i => i.Zh, "邻机改名")));
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Contains("邻机改名", (await browser.GetAsync("/customers/new")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_disabled_elsewhere_is_out_within_a_minute()
    {
        var browser = await app.SignInAsync(Who.RepEast3);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/customers")).Status);
        await app.DbAsync(db => db.Users.Where(u => u.Id == app.Company[Who.RepEast3].Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.IsActive, false)));
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.True((await browser.GetAsync("/customers")).LeadsToSignIn);
    }

    private static async Task<int> RolesAsync(CrmDbContext db, Action<Role> change)
    {
        change(await db.Roles.SingleAsync(r => r.Code == BuiltInRoles.Rep));
        return await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
    }
}

/// <summary>A process that waits for its first account while another one, or a verb, makes it.</summary>
public sealed class FirstAccountElsewhereTests(EmptyCrmApp app) : IClassFixture<EmptyCrmApp>
{
    [Fact]
    public async Task The_set_up_page_closes_when_the_first_account_was_made_elsewhere()
    {
        var browser = app.Stranger();
        Assert.Equal("/account/setup", (await browser.GetAsync("/")).Location);
        await app.WithAsync<FirstAccount>(a => a.CreateAdminAsync("boss", "周文博", "Quiet-river-42", CancellationToken.None));
        app.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.True((await browser.GetAsync("/")).LeadsToSignIn);
    }
}
