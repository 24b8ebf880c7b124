using System.Net;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Admin;

public sealed class TagPagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task A_group_and_its_tags_are_built_ordered_and_retired()
    {
        var admin = await app.ClientAsync(Who.Admin);
        await (await admin.GetAsync("/admin/tags/groups/new")).FormWith("Form.Zh").Set("Form.Zh", "服务").Set("Form.En", "Service level").SubmitAsync();
        var group = await app.DbAsync(db => db.TagGroups.Where(g => g.Code == "service-level").Select(g => g.Id).SingleAsync());
        var gold = await NewAsync(admin, group, "金牌", "Gold", "yellow");
        var silver = await NewAsync(admin, group, "银牌", "Silver", "gray");

        Assert.Equal($"/admin/tags#tag-{silver}", (await admin.PostAsync("/admin/tags?handler=up", ("tag", $"{silver}"))).Location);
        var shown = (await admin.GetAsync("/admin/tags")).Document.QuerySelectorAll($"#group-{group} li").Select(li => li.Id);
        Assert.Equal([$"tag-{silver}", $"tag-{gold}"], shown);
        Assert.True(await IsOfferedAsync("gold"));

        await (await admin.GetAsync($"/admin/tags/{gold}")).FormWith("Form.Zh").Set("Form.Zh", "金牌客户").Set("Form.Colour", "orange").SubmitAsync();
        Assert.NotNull((await admin.GetAsync("/admin/tags")).Document.QuerySelector($"#tag-{gold} .stage-orange"));
        await (await admin.GetAsync($"/admin/tags/{gold}")).Form("form[action$='handler=retire']").SubmitAsync();
        Assert.False(await IsOfferedAsync("gold"));
        Assert.True(await IsOfferedAsync("silver"));
        await (await admin.GetAsync($"/admin/tags/groups/{group}")).Form("form[action$='handler=retire']").SubmitAsync();
        Assert.False(await IsOfferedAsync("silver"));
    }

    [Fact]
    public async Task A_colour_is_one_of_the_palette_and_the_error_stands_beside_it()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var answer = await (await admin.GetAsync("/admin/tags/new")).FormWith("Form.Zh").Set("Form.Zh", "甲").Set("Form.En", "A").Set("Form.Colour", "#123456").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotNull(answer.Document.QuerySelector("#Form_Colour_error"));
        Assert.NotNull(answer.Document.QuerySelector(".crm-errors a[href='#Form_Colour']"));
    }

    [Fact]
    public async Task A_merge_is_previewed_and_old_addresses_go_on_working()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var form = Forms.Customer("带两个标签的厂");
        form.Tags = ["tender", "long-cycle"];
        var customer = await app.RegisterAsync(Who.RepEast, form);
        var (loser, winner) = (await IdAsync("tender"), await IdAsync("long-cycle"));

        var preview = await admin.GetAsync($"/admin/tags/{loser}/merge?into={winner}");
        Assert.Contains(preview.Texts("main p"), t => t.Contains('1', StringComparison.Ordinal));
        Assert.Equal($"/admin/tags#tag-{winner}", (await preview.FormWith("Into").SubmitAsync()).Location);
        Assert.Contains((await (await admin.GetAsync("/customers?tag=tender")).FollowAsync()).Document.QuerySelectorAll("main a"), a => a.GetAttribute("href") == $"/customers/{customer}");
        Assert.Equal("/admin/tags/" + winner, (await admin.GetAsync("/admin/tags")).Document.QuerySelector($"#tag-{winner} a")!.GetAttribute("href"));
    }

    private static async Task<int> NewAsync(Browser admin, int group, string zh, string en, string colour)
    {
        var answer = await (await admin.GetAsync($"/admin/tags/new?group={group}")).FormWith("Form.Zh").Set("Form.Zh", zh).Set("Form.En", en).Set("Form.Colour", colour).SubmitAsync();
        return int.Parse(answer.Location!.Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<bool> IsOfferedAsync(string code) =>
        (await (await app.ClientAsync(Who.RepEast)).GetAsync("/customers/new")).Document.QuerySelector($"#Form_Tags option[value='{code}']") is not null;

    private Task<int> IdAsync(string code) => app.DbAsync(db => db.Tags.Where(t => t.Code == code).Select(t => t.Id).SingleAsync());
}
