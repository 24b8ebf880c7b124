using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>No English is left in Chinese pages and no Chinese in English ones.</summary>
[Trait("Category", "Words")]
public sealed class LanguageTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Theory]
    [InlineData(Who.RepEast, "zh-CN")]
    [InlineData(Who.RepEast, "en")]
    [InlineData(Who.MgrEast, "zh-CN")]
    [InlineData(Who.MgrEast, "en")]
    [InlineData(Who.Admin, "zh-CN")]
    [InlineData(Who.Admin, "en")]
    [InlineData(Who.Marketer, "zh-CN")]
    [InlineData(Who.Marketer, "en")]
    public async Task Pages_speak_one_language(Who who, string language)
    {
        await LiveAsync();
        var browser = await app.SignInAsync(who);
        browser.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var data = await app.DbAsync(LanguageCrawl.TypedAsync);

        // What an administrator keeps in both languages stands on the pages where they are kept.
        if (who == Who.Admin)
            data = [.. data.Concat(await app.DbAsync(NamesAsync)).OrderByDescending(v => v.Length)];
        var crawl = new LanguageCrawl(browser, data, english: language == "en");

        await crawl.WalkAsync("/", "/no-such-page", "/customers?stage=no-such-stage", "/search/suggest?q=999999999", "/customers?q=999999999", "/follow-ups?list=done");
        if (who != Who.Marketer)
        {
            await crawl.MisfillAsync("/customers/new", "Form.Name");
            await crawl.MisfillAsync($"/follow-ups/new?customer={app.Company.EastCustomer}", "Form.Content");
        }

        await crawl.MisfillAsync("/account/profile", "Form.DisplayName");
        if (who == Who.Admin)
        {
            await crawl.MisfillAsync("/admin/users/new", "Form.UserName");
            await crawl.MisfillAsync("/admin/departments/new", "Form.Name");
        }

        Assert.True(crawl.Visited.Count > 10, $"Only {crawl.Visited.Count} pages were found.");
        Assert.True(crawl.Findings.Count == 0, string.Join(Environment.NewLine, crawl.Findings.Distinct().Take(40)));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task The_sign_in_page_speaks_one_language(string language)
    {
        var stranger = app.Stranger();
        stranger.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        stranger.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var crawl = new LanguageCrawl(stranger, [], english: language == "en");
        await crawl.WalkAsync("/account/login");
        await crawl.MisfillAsync("/account/login", "Form.UserName");
        Assert.Empty(crawl.Findings);
    }

    /// <summary>Something of everything a timeline and a desk can show.</summary>
    private async Task LiveAsync()
    {
        var now = app.Services.GetService(typeof(OrganizationClock)) is OrganizationClock clock ? clock.ToLocal(clock.UtcNow) : throw new InvalidOperationException();
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer($"苏州言语{Guid.NewGuid():N}有限公司"));
        Task<int> Write(Func<FollowUpService, Task<int>> run) => app.WithAsync(run);
        var record = Forms.Record(now.AddDays(-3), now.AddDays(2));
        record.Stage = "needs";
        await Write(w => w.RecordAsync(customer, record, app.As(Who.RepEast), CancellationToken.None));
        await Write(w => w.PlanAsync(customer, Forms.Plan(now.AddMinutes(5)), app.As(Who.RepEast), CancellationToken.None));
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(CrmDbContext db) =>
    [
        .. (await db.ListItems.Select(i => new { i.Zh, i.En, i.Aliases }).ToListAsync()).SelectMany(i => (i.Aliases ?? "").Split(' ').Append(i.Zh).Append(i.En)).Where(v => v.Length > 1 || (v.Length == 1 && !char.IsAscii(v[0]))),
        .. (await db.Stages.Select(s => new { s.Zh, s.En }).ToListAsync()).SelectMany(s => new[] { s.Zh, s.En }),
        .. (await db.TagGroups.SelectMany(g => g.Tags).Select(t => new { t.Zh, t.En }).ToListAsync()).SelectMany(t => new[] { t.Zh, t.En }),
        .. (await db.TagGroups.Select(g => new { g.Zh, g.En }).ToListAsync()).SelectMany(g => new[] { g.Zh, g.En }),
    ];
}
