using System.Net;
using AngleSharp.Html.Dom;
using CrmWeb.Core.Customers.List;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>One more condition, applied through the form as the page shows it, takes no other off; what cannot be read is said beside it.</summary>
public sealed class FilterFormTests(CrmApp app) : IClassFixture<CrmApp>
{
    /// <summary>A value in force for every condition of the customer list.</summary>
    private static readonly Dictionary<string, string> Customers = new()
    {
        ["industry"] = "C34",
        ["type"] = "Potential",
        ["category"] = "New",
        ["level"] = "A",
        ["stage"] = "initial",
        ["tag"] = "tender",
        ["tagMode"] = "all",
        ["owner"] = "me",
        ["developer"] = "me",
        ["kind"] = "Enterprise",
        ["department"] = "2",
        ["source"] = "online",
        ["region"] = "310000",
        ["idleDays"] = "7",
        ["stuckDays"] = "7",
        ["watch"] = "silent",
        ["lastFollowUpFrom"] = "2026-01-05",
        ["lastFollowUpTo"] = "2026-12-05",
        ["completeness"] = "10",
        ["healthFrom"] = "10",
        ["healthTo"] = "90",
        ["sizeClass"] = "large",
        ["headcount"] = "50-200",
        ["revenue"] = "5m-20m",
        ["budget"] = "over-1m",
        ["expectedFrom"] = "2026-01-05",
        ["expectedTo"] = "2026-12-05",
        ["amountFrom"] = "1",
        ["amountTo"] = "100",
        ["nextFrom"] = "2026-01-05",
        ["nextTo"] = "2026-12-05",
        ["signedFrom"] = "2026-01-05",
        ["signedTo"] = "2026-12-05",
        ["firstContactFrom"] = "2026-01-05",
        ["firstContactTo"] = "2026-12-05",
        ["createdFrom"] = "2026-01-05",
        ["createdTo"] = "2026-12-05",
        ["reached"] = "needs",
        ["reachedOnFrom"] = "2026-01-05",
        ["reachedOnTo"] = "2026-12-05",
        ["outcome"] = "open",
        ["missing"] = "phone",
        ["lossReason"] = "none",
        ["lostOnFrom"] = "2026-01-05",
        ["lostOnTo"] = "2026-12-05",
        ["stageKind"] = "Open",
        ["orderedFrom"] = "2026-01-05",
        ["orderedTo"] = "2026-12-05",
        ["orderOwner"] = "me",
        ["orderDepartment"] = "2",
        ["sort"] = "name",
        ["size"] = "5",
    };

    private static readonly Dictionary<string, string> Others = new()
    {
        ["/contacts"] = "role=decision-maker&departed=all&owner=me&size=5",
        ["/follow-ups"] = "list=done&size=5&team=true",
        ["/orders"] = "state=counted&paid=due&category=New&industry=none&region=310000&tag=tender&tagMode=all&size=5",
        ["/orders/payments"] = "owner=me&orderedFrom=2026-01-05&orderedTo=2026-12-05&category=New&industry=C34&tag=tender&tagMode=all&size=5",
        ["/notifications"] = "list=all&kind=silent&size=5",
        ["/admin/users"] = "department=1&role=rep&state=active",
        ["/admin/notifications/outbox"] = "state=sent&channel=mail",
    };

    public static TheoryData<Who> Everybody => [.. Enum.GetValues<Who>()];

