using System.Net;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Admin;

public sealed class ListPagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task Every_list_has_a_page_that_shows_each_of_its_entries()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var lists = (await admin.GetAsync("/admin/lists")).Document.QuerySelectorAll("main .primary-link").Select(a => a.GetAttribute("href")).ToList();
        Assert.Equal(ListKinds.All.Select(t => $"/admin/lists/{t.Slug}"), lists);
        foreach (var traits in ListKinds.All)
        {
            var page = await admin.GetAsync($"/admin/lists/{traits.Slug}");
            Assert.Equal(await app.DbAsync(db => db.ListItems.CountAsync(i => i.Kind == traits.Kind)), page.Document.QuerySelectorAll(".tree-row").Length);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/admin/lists/nothing")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/admin/lists/source/999999")).Status);
    }

    [Fact]
    public async Task An_entry_is_added_renamed_retired_and_taken_back()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var added = await (await admin.GetAsync("/admin/lists/source/new")).FormWith("Form.Zh").Set("Form.Zh", "校友会").Set("Form.En", "Alumni").SubmitAsync();
        var id = await app.DbAsync(db => db.ListItems.Where(i => i.Code == "alumni").Select(i => i.Id).SingleAsync());
        Assert.Equal($"/admin/lists/source?at={id}#item-{id}", added.Location);
        Assert.True(await IsOfferedAsync("alumni"));

        await (await admin.GetAsync($"/admin/lists/source/{id}")).FormWith("Form.Zh").Set("Form.Zh", "校友推荐").SubmitAsync();
        Assert.Contains("校友推荐", (await admin.GetAsync("/admin/lists/source?q=alumni")).Texts(".tree-row").Single(), StringComparison.Ordinal);

        await (await admin.GetAsync($"/admin/lists/source/{id}")).Form("form[action$='handler=retire']").SubmitAsync();
        Assert.False(await IsOfferedAsync("alumni"));
        await (await admin.GetAsync($"/admin/lists/source/{id}")).Form("form[action$='handler=revive']").SubmitAsync();
        Assert.True(await IsOfferedAsync("alumni"));
    }

    [Fact]
    public async Task A_merge_is_previewed_with_how_much_it_touches_and_old_addresses_go_on_working()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var (walkIn, visit) = (await IdAsync("walk-in"), await IdAsync("first-visit"));
        var form = Forms.Customer("自然到访的纺织厂");
        form.Source = "walk-in";
        var customer = await app.RegisterAsync(Who.RepEast, form);

        var preview = await admin.GetAsync($"/admin/lists/source/{walkIn}/merge?into={visit}");
        Assert.Contains(preview.Texts("main li"), t => t.Contains('1', StringComparison.Ordinal));
        var refused = await preview.FormWith("Into").Set("Into", $"{walkIn}").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("#Into_error"));

        Assert.Equal($"/admin/lists/source?at={visit}#item-{visit}", (await preview.FormWith("Into").SubmitAsync()).Location);
        Assert.Contains(Links(await (await admin.GetAsync("/customers?q=纺织&source=walk-in")).FollowAsync()), href => href == $"/customers/{customer}");
        var edit = (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/customers/{customer}/edit")).FormWith("Form.Source");
        Assert.Equal("first-visit", edit["Form.Source"]);

        // A form that was opened before the merge.
        Assert.True((await edit.Set("Form.Source", "walk-in").SubmitAsync()).IsRedirect);
        Assert.Equal(visit, await app.DbAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.SourceId!.Value).SingleAsync()));
    }

    [Fact]
    public async Task A_conflict_shows_both_versions()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var id = await IdAsync("advertising");
        var page = await admin.GetAsync($"/admin/lists/source/{id}");
        await page.FormWith("Form.Zh").Set("Form.Zh", "付费广告").SubmitAsync();

        var conflict = await page.FormWith("Form.Zh").Set("Form.Zh", "户外广告").SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("付费广告", Assert.Single(conflict.Texts("#Form_Zh_warning")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Places_change_without_script()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var (first, second) = (await IdAsync("mr", ListKind.Salutation), await IdAsync("ms", ListKind.Salutation));
        Assert.Equal($"/admin/lists/salutation?at={second}#item-{second}", (await admin.PostAsync("/admin/lists/salutation?handler=up", ("item", $"{second}"))).Location);
        var order = (await admin.GetAsync("/admin/lists/salutation")).Document.QuerySelectorAll(".tree-row").Select(r => r.Id).ToList();
        Assert.Equal([$"item-{second}", $"item-{first}"], order.Take(2));
    }

    private static IEnumerable<string?> Links(PageAnswer page) => page.Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href"));

    private async Task<bool> IsOfferedAsync(string code) =>
        (await (await app.ClientAsync(Who.RepEast)).GetAsync("/customers/new")).Document.QuerySelector($"#Form_Source option[value='{code}']") is not null;

    private Task<int> IdAsync(string code, ListKind kind = ListKind.Source) =>
        app.DbAsync(db => db.ListItems.Where(i => i.Kind == kind && i.Code == code).Select(i => i.Id).SingleAsync());
}
