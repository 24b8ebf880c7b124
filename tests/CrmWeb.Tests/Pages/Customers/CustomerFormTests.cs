using System.Net;
using CrmWeb.Core.Customers;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Customers;

/// <summary>The form: each rule with its own message beside its field, everything typed kept, nothing written.</summary>
public sealed class CustomerFormTests(CrmApp app) : IClassFixture<CrmApp>
{
    public static TheoryData<string, string, string> Refusals() => new()
    {
        { "Name", "", "请填写客户名称" },
        { "Name", "暂未填写", "不是有效内容" },
        { "Name", "test", "不是有效内容" },
        { "Name", new string('长', 101), "最多 100 个字" },
        { "ShortName", new string('长', 61), "最多 60 个字" },
        { "Kind", "", "请选择客户性质" },
        { "CreditCode", "91440300192203821", "18 位" },
        { "CreditCode", "91440300192203821I", "只含数字和大写字母" },
        { "CreditCode", "914403001922038217", "校验不通过" },
        { "Industry", "", "请选择所属行业" },
        { "Industry", "X99", "没有这个选项" },
        { "Region", "999999", "没有这个选项" },
        { "Address", new string('长', 201), "最多 200 个字" },
        { "Type", "", "请选择客户类型" },
        { "Type", "Won", "由跟进阶段决定" },
        { "Category", "", "请选择客户分类" },
        { "Source", "", "请选择客户来源" },
        { "Source", "nowhere", "没有这个选项" },
        { "Budget", "nowhere", "没有这个选项" },
        { "ExpectedAmount", "很多", "请填写金额" },
        { "ExpectedAmount", "-5", "请填写金额" },
        { "ExpectedOn", "1999-01-01", "2000 年以后" },
        { "ExpectedOn", "明天", "无法识别" },
        { "Remarks", new string('长', 2001), "最多 2000 个字" },
        { "Contacts[0].Name", "", "请填写联系人姓名" },
        { "Contacts[0].Name", "不清楚", "不是有效内容" },
        { "Contacts[0].Mobile", "", "至少一个" },
        { "Contacts[0].Mobile", "12345", "手机号不正确" },
        { "Contacts[0].Landline", "12", "座机不正确" },
        { "Contacts[0].Mail", "nobody", "邮箱格式不正确" },
        { "Contacts[0].Mail", "a@b..cn", "邮箱格式不正确" },
        { "Owner", "999999", "不能指定该同事" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_broken_rule_is_told_beside_its_field_and_the_rest_is_kept(string field, string value, string message)
    {
        var browser = await app.ClientAsync(Who.RepEast);
        var form = await FilledAsync(browser, "宁波规则检验有限公司");
        var answer = await form.Set("Form.Remarks", "保留的备注").Set($"Form.{field}", value).SubmitAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var id = $"Form.{field}".Replace('.', '_').Replace('[', '_').Replace(']', '_');
        Assert.Contains(message, Assert.Single(answer.Texts($"#{id}_error")));
        Assert.Equal("true", answer.Document.GetElementById(id)?.GetAttribute("aria-invalid"));
        if (field != "Remarks")
            Assert.Equal("保留的备注", answer.FormWith("Form.Name")["Form.Remarks"]);
        if (field != "Name")
            Assert.Equal("宁波规则检验有限公司", answer.FormWith("Form.Name")["Form.Name"]);
        Assert.False(await app.DbAsync(db => db.Customers.AnyAsync(c => c.Name == "宁波规则检验有限公司")));
    }

    [Fact]
    public async Task A_credit_code_is_only_for_enterprises()
    {
        var form = await FilledAsync(await app.ClientAsync(Who.RepEast), "陈先生个人");
        var answer = await form.Set("Form.Kind", "Individual").Set("Form.CreditCode", "914403001922038216").SubmitAsync();
        Assert.Contains("只有企业", Assert.Single(answer.Texts("#Form_CreditCode_error")));
    }

    [Fact]
    public async Task A_saved_customer_has_everything_that_was_typed()
    {
        var browser = await app.ClientAsync(Who.RepEast);
        var form = (await FilledAsync(browser, "  无锡晨光仪器有限公司 "))
            .Set("Form.Tags", await app.DbAsync(db => db.TagGroups.SelectMany(g => g.Tags).Select(t => t.Code).FirstAsync()))
            .Set("Form.ExpectedAmount", "50万").Set("Form.NeedSummary", "第一行\r\n第二\u0001行").Set("Form.Level", "A")
            .Set("Form.Contacts[1].Name", "周莉").Set("Form.Contacts[1].Landline", "0510-82345678");
        var saved = await form.SubmitAsync();

        Assert.True(saved.IsRedirect, string.Join(' ', saved.Texts(".crm-errors")));
        var customer = await app.DbAsync(db => db.Customers.Include(c => c.Contacts).Include(c => c.Tags).SingleAsync(c => c.Name == "无锡晨光仪器有限公司"));
        Assert.Equal(500_000m, customer.Needs.ExpectedAmount);
        Assert.Equal("第一行\n第二行", customer.Needs.NeedSummary);
        Assert.Equal(CustomerLevel.A, customer.Level);
        Assert.Single(customer.Tags);
        Assert.Equal(["周莉", "贺云"], customer.Contacts.Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.Equal("贺云", customer.Contacts.Single(c => c.IsPrimary).Name);
        Assert.Equal(app.Company[Who.RepEast].Id, customer.OwnerId);
        Assert.Equal(app.Company[Who.RepEast].Id, customer.DeveloperId);
        Assert.Equal(app.Company.DepartmentShanghai, customer.DepartmentId);
    }

    [Fact]
    public async Task The_same_form_sent_twice_makes_one_customer_and_both_lead_there()
    {
        var form = await FilledAsync(await app.ClientAsync(Who.RepEast), "常州双击电机有限公司");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => form.SubmitAsync()));
        Assert.Single(answers.Select(a => a.Location).Distinct());
        Assert.Equal(1, await app.DbAsync(db => db.Customers.CountAsync(c => c.Name == "常州双击电机有限公司")));
    }

    [Fact]
    public async Task A_certain_duplicate_is_refused_and_only_its_owner_is_told()
    {
        var form = await FilledAsync(await app.ClientAsync(Who.RepEast), TestCompany.SouthName);
        var answer = await form.Set("Form.Contacts[0].Mobile", TestCompany.SouthMobile).Set("Form.ConfirmDuplicate", "true").SubmitAsync();
        Assert.Contains("林志强", Assert.Single(answer.Texts("#Form_Name_error")));
        Assert.DoesNotContain($"/customers/{app.Company.SouthCustomer}", answer.Text);
    }

    [Fact]
    public async Task A_likely_duplicate_is_saved_after_a_confirmation_that_is_logged()
    {
        var form = await FilledAsync(await app.ClientAsync(Who.RepEast), "广州云帆贸易（有限公司）");
        var asked = await form.SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, asked.Status);
        Assert.Contains("林志强", string.Join(' ', asked.Texts("#duplicates")));

        var saved = await asked.FormWith("Form.Name").Set("Form.ConfirmDuplicate", "true").SubmitAsync();
        Assert.Matches("^/customers/[0-9]+$", saved.Location);
        Assert.Contains((await saved.FollowAsync()).Texts("#timeline .timeline-head"), t => t.Contains("确认不是重复客户后保存"));
    }

