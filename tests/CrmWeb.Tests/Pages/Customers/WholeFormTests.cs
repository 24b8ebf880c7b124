using System.Net;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Pages.Customers;

/// <summary>The long form: folded sections, hints while typing, the decision chain, three ways to save, the list's chips.</summary>
public sealed class WholeFormTests(CrmApp app) : IClassFixture<CrmApp>
{
    public static TheoryData<string, string, string> Refusals => new()
    {
        { "Website", "没有", "网站地址不正确" },
        { "Established", "很久以前", "请填写年份或日期" },
        { "Established", "2027", "不能晚于今天" },
        { "Headcount", "0", "人数" },
        { "AnnualRevenue", "不少", "万元" },
        { "SizeClass", "huge", "没有这个选项" },
        { "FirstContactOn", "2026-11-19", "不晚于今天" },
        { "ContractSignedOn", "1950-01-01", "1980 年以后" },
        { "AccountPlan", new string('长', 2001), "最多 2000 个字" },
        { "Contacts[0].Notes", new string('长', 2001), "最多 2000 个字" },
        { "DecisionChain[0].Attitude", "supporting", "请选择联系人" },
        { "DecisionChain[0].Contact", "7", "没有这个选项" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_broken_rule_opens_its_section_and_is_told_there(string field, string value, string message)
    {
        var answer = await (await FilledAsync("盐城折叠规则有限公司")).Set($"Form.{field}", value).SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var id = $"Form.{field}".Replace('.', '_').Replace('[', '_').Replace(']', '_');
        if (field.StartsWith("DecisionChain", StringComparison.Ordinal))
            id = "Form_DecisionChain_0__Contact";
        var error = answer.Document.GetElementById($"{id}_error");
        Assert.Contains(message, error?.TextContent ?? "");
        Assert.True(error!.Closest("details")?.HasAttribute("open"));
    }

    /// <summary>As the view of each section would draw it.</summary>
    [Fact]
    public async Task A_field_of_the_list_is_drawn_with_what_its_line_says_and_nothing_else()
    {
        var page = (await (await app.ClientAsync(Who.RepEast)).GetAsync("/customers/new")).Document;
        string[] Names(string id) => [.. page.GetElementById(id)!.Attributes.Select(a => a.Name)];
        Assert.Equal(["aria-describedby", "autocomplete", "class", "id", "inputmode", "maxlength", "name", "type"], Names("Form_ExpectedAmount").Order());
        Assert.Equal(["class", "data-autosize", "data-val", "data-val-maxlength", "data-val-maxlength-max", "id", "maxlength", "name", "rows"], Names("Form_AccountPlan").Order());
        Assert.Contains("placeholder", Names("Form_NeedOrigin"));
        Assert.Equal("date", page.GetElementById("Form_ExpectedOn")!.GetAttribute("type"));
        Assert.Equal(4, page.QuerySelectorAll("#Form_Budget option").Length);
        Assert.Equal(
            CustomerFields.Of(FormPart.Needs).Select(f => f.Key),
            page.QuerySelectorAll("[data-remember='customer.needs'] [name^='Form.']").Select(e => e.GetAttribute("name")!["Form.".Length..]));
        Assert.NotNull(page.QuerySelector(".field-wide #Form_CommunicationNotes"));
    }

    [Fact]
    public async Task A_new_form_is_folded_and_one_with_values_stands_open()
    {
        var browser = await app.ClientAsync(Who.RepEast);
        Assert.Empty((await browser.GetAsync("/customers/new")).Document.QuerySelectorAll("details.form-fold[open]"));
        var form = Forms.Customer("盐城展开样本有限公司");
        form.Competitors = "无";
        var id = await app.RegisterAsync(Who.RepEast, form);
        var open = (await browser.GetAsync($"/customers/{id}/edit")).Document.QuerySelectorAll("details.form-fold[open]");
        Assert.Equal(["customer.company", "customer.needs"], open.Select(d => d.GetAttribute("data-remember")));
    }

    [Theory]
    [InlineData(null, "^/customers/[0-9]+$")]
    [InlineData("follow-up", "^/follow-ups/new\\?customer=[0-9]+$")]
    [InlineData("another", "^/customers/new$")]
    public async Task Saving_leads_where_one_wants_to_go(string? next, string address)
    {
        var form = await FilledAsync($"盐城去向{next}样本有限公司");
        var saved = await (next is null ? form : form.Set("Next", next)).SubmitAsync();
        Assert.Matches(address, saved.Location);
        if (next == "another")
            Assert.Contains("已保存", (await saved.FollowAsync()).Text);
    }

    [Fact]
    public async Task Contacts_links_and_details_typed_together_are_saved_and_shown()
    {
        var form = (await FilledAsync("盐城决策样本有限公司"))
            .Set("Form.Contacts[1].Name", "汤总").Set("Form.Contacts[1].Mobile", Forms.NewMobile()).Set("Form.Contacts[1].Notes", "说话直接")
            .Set("Form.DecisionChain[0].Contact", "1").Set("Form.DecisionChain[0].Attitude", "supporting")
            .Set("Form.DecisionChain[1].Title", "财务总监").Set("Form.DecisionChain[1].Attitude", "opposing")
            .Set("Form.Website", "www.example.cn").Set("Form.Headcount", "1000").Set("Form.AnnualRevenue", "39999").Set("Form.Competitors", "无");
        var record = await (await form.SubmitAsync()).FollowAsync();

        Assert.Equal(["汤总 支持", "财务总监 反对"], record.Texts(".decision-chain li").Select(t => string.Join(' ', t.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        var company = string.Join(' ', record.Texts("[aria-labelledby=company-title]"));
        Assert.Contains("1,000 人（200人以上）", company);
        Assert.Contains("3–10亿", company);
        Assert.Contains("中型", company);
        Assert.Equal("http://www.example.cn/", record.Document.QuerySelector("[aria-labelledby=company-title] a[href^=http]")?.GetAttribute("href"));
        Assert.Contains("说话直接", record.Text);
        Assert.DoesNotContain("说话直接", (await (await app.ClientAsync(Who.Marketer)).GetAsync(new Uri(record.Document.BaseUri).AbsolutePath)).Text);
    }

    [Fact]
    public async Task The_hints_name_size_and_place_and_a_difference()
    {
        var browser = await app.ClientAsync(Who.RepEast);
        var size = await browser.PostAsync("/customers/form-hints?handler=size", ("Form.Industry", "C34"), ("Form.Headcount", "299"), ("Form.AnnualRevenue", "50000"));
        Assert.Contains("小型", size.Text);
        Assert.Contains("国统字〔2017〕213号", size.Text);
        var place = await browser.PostAsync("/customers/form-hints?handler=region", ("Form.CreditCode", "914403001922038216"));
        Assert.Contains("广东 深圳", place.Text);
        Assert.Contains("440300", place.Text);
        var differs = await browser.PostAsync("/customers/form-hints?handler=region", ("Form.CreditCode", "914403001922038216"), ("Form.Region", "310000"));
        Assert.Contains("与所选地区不同", differs.Text);
        var same = await browser.PostAsync("/customers/form-hints?handler=region", ("Form.CreditCode", "914403001922038216"), ("Form.Region", "440000"));
        Assert.DoesNotContain("不同", same.Text);
    }

    [Fact]
    public async Task A_retired_choice_stays_with_the_customer_that_carries_it()
    {
        var form = Forms.Customer("盐城停用样本有限公司");
        form.Budget = "over-1m";
        var id = await app.RegisterAsync(Who.RepEast, form);
        await app.DbAsync(db => db.ListItems.Where(i => i.Code == "over-1m").ExecuteUpdateAsync(s => s.SetProperty(i => i.IsActive, false)));
        app.Services.GetRequiredService<CrmWeb.Core.ReferenceData.Lists.ListCatalog>().Invalidate();
        var browser = await app.ClientAsync(Who.RepEast);
        Assert.Equal("over-1m", (await browser.GetAsync($"/customers/{id}/edit")).FormWith("Form.Name")["Form.Budget"]);
        Assert.Null((await browser.GetAsync("/customers/new")).Document.QuerySelector("#Form_Budget option[value=over-1m]"));
        await app.DbAsync(db => db.ListItems.Where(i => i.Code == "over-1m").ExecuteUpdateAsync(s => s.SetProperty(i => i.IsActive, true)));
        app.Services.GetRequiredService<CrmWeb.Core.ReferenceData.Lists.ListCatalog>().Invalidate();
    }

    [Fact]
    public async Task Every_new_condition_has_its_chip_and_its_control()
    {
        const string address = "/customers?stuckDays=7&lastFollowUpFrom=2026-01-01&lastFollowUpTo=2026-12-31&completeness=60&sizeClass=small&headcount=50-200"
            + "&revenue=100m-300m&budget=over-1m&expectedFrom=2026-01-01&expectedTo=2027-12-31&amountFrom=50&amountTo=500";
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var chips = page.Texts(".condition.is-set .condition-chip");
        Assert.Equal(9, chips.Count);
        Assert.Contains(chips, c => c.Contains("人数") && c.Contains("50–200人"));
        Assert.Contains(chips, c => c == "预计成交金额：50–500 万元");
        Assert.All(address[(address.IndexOf('?') + 1)..].Split('&').Select(p => p.Split('=')[0]),
            key => Assert.NotNull(page.Document.QuerySelector($"form.list-filter [name={key}]")));
    }

    private async Task<PageForm> FilledAsync(string name) =>
        (await (await app.ClientAsync(Who.RepEast)).GetAsync("/customers/new")).FormWith("Form.Name")
            .Set("Form.Name", name).Set("Form.Industry", "C40").Set("Form.Source", "online")
            .Set("Form.Contacts[0].Name", "贺云").Set("Form.Contacts[0].Mobile", Forms.NewMobile());
}
