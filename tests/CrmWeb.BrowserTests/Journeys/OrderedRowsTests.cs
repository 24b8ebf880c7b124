using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests.Journeys;

/// <summary>An administrator drags an entry of a list to another place.</summary>
[Collection(DemoCollection.Name)]
public sealed class OrderedRowsTests(DemoSite site)
{
    [BrowserFact]
    public async Task An_entry_dragged_by_its_grip_stands_there_when_the_page_is_opened_again()
    {
        await using var admin = await (await site.OpenAsync(1280)).AsAsync("admin");
        var page = admin.Page;
        await page.GotoAsync("/admin/lists/contact-role");
        var names = page.Locator(".tree > li > .tree-row a.primary-link");
        var before = await names.AllInnerTextsAsync();
        var grips = page.Locator("[data-drag]:visible");
        await Expect(grips).ToHaveCountAsync(before.Count);
        Assert.Empty(await admin.BarriersAsync());

        var (from, to) = ((await grips.Nth(0).BoundingBoxAsync())!, (await grips.Nth(2).BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(from.X + (from.Width / 2), from.Y + (from.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(from.X + (from.Width / 2), from.Y + from.Height, new() { Steps = 4 });
        await page.Mouse.MoveAsync(to.X + (to.Width / 2), to.Y + (to.Height * 0.8f), new() { Steps = 12 });

        // The rows make room one after the other, and for a moment after each not at all; a hand is never quite still.
        for (var tremble = 0; tremble < 200 && await names.Nth(2).InnerTextAsync() != before[0]; tremble++)
            await page.Mouse.MoveAsync(to.X + (to.Width / 2), to.Y + (to.Height * 0.8f) - (tremble % 2));
        await page.Mouse.UpAsync();

        await Expect(names.First).ToHaveTextAsync(before[1]);
        await page.ReloadAsync();
        string[] expected = [before[1], before[2], before[0], .. before.Skip(3)];
        Assert.Equal(expected, await names.AllInnerTextsAsync());
        Assert.Empty(admin.Faults);
    }
}
