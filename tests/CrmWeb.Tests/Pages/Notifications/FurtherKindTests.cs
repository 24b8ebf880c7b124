using CrmWeb.Core.Inbox;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Watching;
using CrmWeb.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Xunit;

namespace CrmWeb.Tests.Pages.Notifications;

/// <summary>A further kind of watch rule is one class and two texts: it is kept, told, listed, chosen and made compulsory like the others.</summary>
public sealed class FurtherKindTests(FurtherKindApp app) : IClassFixture<FurtherKindApp>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly WatchRuleFacts AtOnce = new(0, false, WatchRecipient.Owner, NotificationChannels.Page, null);

    [Fact]
    public async Task What_it_finds_is_told_in_its_own_sentence_and_listed_under_its_name()
    {
        await RunAsync(AtOnce);
        var browser = await app.ClientAsync(Who.RepSouth);
        var page = await browser.GetAsync("/notifications?kind=probe");
        var name = (await app.DbAsync(db => db.Customers.SingleAsync(c => c.Id == app.Company.SouthCustomer))).Name;
        Assert.Equal([$"试探：{name}"], page.Texts(".inbox .primary-link"));
        Assert.Contains(page.Texts(".condition.is-set .condition-chip"), t => t.Contains("试探规则", StringComparison.Ordinal));
        Assert.Contains("试探规则", (await browser.GetAsync("/account/notifications")).Text, StringComparison.Ordinal);
        Assert.Contains((await browser.GetAsync("/customers?watch=probe")).Texts(".condition.is-set .condition-chip"), t => t.Contains("试探规则", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_at_once_are_told_in_one_line_that_opens_the_teams_list_of_them()
    {
        for (var i = 0; i <= WatchRun.MostSingly; i++)
            await app.RegisterAsync(Who.RepEast, Forms.Customer($"试探第{i}号有限公司"));
        await app.DbAsync(db => db.Departments.Where(d => d.Id == app.Company.DepartmentShanghai).ExecuteUpdateAsync(s => s.SetProperty(d => d.HeadId, app.Company[Who.MgrEast].Id)));
        app.Services.GetRequiredService<DepartmentTree>().Invalidate();
        await RunAsync(AtOnce with { Recipient = WatchRecipient.Manager });

        var manager = await app.ClientAsync(Who.MgrEast);
        var line = (await manager.GetAsync("/notifications?kind=probe")).Document.QuerySelector(".inbox .primary-link")!;
        Assert.Equal("/customers?watch=probe", line.GetAttribute("href"));
        Assert.Matches("^您的团队中，试探规则：[0-9]+ 项$", line.TextContent.Trim());
        Assert.Contains("试探第1号有限公司", (await manager.GetAsync("/customers?watch=probe")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_can_be_switched_off_by_whom_it_tells_and_made_compulsory()
    {
        var browser = await app.ClientAsync(Who.RepEast2);
        var page = await browser.GetAsync("/account/notifications");
        var at = page.Document.QuerySelector("input[value=probe]")!.GetAttribute("name")![..^"Kind".Length] + "Page";
        Assert.True((await page.FormWith(at).Set(at, "false").SubmitAsync()).IsRedirect);
        Assert.DoesNotContain("probe", await app.WithAsync<NotificationPreferences, IReadOnlySet<string>>(c => c.PoppingUpAsync(app.As(Who.RepEast2), None)));
        Assert.Contains("probe", await app.WithAsync<NotificationPreferences, IReadOnlySet<string>>(c => c.PoppingUpAsync(app.As(Who.RepEast3), None)));

        var admin = await app.ClientAsync(Who.Admin);
        var form = (await admin.GetAsync("/admin/notifications")).FormWith("Form.Ticked");
        Assert.True((await form.Set("Form.Ticked", "probe:Mail").SubmitAsync()).IsRedirect);
        Assert.Equal(NotificationChannels.Mail, await app.DbAsync(db => db.NotificationPolicies.Where(p => p.Kind == "probe").Select(p => p.Compulsory).SingleAsync()));
    }

    [Fact]
    public async Task Its_rules_are_kept_and_tried_in_words_that_all_kinds_share()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var page = await admin.GetAsync("/admin/rules/new?kind=probe");
        Assert.DoesNotContain(".probe", page.Text, StringComparison.Ordinal);
        var saved = await page.FormWith("Form.ThresholdDays").Set("Form.ThresholdDays", "4").SubmitAsync();
        Assert.True(saved.IsRedirect, saved.Text);
        var list = await admin.GetAsync("/admin/rules");
        Assert.Contains("持续超过 4 天", list.Texts(".primary-link"));
        Assert.DoesNotContain(".probe", list.Text, StringComparison.Ordinal);
    }

    private async Task RunAsync(WatchRuleFacts facts)
    {
        await app.DbAsync(async db =>
        {
            await db.WatchRules.ExecuteUpdateAsync(s => s.SetProperty(r => r.IsActive, false));
            db.WatchRules.Add(new WatchRule("probe", facts));
            return await db.SaveChangesAsync();
        });
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.WithAsync<WatchRun, WatchOutcome>(r => r.RunAsync(None));
    }
}

/// <summary>The program with a kind of watch rule that it does not come with.</summary>
public sealed class FurtherKindApp : CrmApp
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services
            .AddSingleton<IWatchKind, Probe>()
            .AddSingleton<IStringLocalizer<NotificationsText>>(p => new With<NotificationsText>(p, "Say.probe", "试探：{1}"))
            .AddSingleton<IStringLocalizer<WatchingText>>(p => new With<WatchingText>(p, "Kind.probe", "试探规则")));
    }

    /// <summary>Finds every customer that somebody owns.</summary>
    private sealed class Probe : IWatchKind
    {
        public string Code => "probe";

        public IReadOnlyList<WatchRecipient> Recipients { get; } = [WatchRecipient.Owner, WatchRecipient.Manager];

        public bool IsAboutTasks => false;

        public int LeastDays => 0;

        public IQueryable<WatchCase> Cases(WatchView view) => view.Customers.Where(c => c.OwnerId != null)
            .Select(c => new WatchCase { CustomerId = c.Id, SubjectId = c.Id, StageId = c.StageId, PersonId = c.OwnerId!.Value, CaseAt = c.CreatedAt });
    }

    /// <summary>The texts there are, and one more.</summary>
    private sealed class With<T>(IServiceProvider services, string key, string value) : IStringLocalizer<T>
    {
        private readonly StringLocalizer<T> texts = new(services.GetRequiredService<IStringLocalizerFactory>());

        public LocalizedString this[string name] => name == key ? new LocalizedString(name, value) : texts[name];

        public LocalizedString this[string name, params object[] arguments] =>
            name == key ? new LocalizedString(name, string.Format(System.Globalization.CultureInfo.InvariantCulture, value, arguments)) : texts[name, arguments];

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => texts.GetAllStrings(includeParentCultures);
    }
}
