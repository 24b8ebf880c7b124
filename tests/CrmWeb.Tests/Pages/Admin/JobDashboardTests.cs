using System.Net;
using CrmWeb.Core.Jobs.Server;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Testing;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace CrmWeb.Tests.Pages.Admin;

/// <summary>Hangfire's dashboard inside our frame: language, content policy, token, change log. Who may open it says the table of routes.</summary>
public sealed class JobDashboardTests(BusyCrmApp app) : IClassFixture<BusyCrmApp>
{
    private const string Recurring = "/admin/jobs/dashboard/recurring";

    [Theory]
    [InlineData("/admin/jobs/dashboard", "仪表盘")]
    [InlineData("/admin/jobs/dashboard/", "仪表盘")]
    [InlineData(Recurring, "周期性")]
    [InlineData("/admin/jobs/dashboard/jobs/succeeded", "完成")]
    [InlineData("/admin/jobs/dashboard/servers", "服务器")]
    public async Task It_speaks_the_readers_language_under_our_own_content_policy(string address, string word)
    {
        await ReadyAsync();
        var admin = await app.ClientAsync(Who.Admin);
        var page = await admin.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(word, page.Text, StringComparison.Ordinal);
        Assert.Equal("zh-CN", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal((await admin.GetAsync("/admin/jobs")).Headers.GetValues("Content-Security-Policy"), page.Headers.GetValues("Content-Security-Policy"));
        Assert.Empty(page.Document.QuerySelectorAll("script:not([src]), [onclick], [onload]"));
        Assert.All(page.Document.QuerySelectorAll("script[src], link[rel=stylesheet]"), file =>
            Assert.StartsWith("/admin/jobs/dashboard/", file.GetAttribute("src") ?? file.GetAttribute("href")!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("zh-CN", "耗时:", "存储时间:")]
    [InlineData("en", "Generated:", "Storage time:")]
    public async Task Its_foot_speaks_one_language(string language, string always, string ofStorage)
    {
        var browser = await app.SignInAsync(Who.Admin);
        browser.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var foot = (await browser.GetAsync(Recurring)).Texts("#footer li");

        Assert.Contains(foot, line => line.StartsWith(always, StringComparison.Ordinal));

        // Only the storage in memory tells a time of its own.
        if (TestDatabase.Provider == DatabaseProvider.Sqlite)
            Assert.Contains(foot, line => line.StartsWith(ofStorage, StringComparison.Ordinal));
        Assert.DoesNotContain(foot, line => line.StartsWith("Storage Time", StringComparison.Ordinal));
    }

    /// <summary>The library of its charts would add a style element by script, which our content policy refuses with an error in the console.</summary>
    [Fact]
    public async Task Its_script_adds_no_style_to_the_page()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var script = (await admin.GetAsync((await admin.GetAsync("/admin/jobs/dashboard")).Document.QuerySelector("script[src]")!.GetAttribute("src")!)).Text;

        Assert.Contains("disableCSSInjection:!0", script, StringComparison.Ordinal);
        Assert.DoesNotContain("disableCSSInjection:!1", script, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(script, "createElement\\(\"style\"\\)"));
    }

    [Fact]
    public async Task Its_own_files_are_there_and_what_it_does_not_know_is_not_found()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var page = await admin.GetAsync("/admin/jobs/dashboard");
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync(page.Document.QuerySelector("script[src]")!.GetAttribute("src")!)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/admin/jobs/dashboard/no/such/page")).Status);
    }

    [Fact]
    public async Task Jobs_are_called_there_as_on_our_own_page_which_leads_to_it()
    {
        await ReadyAsync();
        var admin = await app.ClientAsync(Who.Admin);
        var ours = await admin.GetAsync("/admin/jobs");
        Assert.Contains("任务控制台", ours.Texts("a[href='/admin/jobs/dashboard']"));
        var theirs = await admin.GetAsync(Recurring);
        Assert.All(ours.Texts("tr[id^=job-] a.primary-link"), name => Assert.Contains(name, theirs.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_token_nothing_is_done()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var before = await app.DbAsync(db => db.AuditEntries.CountAsync());
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.SendAsync($"{Recurring}/trigger", [("jobs[]", "cleaning")])).Status);
        Assert.Equal(before, await app.DbAsync(db => db.AuditEntries.CountAsync()));
    }

    [Fact]
    public async Task What_is_done_there_stands_in_the_change_log_and_what_is_triggered_runs()
    {
        await ReadyAsync();
        var admin = await app.ClientAsync(Who.Admin);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.PostAsync($"{Recurring}/trigger", ("jobs[]", "calendar"), ("jobs[]", "digest"))).Status);
        Assert.Equal(["calendar", "digest"], await EntriesAsync("recurring/trigger"));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await app.DbAsync(db => db.JobRuns.AnyAsync(r => r.Job == "calendar" && r.StartedById == app.Company[Who.Admin].Id && r.FinishedAt != null)))
            await Task.Delay(50, limit.Token);

        // Hangfire notes its own success a moment after ours.
        string? id;
        while ((id = app.Services.GetRequiredService<JobStorage>().GetMonitoringApi().SucceededJobs(0, 10).Select(j => j.Key).FirstOrDefault()) is null)
            await Task.Delay(50, limit.Token);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.PostAsync($"/admin/jobs/dashboard/jobs/actions/requeue/{id}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.PostAsync($"/admin/jobs/dashboard/jobs/actions/delete/{id}")).Status);
        Assert.EndsWith($" {id}", Assert.Single(await EntriesAsync("jobs/actions/requeue")), StringComparison.Ordinal);
        Assert.EndsWith($" {id}", Assert.Single(await EntriesAsync("jobs/actions/delete")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_for_what_is_not_there_is_noted_all_the_same_and_harms_nothing()
    {
        var admin = await app.ClientAsync(Who.Admin);
        Assert.True((await admin.PostAsync("/admin/jobs/dashboard/jobs/failed/delete", ("jobs[]", "no <such> job"))).Status is HttpStatusCode.NoContent or HttpStatusCode.NotFound);
        Assert.True((await admin.GetAsync("/admin/jobs/dashboard/jobs/details/no-such-job")).Status is HttpStatusCode.OK or HttpStatusCode.NotFound);
        Assert.Equal(["no <such> job"], await EntriesAsync("jobs/failed/delete"));
    }

    private Task<List<string?>> EntriesAsync(string command) => app.DbAsync(db => db.AuditEntries
        .Where(a => a.RootType == JobDashboardCommands.AuditRoot && a.Action == AuditAction.JobCommanded && a.Field == command && a.ActorId == app.Company[Who.Admin].Id)
        .OrderBy(a => a.Id).Select(a => a.NewValue).ToListAsync());

    private Task ReadyAsync() => app.Services.GetServices<IHostedService>().OfType<JobScheduler>().Single().Ready.WaitAsync(TimeSpan.FromSeconds(20));
}