    [Fact]
    public async Task The_check_while_typing_names_the_owner_but_not_the_customer()
    {
        var browser = await app.ClientAsync(Who.RepEast);
        var answer = await browser.PostAsync("/customers/duplicate-check", ("Form.Name", "广州云帆贸易"), ("Form.Contacts[0].Mobile", "+86 137-3333-4444"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("林志强", answer.Text);
        Assert.DoesNotContain(TestCompany.SouthName, answer.Text);
        Assert.DoesNotContain("吴晓东", answer.Text);
    }

    [Fact]
    public async Task What_the_form_does_not_ask_for_cannot_be_set_by_it()
    {
        var form = await FilledAsync(await app.ClientAsync(Who.RepEast), "合肥越界测控有限公司");
        var saved = await form.Set("Form.OwnerId", "1").Set("Form.DeveloperId", "1").Set("Form.Number", "X1").Set("Form.StageId", "5")
            .Set("Form.DeletedAt", "2020-01-01").Set("Form.CreatedAt", "2020-01-01").Set("Customer.Number", "X1").SubmitAsync();
        Assert.True(saved.IsRedirect);
        var customer = await app.DbAsync(db => db.Customers.SingleAsync(c => c.Name == "合肥越界测控有限公司"));
        Assert.StartsWith("C202611", customer.Number);
        Assert.Equal(app.Company[Who.RepEast].Id, customer.OwnerId);
        Assert.Equal(app.Clock.GetUtcNow().UtcDateTime, customer.CreatedAt, TimeSpan.FromMinutes(1));
    }

    private static async Task<PageForm> FilledAsync(Browser browser, string name) =>
        (await browser.GetAsync("/customers/new")).FormWith("Form.Name")
            .Set("Form.Name", name).Set("Form.Industry", "C40").Set("Form.Source", "online")
            .Set("Form.Contacts[0].Name", "贺云").Set("Form.Contacts[0].Mobile", Forms.NewMobile());
}
