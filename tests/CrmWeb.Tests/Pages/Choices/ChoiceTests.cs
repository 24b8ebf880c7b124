using System.Net;
using System.Text.Json;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Choices;

/// <summary>What the control that chooses from a list asks of the server.</summary>
public sealed class ChoiceTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Theory]
    [InlineData("IT", "软件和信息技术服务业")]
    [InlineData("医疗", "卫生")]
    [InlineData("零售", "零售业")]
    public async Task An_industry_is_found_by_the_words_of_every_day(string typed, string name)
    {
        var answer = await (await app.ClientAsync(Who.RepEast)).GetAsync(await SourceAsync("Form.Industry"));
        var row = Items(answer).Single(i => i[1] == name);
        Assert.Contains(typed.ToLowerInvariant(), row[3]!.Split('|'));
    }

    [Fact]
    public async Task A_long_list_is_kept_by_the_browser_under_the_version_that_the_page_names()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        var source = await SourceAsync("Form.Region");
        var answer = await rep.GetAsync(source);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl.Private);
        Assert.True(Items(answer).Count > 300);

        var other = await rep.GetAsync(source.Split('?')[0] + "?v=0123456789ab");
        Assert.Equal(HttpStatusCode.OK, other.Status);
        Assert.True(other.Headers.CacheControl!.NoStore);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync("/choices/stages")).Status);
    }

    [Fact]
    public async Task The_form_carries_what_is_chosen_of_a_long_list_and_all_of_it_for_those_without_script()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        var page = await rep.GetAsync("/customers/new");
        Assert.Equal([""], Options(page, "Form.Industry"));
        var reload = page.Document.QuerySelector("noscript > meta[http-equiv=refresh]")!.GetAttribute("content")!;
        Assert.Equal("0;url=/customers/new?choices=all", reload);

        var whole = await rep.GetAsync(reload.Split("url=")[1]);
        Assert.True(Options(whole, "Form.Industry").Count > 100);
        Assert.True(Options(whole, "Form.Region").Count > 300);
        Assert.Null(whole.Document.QuerySelector("meta[http-equiv=refresh]"));

        // What comes back with errors has them still, through whichever button it was sent.
        var again = await whole.FormWith("Form.Name").Set("Form.Industry", "C34").To("/customers/new?handler=contact").SubmitAsync();
        Assert.True(Options(again, "Form.Industry").Count > 100);
        Assert.Equal("C34", again.FormWith("Form.Name")["Form.Industry"]);

        var edit = await rep.GetAsync($"/customers/{app.Company.EastCustomer}/edit");
        var chosen = edit.FormWith("Form.Name")["Form.Industry"]!;
        Assert.Equal(["", chosen], Options(edit, "Form.Industry"));
    }

    [Fact]
    public async Task Names_of_a_page_are_folded_and_spelled_for_it()
    {
        var answer = await (await app.ClientAsync(Who.RepEast)).PostAsync("/choices/keys", ("Names", "张　伟\n單雄信\nＡＢＣ"));
        var items = Items(answer);
        Assert.Equal<string?>(["张伟", "zhang wei"], items[0].AsEnumerable());
        Assert.Equal<string?>(["单雄信", "dan xiong xin|shan xiong xin"], items[1].AsEnumerable());
        Assert.Equal<string?>(["abc", ""], items[2].AsEnumerable());
        Assert.Contains("張张", answer.Text.Replace("\\u5F35", "張", StringComparison.Ordinal).Replace("\\u5F20", "张", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Customers_are_offered_inside_the_readers_scope()
    {
        var name = (await app.DbAsync(db => db.Customers.SingleAsync(c => c.Id == app.Company.EastCustomer))).Name;
        async Task<bool> IsOfferedAsync(Who who) =>
            Items(await (await app.ClientAsync(who)).GetAsync($"/choices/customers?q={Uri.EscapeDataString(name)}")).Any(i => i[1] == name);

        Assert.True(await IsOfferedAsync(Who.RepEast));
        Assert.False(await IsOfferedAsync(Who.RepSouth));
    }

    [Fact]
    public async Task A_tag_is_made_where_it_is_chosen_by_those_who_keep_tags()
    {
        var group = await app.DbAsync(db => db.TagGroups.OrderBy(g => g.Id).FirstAsync());
        var admin = await app.SignInAsync(Who.Admin);
        admin.Http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        var made = await admin.PostAsync("/choices/tags", ("Name", " 年度框架 "), ("Group", $"{group.Id}"));
        var code = JsonDocument.Parse(made.Text).RootElement.GetProperty("value").GetString()!;
        Assert.Equal("nian-du-kuang-jia", code);
        var tag = await app.DbAsync(db => db.TagGroups.SelectMany(g => g.Tags).SingleAsync(t => t.Code == code));
        Assert.Equal(("年度框架", "年度框架", group.Id), (tag.Zh, tag.En, tag.GroupId));

        var twin = await admin.PostAsync("/choices/tags", ("Name", "年度 框架"), ("Group", $"{group.Id}"));
        Assert.Equal(HttpStatusCode.BadRequest, twin.Status);
        Assert.NotEmpty(JsonDocument.Parse(twin.Text).RootElement.GetProperty("said").GetString()!);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.PostAsync("/choices/tags", ("Name", ""), ("Group", $"{group.Id}"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.PostAsync("/choices/tags", ("Name", new string('长', 41)), ("Group", $"{group.Id}"))).Status);

        Assert.Equal("/choices/tags", (await (await app.ClientAsync(Who.Admin)).GetAsync("/customers/new")).Document.QuerySelector("[name='Form.Tags']")!.GetAttribute("data-create"));
        Assert.False((await (await app.ClientAsync(Who.RepEast)).GetAsync("/customers/new")).Document.QuerySelector("[name='Form.Tags']")!.HasAttribute("data-create"));
    }

    private async Task<string> SourceAsync(string field) =>
        (await (await app.ClientAsync(Who.RepEast)).GetAsync("/customers/new")).Document.QuerySelector($"[name='{field}']")!.GetAttribute("data-choices")!;

    private static List<string> Options(PageAnswer page, string field) =>
        [.. page.Document.QuerySelectorAll($"[name='{field}'] option").Select(o => o.GetAttribute("value")!)];

    private static List<string?[]> Items(PageAnswer answer) =>
        [.. JsonDocument.Parse(answer.Text).RootElement.GetProperty("items").EnumerateArray().Select(i => i.EnumerateArray().Select(v => v.GetString()).ToArray())];
}
