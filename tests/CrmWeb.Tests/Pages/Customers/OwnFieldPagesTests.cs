using System.Net;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Customers;

/// <summary>Fields that the company added to contacts and follow-ups, on the pages that show them.</summary>
public sealed class OwnFieldPagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_admin_defines_a_field_of_contacts_and_a_rep_fills_it_in_beside_the_contact()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var made = await (await admin.GetAsync("/admin/fields/new?subject=Contact")).FormWith("Form.Zh")
            .Set("Form.Zh", "衬衫尺码").Set("Form.En", "Shirt size").Set("Form.Type", "Whole").SubmitAsync();
        Assert.True(made.IsRedirect);
        Assert.Contains("衬衫尺码", (await admin.GetAsync("/admin/fields?subject=Contact")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("衬衫尺码", (await admin.GetAsync("/admin/fields")).Text, StringComparison.Ordinal);

        var rep = await app.ClientAsync(Who.RepEast);
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("联系人字段一号泵业有限公司"));
        const string Place = "Form.Contacts[0].Custom[shirt-size]";
        var refused = await (await rep.GetAsync($"/customers/{id}/edit")).FormWith("Form.Name").Set(Place, "大号").SubmitAsync();
        Assert.Equal("大号", refused.FormWith("Form.Name")[Place]);
        Assert.NotNull(refused.Document.QuerySelector("#Form_Contacts_0__Custom_shirt-size__error"));
        Assert.NotNull(refused.Document.QuerySelector("details[open] [name='Form.Contacts[0].Custom[shirt-size]']"));

        Assert.True((await refused.FormWith("Form.Name").Set(Place, "1042").SubmitAsync()).IsRedirect);
        Assert.Contains("1,042", (await rep.GetAsync($"/customers/{id}")).Text, StringComparison.Ordinal);
        Assert.Contains("衬衫尺码", (await rep.GetAsync($"/customers/{id}?timeline=changes")).Text, StringComparison.Ordinal);
        Assert.Equal("1042", (await rep.GetAsync($"/customers/{id}/edit")).FormWith("Form.Name")[Place]);
        var found = await rep.GetAsync("/contacts?cf.shirt-size.from=1000&sort=-cf.shirt-size&cols=phone,cf.shirt-size");
        Assert.Equal(["1,042"], found.Texts("tbody td[data-label='衬衫尺码']"));
        var faulty = await rep.GetAsync("/contacts?cf.shirt-size.from=很大");
        Assert.Equal("很大", faulty.Document.QuerySelector("[name='cf.shirt-size.from']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_field_of_follow_ups_unfolds_in_the_form_and_stands_on_the_page_and_in_the_list()
    {
        await DefineAsync(FieldSubject.FollowUp, "car-km", "行车公里");
        var rep = await app.ClientAsync(Who.RepEast);
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("跟进字段一号泵业有限公司"));
        var form = (await rep.GetAsync($"/follow-ups/new?customer={id}")).FormWith("Form.Content").Set("Form.Content", "上门拜访，谈了安装。");
        var refused = await form.Set("Form.Custom[car-km]", "很远").SubmitAsync();
        Assert.NotNull(refused.Document.QuerySelector("details[open] #Form_Custom_car-km__error"));
        Assert.True((await refused.FormWith("Form.Content").Set("Form.Custom[car-km]", "1300").SubmitAsync()).IsRedirect);

        var followUp = await app.DbAsync(db => db.FollowUps.Where(f => f.CustomerId == id).Select(f => f.Id).SingleAsync());
        Assert.Contains("1,300", (await rep.GetAsync($"/follow-ups/{followUp}")).Text, StringComparison.Ordinal);
        Assert.Contains("1,300", (await rep.GetAsync($"/customers/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal(["1,300"], (await rep.GetAsync("/follow-ups?list=done&cf.car-km.from=1300&cols=subject,cf.car-km")).Texts("tbody td[data-label='行车公里']"));
        var corrected = (await rep.GetAsync($"/follow-ups/{followUp}/edit")).FormWith("Form.Content");
        Assert.Equal("1300", corrected["Form.Custom[car-km]"]);
        Assert.DoesNotContain("car-km", (await rep.GetAsync($"/follow-ups/new?customer={id}&plan=true")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_fields_that_a_role_may_not_see_no_page_says_a_word()
    {
        await DefineAsync(FieldSubject.Contact, "hush-person", "私下评价", "manager", "admin");
        await DefineAsync(FieldSubject.FollowUp, "hush-visit", "内部打分", "manager", "admin");
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("保密字段一号泵业有限公司"));
        var manager = await app.ClientAsync(Who.MgrEast);
        Assert.True((await (await manager.GetAsync($"/customers/{id}/edit")).FormWith("Form.Name").Set("Form.Contacts[0].Custom[hush-person]", "471193558").SubmitAsync()).IsRedirect);
        Assert.True((await (await manager.GetAsync($"/follow-ups/new?customer={id}")).FormWith("Form.Content").Set("Form.Content", "经理拜访。").Set("Form.Custom[hush-visit]", "471293558").SubmitAsync()).IsRedirect);
        var followUp = await app.DbAsync(db => db.FollowUps.Where(f => f.CustomerId == id).Select(f => f.Id).SingleAsync());
        Assert.Contains("471,193,558", (await manager.GetAsync($"/customers/{id}")).Text, StringComparison.Ordinal);

        var rep = await app.ClientAsync(Who.RepEast);
        foreach (var address in new[]
        {
            $"/customers/{id}", $"/customers/{id}?timeline=changes", $"/customers/{id}/edit", "/customers/new", "/contacts", "/contacts?add=columns", $"/follow-ups/{followUp}",
            $"/follow-ups/new?customer={id}", "/follow-ups?list=done", "/follow-ups?list=done&add=columns",
        })
        {
            var page = await rep.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            foreach (var secret in new[] { "私下评价", "内部打分", "hush-", "471,193,558", "471,293,558", "471193558", "471293558" })
                Assert.DoesNotContain(secret, page.Text, StringComparison.Ordinal);
        }

        foreach (var (list, key) in new[] { ("/contacts?", "hush-person"), ("/follow-ups?list=done&", "hush-visit") })
        {
            foreach (var query in new[] { "cf.{0}.from=1", "cf.{0}=1", "sort=cf.{0}", "cols=cf.{0}" })
            {
                var (forbidden, unknown) = (await rep.GetAsync(list + string.Format(null, query, key)), await rep.GetAsync(list + string.Format(null, query, "nothing")));
                Assert.Equal((unknown.Status, HttpStatusCode.BadRequest), (forbidden.Status, forbidden.Status));
            }
        }
    }

    [Fact]
    public async Task An_admin_merges_a_choice_and_sees_what_became_of_it()
    {
        var field = await app.WithAsync<CustomFieldService, int>(s => s.CreateAsync(
            new CustomFieldForm
            {
                Subject = FieldSubject.Contact,
                Key = "drink",
                Zh = "饮品",
                En = "Drink",
                Type = CustomFieldType.Choice,
                Choices = [new CustomChoiceForm { Zh = "绿茶", En = "Green tea" }, new CustomChoiceForm { Zh = "龙井", En = "Longjing" }],
            }, app.As(Who.Admin), None));
        var ids = await app.DbAsync(db => db.CustomFields.Where(f => f.Id == field).SelectMany(f => f.Choices).OrderBy(c => c.Order).Select(c => c.Id).ToListAsync());
        var customer = Forms.Customer("合并选项一号泵业有限公司");
        customer.Contacts[0].Custom["drink"] = ["longjing"];
        var id = await app.RegisterAsync(Who.RepEast, customer);
        var admin = await app.ClientAsync(Who.Admin);

        var page = await admin.GetAsync($"/admin/fields/{field}/choices/{ids[1]}");
        Assert.Contains("1 位联系人", page.Text, StringComparison.Ordinal);
        var empty = await page.FormWith("Into").SubmitAsync();
        Assert.NotNull(empty.Document.QuerySelector("#Into_error"));
        Assert.True((await page.FormWith("Into").Set("Into", $"{ids[0]}").SubmitAsync()).IsRedirect);

        Assert.Contains("绿茶", (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/customers/{id}")).Text, StringComparison.Ordinal);
        Assert.Contains("已合并到“绿茶”", (await admin.GetAsync($"/admin/fields/{field}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admin_puts_a_formula_together_and_is_told_what_is_wrong_beside_the_operand()
    {
        await DefineAsync(FieldSubject.Customer, "unit-count", "件数");
        var admin = await app.ClientAsync(Who.Admin);
        var form = (await admin.GetAsync("/admin/fields/new")).FormWith("Form.Zh").Set("Form.Zh", "双倍件数").Set("Form.En", "Double count").Set("Form.Type", "Computed").Set("Form.Operator", "Product");
        var counted = await app.DbAsync(db => db.CustomFields.Where(f => f.Key == "unit-count").Select(f => f.Id).SingleAsync());
        var refused = await form.Set("Form.Operands[0].Field", $"{counted}").Set("Form.Operands[1].Constant", "两倍").SubmitAsync();
        Assert.Equal("两倍", refused.FormWith("Form.Zh")["Form.Operands[1].Constant"]);
        Assert.NotNull(refused.Document.QuerySelector("#Form_Operands_1__Constant_error"));
        Assert.True((await refused.FormWith("Form.Zh").Set("Form.Operands[1].Constant", "2").SubmitAsync()).IsRedirect);

        var customer = Forms.Customer("计算字段一号泵业有限公司");
        customer.Custom["unit-count"] = ["650"];
        var id = await app.RegisterAsync(Who.RepEast, customer);
        var rep = await app.ClientAsync(Who.RepEast);
        Assert.Contains("1,300", (await rep.GetAsync($"/customers/{id}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("double-count", (await rep.GetAsync($"/customers/{id}/edit")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/customers/{id}/fields/cf.double-count")).Status);
    }

    private Task<int> DefineAsync(FieldSubject subject, string key, string name, params string[] seenBy) => app.WithAsync<CustomFieldService, int>(s => s.CreateAsync(
        new CustomFieldForm { Subject = subject, Key = key, Zh = name, En = key, Type = CustomFieldType.Whole, SeenBy = [.. seenBy] }, app.As(Who.Admin), None));
}