    [Fact]
    public void Every_condition_has_a_value_here() => Assert.Equal(
        typeof(CustomerFilter).GetProperties().Where(p => p.SetMethod is not null && p.Name is not ("P" or "Q" or nameof(CustomerFilter.Custom))).Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]).Order(),
        Customers.Keys.Order());

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Every_condition_of_the_customer_list_survives_another_one(Who who)
    {
        var browser = await app.ClientAsync(who);
        var owner = app.Company[who].Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (name, value) in Customers)
        {
            var sent = await SentAsync(browser, $"/customers?{name}={value}&p=1", "q", "机械");
            Assert.Contains(sent[name], v => v == value || v == owner);
        }

        var all = await SentAsync(browser, "/customers?" + string.Join('&', Customers.Select(c => $"{c.Key}={c.Value}")), "q", "机械");
        Assert.Equal(Customers.Keys.Append("q").Order(), all.Where(f => f.Any(v => v.Length > 0)).Select(f => f.Key).Order());
    }

    /// <summary>Without script the editor of a field comes with a page, with script by the same address.</summary>
    [Fact]
    public async Task Every_condition_that_is_not_in_force_can_be_opened_where_the_list_stands()
    {
        var browser = await app.ClientAsync(Who.MgrEast);
        var plain = (await browser.GetAsync("/customers?q=机械&stage=initial")).Document;
        Assert.Null(plain.QuerySelector("#filter-industry"));
        var fields = plain.QuerySelectorAll("#condition-add a[data-live=conditions]").Select(a => a.GetAttribute("href")!).ToList();
        Assert.True(fields.Count > 15, string.Join('\n', fields));
        foreach (var field in fields)
        {
            var key = field.Split("add=")[1];
            var page = await browser.GetAsync(field);
            var opened = page.Document.QuerySelector($"#condition-{key}")!;
            Assert.True(opened.HasAttribute("open"), key);
            Assert.NotEmpty(opened.QuerySelectorAll(".condition-editor a, .condition-editor select, .condition-editor input"));
            var form = page.Form("form.list-filter");
            Assert.Equal(("机械", "initial"), (form["q"], form["stage"]));
        }
    }

    [Theory]
    [InlineData("createdFrom=-7d", "创建时间：过去 7 天")]
    [InlineData("createdFrom=month&createdTo=month", "创建时间：本月")]
    [InlineData("lastFollowUpTo=-30d", "最近跟进：超过 30 天前")]
    [InlineData("nextFrom=today&nextTo=7d", "下次跟进：未来 7 天")]
    [InlineData("createdFrom=2026-01-05&createdTo=2026-02-05", "创建时间：2026-01-05 至 2026-02-05")]
    [InlineData("idleDays=五十", "未跟进天数：超过 50 天")]
    [InlineData("amountFrom=50&amountTo=500", "预计成交金额：50–500 万元")]
    [InlineData("stage=initial", "跟进阶段：初步接洽")]
    public async Task A_condition_in_force_is_one_chip_that_says_it_and_takes_it_off(string query, string words)
    {
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/customers?q=机械&{query}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(words, Assert.Single(page.Texts(".condition.is-set .condition-chip")));
        Assert.Equal("/customers?q=%E6%9C%BA%E6%A2%B0", page.Document.QuerySelector(".condition-remove")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("idleDays=7", "未跟进天数")]
    [InlineData("stuckDays=7", "停滞天数")]
    [InlineData("completeness=10", "完整度")]
    [InlineData("source=online", "客户来源")]
    [InlineData("sort=-completeness", "完整度")]
    public async Task What_the_list_is_asked_for_is_shown(string query, string column)
    {
        var browser = await app.ClientAsync(Who.RepEast);
        await app.DbAsync(db => db.Customers.Where(c => c.Id == app.Company.EastCustomer).ExecuteUpdateAsync(s => s
            .SetProperty(c => c.IdleSince, app.Clock.Now.AddDays(-9)).SetProperty(c => c.StageEnteredAt, app.Clock.Now.AddDays(-9)).SetProperty(c => c.Completeness, 50)));
        Assert.DoesNotContain(column, (await browser.GetAsync("/customers")).Texts("thead th"));
        var page = await browser.GetAsync($"/customers?{query}");
        Assert.Contains(column, page.Texts("thead th"));
        Assert.NotEmpty(page.Texts($"td[data-label={column}]"));
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("developer")]
    [InlineData("department")]
    public async Task A_value_that_is_not_among_the_readers_choices_survives_too(string name)
    {
        var value = name == "department" ? app.Company.DepartmentSouth : app.Company[Who.RepSouth].Id;
        foreach (var who in new[] { Who.RepEast, Who.MgrEast })
        {
            var sent = await SentAsync(await app.ClientAsync(who), $"/customers?{name}={value}", "q", "机械");
            Assert.Equal([$"{value}"], sent[name]);
        }
    }

    [Fact]
    public async Task Conditions_of_the_other_lists_survive_too()
    {
        var browser = await app.ClientAsync(Who.Admin);
        foreach (var (list, query) in Others)
        {
            var sent = await SentAsync(browser, $"{list}?{query}", "q", "");
            foreach (var pair in query.Split('&').Select(p => p.Split('=')))
                Assert.Equal([pair[1]], sent[pair[0]].Distinct());
        }
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_beside_its_field_and_everything_else_is_kept()
    {
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync("/customers?q=机械&stage=initial&owner=me&idleDays=soon&amountFrom=很多&createdFrom=2026-13-01&createdTo=2026/12/5");
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal(["客户"], page.Texts("h1"));
        Assert.Single(page.Texts("#filter-idleDays_error"), "“soon”不是 0 到 3650 之间的整数，请填写如 7。");
        Assert.Single(page.Texts("#filter-amountFrom_error"));
        Assert.Single(page.Texts("#filter-createdFrom_error"));
        Assert.Empty(page.Texts("#filter-createdTo_error"));
        var form = page.Form("form.list-filter");
        Assert.Equal(("机械", "initial", "me", "soon", "很多", "2026-13-01", "2026-12-05"),
            (form["q"], form["stage"], form["owner"], form["idleDays"], form["amountFrom"], form["createdFrom"], form["createdTo"]));
        Assert.Equal("filter-idleDays_error", page.Document.QuerySelector("#filter-idleDays")!.GetAttribute("aria-describedby"));
    }

    [Theory]
    [InlineData("/customers?q=机械&stage=nowhere", "stage=nowhere", "/customers?q=%E6%9C%BA%E6%A2%B0")]
    [InlineData("/customers?sort=password", "sort=password", "/customers")]
    [InlineData("/customers?cols=password", "cols=password", "/customers")]
    [InlineData("/customers?view=x", "view=x", "/customers")]
    [InlineData("/follow-ups?list=nope", "list=nope", "/follow-ups")]
    [InlineData("/follow-ups?person=abc&team=true", "person=abc", "/follow-ups?team=true")]
    [InlineData("/follow-ups?size=1000", "size=1000", "/follow-ups")]
    [InlineData("/follow-ups?priority=9", "priority=9", "/follow-ups")]
    [InlineData("/contacts?role=king", "role=king", "/contacts")]
    [InlineData("/notifications?kind=nope", "kind=nope", "/notifications")]
    [InlineData("/admin/users?role=nope", "role=nope", "/admin/users")]
    [InlineData("/admin/users?department=x", "department=x", "/admin/users")]
    [InlineData("/admin/notifications/outbox?channel=pigeon", "channel=pigeon", "/admin/notifications/outbox")]
    public async Task A_part_of_an_address_that_nobody_could_have_typed_is_named_in_the_frame(string address, string part, string without)
    {
        var page = await (await app.ClientAsync(Who.Admin)).GetAsync(address);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.NotNull(page.Document.QuerySelector("nav.side-nav, .side-nav"));
        Assert.Contains(part, Assert.Single(page.Texts("main code")), StringComparison.Ordinal);
        Assert.Equal(without, page.Document.QuerySelector("main a.btn-primary")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("idleDays=７")]
    [InlineData("idleDays=五十")]
    [InlineData("idleDays=7天")]
    [InlineData("idleDays=两周")]
    [InlineData("amountFrom=百万")]
    [InlineData("createdFrom=7天前")]
    [InlineData("createdFrom=上月")]
    [InlineData("completeness=60%25")]
    [InlineData("amountFrom=100万")]
    [InlineData("amountTo=1.5亿")]
    [InlineData("amountFrom=1,000")]
    [InlineData("createdFrom=2026/1/5")]
    [InlineData("createdFrom=20260105")]
    [InlineData("createdFrom=1月5日")]
    public async Task What_the_entry_form_understands_the_filter_understands(string query) =>
        Assert.Equal(HttpStatusCode.OK, (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/customers?{query}")).Status);

    /// <summary>What the filter form of a page sends once another condition was typed into it.</summary>
    private static async Task<ILookup<string, string>> SentAsync(Browser browser, string address, string field, string typed)
    {
        var page = await browser.GetAsync(address);
        Assert.True(page.Status == HttpStatusCode.OK, $"{address} answered {page.Status}");
        var form = (IHtmlFormElement)page.Document.QuerySelector("form.list-filter")!;
        if (form.QuerySelector($"[name={field}]") is IHtmlInputElement input)
            input.Value = typed;
        return form.Elements.SelectMany(e => e switch
        {
            IHtmlSelectElement select => select.Options.Where(o => o.IsSelected).Select(o => (select.Name, o.Value)),
            IHtmlInputElement { Name.Length: > 0 } one => [(one.Name, one.Value)],
            _ => Array.Empty<(string?, string)>(),
        }).ToLookup(f => f.Item1!, f => f.Item2);
    }
}
