using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests.Journeys;

/// <summary>An administrator changes a threshold and reads whom the rule would tell, before saving it.</summary>
[Collection(DemoCollection.Name)]
public sealed class WatchRuleTests(DemoSite site)
{
    [BrowserFact]
    public async Task A_threshold_is_changed_and_its_dry_run_read()
    {
        await using var admin = await (await site.OpenAsync(1280)).AsAsync("admin");
        await admin.Page.GotoAsync("/admin/rules");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "超过 3 天未跟进" }).ClickAsync();
        await admin.Page.GetByLabel("超过多少天未跟进").FillAsync("1");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "试运行" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "现在会提醒谁" })).ToBeVisibleAsync();
        await Expect(admin.Page.Locator("#dry-run-result tbody tr").First).ToContainTextAsync("天未跟进");
        await Expect(admin.Page.GetByLabel("超过多少天未跟进")).ToHaveValueAsync("1");
        Assert.Empty(await admin.BarriersAsync());

        await admin.Page.GetByLabel("超过多少天未跟进").FillAsync("3650");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "试运行" }).ClickAsync();
        await Expect(admin.Page.GetByText("现在不会提醒任何人。")).ToBeVisibleAsync();

        await admin.Page.GetByLabel("超过多少天未跟进").FillAsync("5");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Link, new() { Name = "超过 5 天未跟进" })).ToBeVisibleAsync();
    }
}
