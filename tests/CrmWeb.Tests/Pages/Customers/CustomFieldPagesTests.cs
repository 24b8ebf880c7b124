using System.Net;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages.Customers;

/// <summary>A field of the company's own, from its definition to the record.</summary>
public sealed class CustomFieldPagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_admin_defines_a_field_and_a_rep_fills_it_in()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var made = await (await admin.GetAsync("/admin/fields/new")).FormWith("Form.Zh")
            .Set("Form.Zh", "机床数量").Set("Form.En", "Lathes").Set("Form.Type", "Whole").Set("Form.HelpZh", "只算数控机床").SubmitAsync();
        Assert.Contains("机床数量", (await made.FollowAsync()).Text, StringComparison.Ordinal);

        var rep = await app.ClientAsync(Who.RepEast);
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("自定义页面一号泵业有限公司"));
        var form = (await rep.GetAsync($"/customers/{id}/edit")).FormWith("Form.Name").Set("Form.Custom[lathes]", "十二台");
        var refused = await form.SubmitAsync();
        Assert.Equal("十二台", refused.FormWith("Form.Name")["Form.Custom[lathes]"]);
        Assert.NotNull(refused.Document.QuerySelector("#Form_Custom_lathes__error"));

        Assert.True((await refused.FormWith("Form.Name").Set("Form.Custom[lathes]", "1200").SubmitAsync()).IsRedirect);
        var record = await rep.GetAsync($"/customers/{id}");
        Assert.Contains("1,200", record.Text, StringComparison.Ordinal);
        Assert.Contains("机床数量", (await rep.GetAsync($"/customers/{id}?timeline=changes")).Text, StringComparison.Ordinal);

        var fact = (await rep.GetAsync($"/customers/{id}/fields/cf.lathes")).FormWith("Form.Custom[lathes]");
        Assert.Equal("1200", fact["Form.Custom[lathes]"]);
        Assert.Contains("13", (await fact.Set("Form.Custom[lathes]", "13").SubmitAsync()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_definition_is_seen_as_forms_will_show_it_before_it_is_saved(bool byScript)
    {
        var admin = await app.ClientAsync(Who.Admin);
        var before = await app.SnapshotAsync();
        var page = await admin.GetAsync("/admin/fields/new");
        Assert.Contains("填写名称和类型后", page.Texts("#field-preview").Single(), StringComparison.Ordinal);
        if (byScript)
            admin.Http.DefaultRequestHeaders.Add("HX-Request", "true");
        var shown = await page.FormWith("Form.Zh").Set("Form.Zh", "投标方式").Set("Form.En", "Way of tendering").Set("Form.Type", "Choice").Set("Form.HelpZh", "以招标文件为准").Set("Form.Industries", "I")
            .Set("Form.Choices[0].Zh", "公开招标").Set("Form.Choices[0].En", "Open").Set("Form.Choices[1].Zh", "<b>邀请</b>").Set("Form.Choices[1].En", "Invited").Set("Form.Default", "公开招标")
            .To("/admin/fields/new?handler=preview").SubmitAsync();
        admin.Http.DefaultRequestHeaders.Remove("HX-Request");

        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Equal(byScript, shown.Document.QuerySelector("form") is null);
        var control = shown.Document.QuerySelector("select[name='Form.Custom[preview]']")!;
        Assert.Equal(["公开招标", "<b>邀请</b>"], control.QuerySelectorAll("option:not([value=''])").Select(o => o.TextContent.Trim()));
        Assert.Equal("公开招标", control.QuerySelector("option[selected]")!.TextContent.Trim());
        Assert.Contains("以招标文件为准", shown.Text, StringComparison.Ordinal);
        Assert.Contains("信息传输", shown.Text, StringComparison.Ordinal);
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    [Fact]
    public async Task Who_saves_a_definition_that_somebody_else_changed_sees_both_and_every_entry_of_theirs()
    {
        var id = await app.WithAsync<CustomFieldService, int>(s => s.CreateAsync(
            new CustomFieldForm
            {
                Key = "clash",
                Zh = "冲突",
                En = "Clash",
                Type = CustomFieldType.Choice,
                Choices = [new CustomChoiceForm { Zh = "甲", En = "First" }, new CustomChoiceForm { Zh = "乙", En = "Second" }],
            }, app.As(Who.Admin), None));
        var admin = await app.ClientAsync(Who.Admin);
        var mine = (await admin.GetAsync($"/admin/fields/{id}")).FormWith("Form.Zh").Set("Form.Zh", "我的");
        var theirs = (await admin.GetAsync($"/admin/fields/{id}")).FormWith("Form.Zh").Set("Form.Default", "Second").Set("Form.Choices[0].Zh", "甲改")
            .Set("Form.SeenBy", "manager", "admin").Set("Form.Choices[2].Zh", "丙").Set("Form.Choices[2].En", "Third");
        Assert.True((await theirs.SubmitAsync()).IsRedirect);

        var shown = await mine.SubmitAsync();

        Assert.Equal("我的", shown.FormWith("Form.Zh")["Form.Zh"]);
        var warnings = shown.Texts(".field-warning");
        Assert.Contains(warnings, w => w.EndsWith("冲突", StringComparison.Ordinal));
        Assert.Contains(warnings, w => w.EndsWith("乙", StringComparison.Ordinal));
        Assert.Contains(warnings, w => w.EndsWith("甲改", StringComparison.Ordinal));
        Assert.Contains(warnings, w => w.Contains("经理", StringComparison.Ordinal));
        Assert.Contains("丙", shown.Document.QuerySelectorAll("input[name$='.Zh']").Select(i => i.GetAttribute("value")));
    }

    [Fact]
    public async Task Of_a_field_that_a_role_may_not_see_no_page_says_a_word()
    {
        await app.WithAsync<CustomFieldService, int>(s => s.CreateAsync(
            new CustomFieldForm { Key = "rebate", Zh = "内部返点", En = "Rebate", Type = CustomFieldType.Whole, SeenBy = ["manager", "admin"] }, app.As(Who.Admin), None));
        var customer = Forms.Customer("自定义页面二号泵业有限公司");
        var id = await app.RegisterAsync(Who.RepEast, customer);
        var manager = await app.ClientAsync(Who.MgrEast);
        Assert.True((await (await manager.GetAsync($"/customers/{id}/edit")).FormWith("Form.Name").Set("Form.Custom[rebate]", "4711").SubmitAsync()).IsRedirect);
        Assert.Contains("4,711", (await manager.GetAsync($"/customers/{id}")).Text, StringComparison.Ordinal);
        Assert.Contains("内部返点", (await manager.GetAsync($"/customers/{id}?timeline=changes")).Text, StringComparison.Ordinal);

        var rep = await app.ClientAsync(Who.RepEast);
        foreach (var address in new[] { $"/customers/{id}", $"/customers/{id}?timeline=changes", $"/customers/{id}/edit", "/customers/new", "/customers", "/customers?add=columns", "/customers?cols=stage" })
        {
            var page = await rep.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain("内部返点", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("rebate", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("4,711", page.Text, StringComparison.Ordinal);
        }

        foreach (var query in new[] { "cf.{0}.from=1", "cf.{0}=1", "sort=cf.{0}", "cols=cf.{0}" })
        {
            var (forbidden, unknown) = (await rep.GetAsync("/customers?" + string.Format(null, query, "rebate")), await rep.GetAsync("/customers?" + string.Format(null, query, "nothing")));
            Assert.Equal((unknown.Status, HttpStatusCode.BadRequest), (forbidden.Status, forbidden.Status));
        }

        Assert.Contains("4,711", (await manager.GetAsync("/customers?cols=stage,cf.rebate")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/customers/{id}/fields/cf.rebate")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/customers/{id}/fields/cf.unknown")).Status);
        Assert.True((await (await rep.GetAsync($"/customers/{id}/edit")).FormWith("Form.Name").Set("Form.Custom[rebate]", "1").SubmitAsync()).IsRedirect);
        Assert.Contains("4,711", (await manager.GetAsync($"/customers/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_asked_for_what_a_field_says_and_tells_what_it_cannot_read()
    {
        await app.WithAsync<CustomFieldService, int>(s => s.CreateAsync(new CustomFieldForm { Key = "presses", Zh = "压机数量", En = "Presses", Type = CustomFieldType.Whole }, app.As(Who.Admin), None));
        foreach (var (name, presses) in new[] { ("甲", "8"), ("乙", "80") })
        {
            var customer = Forms.Customer($"自定义列表{name}泵业有限公司");
            customer.Custom["presses"] = [presses];
            await app.RegisterAsync(Who.RepEast, customer);
        }

        var rep = await app.ClientAsync(Who.RepEast);
        var found = await rep.GetAsync("/customers?cf.presses.from=10&sort=-cf.presses&cols=stage.140,cf.presses.90");
        Assert.Equal(["自定义列表乙泵业有限公司"], found.Texts("tbody .primary-link"));
        Assert.Equal(["80"], found.Texts("tbody td[data-label='压机数量']"));
        Assert.Contains("压机数量：10以上", found.Texts(".condition.is-set summary span"));
        Assert.Equal("90", found.Document.QuerySelector("th[data-column='cf.presses']")!.GetAttribute("width"));

        var faulty = await rep.GetAsync("/customers?cf.presses.from=很多");
        Assert.Equal("很多", faulty.Document.QuerySelector("[name='cf.presses.from']")!.GetAttribute("value"));
        Assert.Single(faulty.Texts(".condition.is-faulty .invalid-feedback"));
    }
}
