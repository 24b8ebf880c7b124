using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Customers;

/// <summary>Facts of the record that are changed where they stand.</summary>
public sealed class FactTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static int count;

    public static TheoryData<string> Single => [.. CustomerFields.All.Where(f => f.IsSingle).Select(f => f.Key)];

    [Theory]
    [MemberData(nameof(Single))]
    public async Task Every_single_field_has_a_control_that_saves_it_unchanged(string key)
    {
        var id = await NewAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        var before = await app.DbAsync(db => db.AuditEntries.CountAsync(a => a.RootId == id));
        var control = await browser.GetAsync($"/customers/{id}/fields/{key}");
        Assert.Equal(HttpStatusCode.OK, control.Status);
        Assert.Null(control.Document.QuerySelector("main"));
        Assert.NotNull(control.Document.QuerySelector($"[id='Form_{key}']"));
        var saved = await control.FormWith("Form.Seen").SubmitAsync();
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.NotNull(saved.Document.QuerySelector($"template[data-shown='{key}']"));
        Assert.Equal(before, await app.DbAsync(db => db.AuditEntries.CountAsync(a => a.RootId == id)));
    }

    [Fact]
    public async Task A_fact_is_saved_by_itself_and_noted_and_what_follows_comes_along()
    {
        var id = await NewAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        await (await browser.GetAsync($"/customers/{id}/fields/AnnualRevenue")).FormWith("Form.Seen").Set("Form.AnnualRevenue", "40000").SubmitAsync();
        var saved = await (await browser.GetAsync($"/customers/{id}/fields/Headcount")).FormWith("Form.Seen").Set("Form.Headcount", "1000").SubmitAsync();
        Assert.Contains("1,000", saved.Text);
        Assert.Contains("大型", saved.Text); // The size class the table proposes.
        var customer = await app.DbAsync(db => db.Customers.SingleAsync(c => c.Id == id));
        Assert.Equal((1000, "原来的备注"), (customer.Company.Headcount, customer.Notes.Remarks));
        Assert.Contains((await browser.GetAsync($"/customers/{id}?timeline=changes")).Texts("#timeline .change"), c => c.StartsWith("人数", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Level", "A")]
    [InlineData("Tags", "")]
    [InlineData("ShortName", "就地简称")]
    [InlineData("Category", "Key")]
    public async Task What_the_head_of_the_record_says_of_it_comes_along(string key, string value)
    {
        var id = await NewAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        var control = (await browser.GetAsync($"/customers/{id}/fields/{key}")).FormWith("Form.Seen");
        var option = key == "Tags" ? (await browser.GetAsync($"/customers/{id}/fields/Tags")).Document.QuerySelector("option[value]:not([value=''])")!.GetAttribute("value")! : value;
        var saved = await control.Set($"Form.{key}", option).SubmitAsync();
        var head = (await browser.GetAsync($"/customers/{id}")).Document.QuerySelectorAll(".record-head [data-shown]").ToDictionary(e => e.GetAttribute("data-shown")!, Words);
        Assert.Equal(["Marks", "Names"], head.Keys.Order(StringComparer.Ordinal));
        foreach (var (part, words) in head)
            Assert.Equal(words, Words(saved.Document.QuerySelector($"template[data-shown={part}]") is IHtmlTemplateElement sent ? sent.Content : throw new InvalidOperationException(part)));

        static string Words(INode node) => string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task What_a_rule_refuses_is_said_at_the_control_and_stays_typed()
    {
        var id = await NewAsync();
        var refused = await (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/customers/{id}/fields/Website")).FormWith("Form.Seen").Set("Form.Website", "不是网址").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("不是网址", refused.FormWith("Form.Seen")["Form.Website"]);
        Assert.NotEmpty(refused.Texts("#Form_Website_error"));
    }

    [Fact]
    public async Task A_rule_between_two_fields_is_said_with_the_way_to_the_whole_form()
    {
        var form = Forms.Customer($"就地两项规则{Interlocked.Increment(ref count)}号有限公司");
        form.CreditCode = CrmWeb.Core.Formats.CreditCode.Generate(new Random(4711), "440306");
        var id = await app.RegisterAsync(Who.RepEast, form);
        var refused = await (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/customers/{id}/fields/Kind")).FormWith("Form.Seen").Set("Form.Kind", "Individual").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal($"/customers/{id}/edit#Form_Kind", refused.Document.QuerySelector(".invalid-feedback a")?.GetAttribute("href"));
    }

    [Fact]
    public async Task A_rule_that_is_broken_already_elsewhere_does_not_hold_a_fact_back()
    {
        var id = await NewAsync();
        await app.DbAsync(db => db.Customers.Where(c => c.Id == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.IndustryId, (int?)null)));
        var browser = await app.ClientAsync(Who.RepEast);
        Assert.Equal(HttpStatusCode.OK, (await (await browser.GetAsync($"/customers/{id}/fields/Remarks")).FormWith("Form.Seen").Set("Form.Remarks", "照样保存").SubmitAsync()).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await (await browser.GetAsync($"/customers/{id}/fields/Source")).FormWith("Form.Seen").Set("Form.Source", "").SubmitAsync()).Status);
    }

    [Fact]
    public async Task Who_was_faster_is_named_and_the_second_save_decides()
    {
        var id = await NewAsync();
        var mine = (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/customers/{id}/fields/Remarks")).FormWith("Form.Seen");
        await (await (await app.ClientAsync(Who.MgrEast)).GetAsync($"/customers/{id}/fields/Remarks")).FormWith("Form.Seen").Set("Form.Remarks", "经理写的").SubmitAsync();

        var clash = await mine.Set("Form.Remarks", "销售写的").SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, clash.Status);
        Assert.StartsWith($"{app.As(Who.MgrEast).Name}刚把它改成了“经理写的”", Assert.Single(clash.Texts(".field-warning")), StringComparison.Ordinal);
        Assert.Equal("经理写的", await RemarksAsync(id));

        Assert.Equal(HttpStatusCode.OK, (await clash.FormWith("Form.Seen").Set("Form.TakeTheirs[0]", "Remarks").SubmitAsync()).Status);
        Assert.Equal("经理写的", await RemarksAsync(id));
        Assert.Equal(HttpStatusCode.OK, (await clash.FormWith("Form.Seen").SubmitAsync()).Status);
        Assert.Equal("销售写的", await RemarksAsync(id));
    }

    [Theory]
    [InlineData("Contacts")]
    [InlineData("DecisionChain")]
    [InlineData("Owner")]
    [InlineData("CreationKey")]
    [InlineData("Nothing")]
    public async Task What_is_no_single_field_is_not_there(string key)
    {
        var id = await NewAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/customers/{id}/fields/{key}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.ClientAsync(Who.RepEast)).PostAsync($"/customers/{id}/fields/{key}", ($"Form.{key}", "x"))).Status);
    }

    [Fact]
    public async Task Whoever_may_not_change_the_customer_sees_no_pencil()
    {
        var id = await NewAsync();
        Assert.NotEmpty((await (await app.ClientAsync(Who.RepEast)).GetAsync($"/customers/{id}")).Document.QuerySelectorAll("[data-edit-fact]"));
        foreach (var who in new[] { Who.Marketer, Who.Service })
            Assert.Empty((await (await app.ClientAsync(who)).GetAsync($"/customers/{id}")).Document.QuerySelectorAll("[data-edit-fact], [data-fact]"));
    }

    [Fact]
    public async Task A_pencil_has_a_name_and_leads_to_the_field_of_the_form_without_script()
    {
        var id = await NewAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        var pencil = (await browser.GetAsync($"/customers/{id}")).Document.QuerySelector($"[data-edit-fact='/customers/{id}/fields/Industry']")!;
        Assert.Equal("修改所属行业", pencil.GetAttribute("aria-label"));
        var (address, field) = (pencil.GetAttribute("href")!.Split('#')[0], pencil.GetAttribute("href")!.Split('#')[1]);
        Assert.NotNull((await browser.GetAsync(address)).Document.GetElementById(field));
    }

    private Task<int> NewAsync()
    {
        var form = Forms.Customer($"就地修改{Interlocked.Increment(ref count)}号有限公司");
        (form.Remarks, form.Tags) = ("原来的备注", ["tender"]);
        return app.RegisterAsync(Who.RepEast, form);
    }

    private Task<string?> RemarksAsync(int id) => app.DbAsync(db => db.Customers.Where(c => c.Id == id).Select(c => c.Notes.Remarks).SingleAsync());
}
