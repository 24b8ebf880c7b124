using System.Net;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages.Admin;

public sealed class CalendarPagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task The_year_shows_every_day_with_what_it_is_and_a_click_fills_the_form()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var page = await admin.GetAsync("/admin/calendar?year=2026");
        Assert.Equal(365, page.Document.QuerySelectorAll(".year-month td a").Length);
        Assert.Equal("2026-10-10：国庆节，上班", Day(page, "2026-10-10").QuerySelector(".visually-hidden")?.TextContent);
        Assert.Equal("2026-10-01：国庆节，休息", Day(page, "2026-10-01").QuerySelector(".visually-hidden")?.TextContent);
        Assert.Contains("248", Assert.Single(page.Texts("#year + .muted")), StringComparison.Ordinal);

        // Weeks begin on Monday: the first of November 2026 is a Sunday and stands last in its row.
        Assert.Equal(6, Day(page, "2026-11-01").ParentElement!.ParentElement!.Children.ToList().IndexOf(Day(page, "2026-11-01").ParentElement!));

        var form = (await admin.GetAsync(Day(page, "2026-12-24").GetAttribute("href")!.Split('#')[0])).FormWith("Form.Name");
        Assert.Equal(("2026-12-24", "Off"), (form["Form.From"], form["Form.Mark"]));
    }

    [Fact]
    public async Task Days_are_marked_and_the_mark_is_taken_away_without_script()
    {
        var admin = await app.ClientAsync(Who.Admin);
        Assert.NotNull((await admin.GetAsync("/admin/calendar?year=2029")).Document.QuerySelector(".notice-warning"));
        var saved = await (await admin.GetAsync("/admin/calendar?year=2029")).FormWith("Form.Name")
            .Set("Form.From", "2029-05-01").Set("Form.To", "2029-05-03").Set("Form.Mark", "Off").Set("Form.Name", "劳动节").SubmitAsync();
        Assert.Equal("/admin/calendar?year=2029", saved.Location);
        var page = await saved.FollowAsync();
        Assert.Null(page.Document.QuerySelector(".notice-warning"));
        Assert.Contains("2029-05-01 至 2029-05-03", Assert.Single(page.Texts(".rows li")), StringComparison.Ordinal);

        await page.Form(".rows form").SubmitAsync();
        Assert.Empty((await admin.GetAsync("/admin/calendar?year=2029")).Texts(".rows li"));
    }

    [Fact]
    public async Task A_wrong_day_is_refused_beside_its_field_and_a_far_year_is_no_address()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var refused = await (await admin.GetAsync("/admin/calendar")).FormWith("Form.Name")
            .Set("Form.From", "2029-05-03").Set("Form.To", "2029-05-01").Set("Form.Mark", "Off").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("#Form_To_error"));
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.GetAsync("/admin/calendar?year=9999")).Status);
    }

    private static AngleSharp.Dom.IElement Day(PageAnswer page, string day) => page.Document.QuerySelector($".year-month a[href*='day={day}']")!;
}
