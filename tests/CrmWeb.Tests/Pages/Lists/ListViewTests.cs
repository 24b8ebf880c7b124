using System.Net;
using CrmWeb.Core.Requests;
using CrmWeb.Core.SavedViews;
using CrmWeb.Pages.Lists;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Lists;

/// <summary>Tabs, columns and orders of a list as its page shows them.</summary>
public sealed class ListViewTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static readonly IReadOnlyList<ListColumn> Columns =
        [new("a", "A") { IsDefault = true }, new("b", "B") { IsDefault = true, Sort = "b" }, new("c", "C") { About = ["x"] }, new("d", "D") { Sort = "d" }];

    [Fact]
    public async Task A_view_is_a_tab_that_shows_what_was_saved_and_no_more_than_its_reader_sees()
    {
        var owner = await app.ClientAsync(Who.RepEast);
        var list = await owner.GetAsync("/customers?stage=initial&sort=name");
        var form = (await owner.GetAsync(list.Document.QuerySelector(".list-views-actions a[href*='views/new']")!.GetAttribute("href")!)).FormWith("Form.Name");
        Assert.Equal("stage=initial&sort=name", form["Form.Query"]);
        var saved = await form.Set("Form.Name", "初步接洽").Set("Form.Departments", $"{app.Company.DepartmentShanghai}").SubmitAsync();
        Assert.EndsWith("&stage=initial&sort=name", saved.Location, StringComparison.Ordinal);
        var view = await saved.FollowAsync();
        Assert.Equal("初步接洽", view.Document.QuerySelector(".list-views a[aria-current=page]")!.TextContent.Trim());
        Assert.Empty(view.Texts(".list-views-actions .btn"));

        var id = int.Parse(view.Document.QuerySelector(".list-views a[data-view]")!.GetAttribute("data-view")!, System.Globalization.CultureInfo.InvariantCulture);
        var counts = await owner.GetAsync("/customers?handler=counts");
        Assert.Contains($"\"{id}\":", counts.Text, StringComparison.Ordinal);

        var changed = await owner.GetAsync($"/customers?view={id}&stage=won");
        Assert.Equal(["更新视图", "另存为视图"], changed.Texts(".list-views-actions .btn"));
        var colleague = await (await app.ClientAsync(Who.RepEast2)).GetAsync(saved.Location!);
        Assert.Equal(["另存为视图"], (await (await app.ClientAsync(Who.RepEast2)).GetAsync($"/customers?view={id}&stage=won")).Texts(".list-views-actions .btn"));
        Assert.Equal(HttpStatusCode.OK, colleague.Status);

        // Somebody who does not see the view is shown what the address says.
        var stranger = await (await app.ClientAsync(Who.RepSouth)).GetAsync(saved.Location!);
        Assert.Equal(HttpStatusCode.OK, stranger.Status);
        Assert.Empty(stranger.Texts(".list-views a[data-view]"));
        Assert.DoesNotContain(TestCompany.EastName, stranger.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_default_view_opens_with_the_list_and_all_is_one_click_away()
    {
        var id = await app.WithAsync<SavedViewService, int>(v => v.SaveAsync(
            "contacts", new SavedViewForm { Name = "离职的", Query = "departed=departed", IsDefault = true }, app.As(Who.MgrSouth), CancellationToken.None));
        var browser = await app.ClientAsync(Who.MgrSouth);
        Assert.Equal($"/contacts?view={id}&departed=departed", (await browser.GetAsync("/contacts")).Location);
        var all = await browser.GetAsync("/contacts?view=all");
        Assert.Equal((HttpStatusCode.OK, "全部"), (all.Status, all.Document.QuerySelector(".list-views a[aria-current=page]")!.TextContent.Trim()));
    }

    [Fact]
    public async Task A_conflict_shows_both_versions_of_a_view_and_saving_again_means_it()
    {
        var id = await app.WithAsync<SavedViewService, int>(v => v.SaveAsync(
            "customers", new SavedViewForm { Name = "两人同改", Query = "stage=won" }, app.As(Who.RepEast), CancellationToken.None));
        var browser = await app.ClientAsync(Who.RepEast);
        var page = await browser.GetAsync($"/views/{id}");
        await (await browser.GetAsync($"/views/{id}")).FormWith("Form.Name").Set("Form.Name", "同事改的名").Set("Form.Departments", $"{app.Company.DepartmentShanghai}").SubmitAsync();
        await browser.PostAsync($"/views/{id}?handler=show", ("query", "stage=lost"));
        var conflict = await page.FormWith("Form.Name").Set("Form.Name", "我改的名").SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("同事改的名", Assert.Single(conflict.Texts("#Form_Name_warning")), StringComparison.Ordinal);
        Assert.Contains("上海", Assert.Single(conflict.Texts("#Form_Departments_warning")), StringComparison.Ordinal);
        var again = conflict.FormWith("Form.Name");
        Assert.Equal(("我改的名", "stage=lost"), (again["Form.Name"], again["Form.Query"]));
        Assert.Equal("/views", (await again.SubmitAsync()).Location);
        Assert.Equal("我改的名", await app.DbAsync(db => db.SavedViews.Where(v => v.Id == id).Select(v => v.Name).SingleAsync()));
    }

    [Fact]
    public async Task Chosen_columns_stay_chosen_in_their_order_and_width()
    {
        var browser = await app.ClientAsync(Who.MgrEast);
        await browser.GetAsync("/customers");
        await browser.PostAsync("/views?handler=layout", ("list", "customers"), ("cols", "amount.140"), ("cols", "stage"), ("back", "/customers"));
        var page = await browser.GetAsync("/customers");
        Assert.Equal(["客户", "预计金额", "跟进阶段"], page.Texts("thead th"));
        Assert.Equal("140", page.Document.QuerySelector("th[data-column=amount]")!.GetAttribute("width"));

        // An address says it for its reader, whatever is stored.
        Assert.Equal(["客户", "等级"], (await browser.GetAsync("/customers?cols=level")).Texts("thead th"));
        await browser.PostAsync("/views?handler=layout", ("list", "customers"), ("back", "/customers"));
        Assert.Contains("负责人", (await browser.GetAsync("/customers")).Texts("thead th"));
    }

    [Fact]
    public async Task A_list_is_sorted_by_several_columns()
    {
        var page = await (await app.ClientAsync(Who.Admin)).GetAsync("/customers?sort=-amount,name");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("descending", page.Document.QuerySelector("th[data-column=amount]")!.GetAttribute("aria-sort"));
        Assert.Equal("ascending", page.Document.QuerySelector("thead th")!.GetAttribute("aria-sort"));
        Assert.Equal(["2", "1"], page.Texts(".sort-place"));
        Assert.EndsWith("sort=-amount,name,level", page.Document.QuerySelector("th[data-column=level] a")!.GetAttribute("data-sort-also"), StringComparison.Ordinal);
        foreach (var bad in new[] { "name,", "name,-name", "name,level,amount,updated", "-", "name,password" })
            Assert.Equal(HttpStatusCode.BadRequest, (await (await app.ClientAsync(Who.Admin)).GetAsync($"/customers?sort={bad}")).Status);
    }

    [Theory]
    [InlineData(null, null, "", "", "a b")]
    [InlineData("b.80,a", null, "", "", "b.80 a")]
    [InlineData(null, "d,gone,a.x", "", "", "d")]
    [InlineData(null, null, "x", "", "a b c!")]
    [InlineData("a", null, "", "d", "a d!")]
    [InlineData("a.99999", null, "", "", "a.600")]
    public void Columns_are_what_the_address_or_the_reader_chose_and_what_is_asked_for(string? asked, string? stored, string inForce, string sorted, string expected)
    {
        var shown = ColumnLayout.Of(Columns, asked, stored, inForce.Split(' ').ToHashSet(), sorted.Split(' '));
        Assert.Equal(expected, string.Join(' ', shown.Select(s => s.Column.Key + (s.Width is { } w ? $".{w}" : "") + (s.IsAsked ? "!" : ""))));
    }

    [Theory]
    [InlineData("z")]
    [InlineData("a,a")]
    [InlineData("a.wide")]
    public void Columns_that_are_none_are_refused(string asked) =>
        Assert.Equal("cols", Assert.Throws<BadQueryException>(() => ColumnLayout.Of(Columns, asked, null, new HashSet<string>(), [])).Parameter);
}
