using System.Net;
using AngleSharp.Html.Dom;
using CrmWeb.Core.Customers.List;
using CrmWeb.Testing;
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
        ["sort"] = "name",
        ["size"] = "5",
    };

    private static readonly Dictionary<string, string> Others = new()
    {
        ["/contacts"] = "role=decision-maker&departed=all&owner=me&size=5",
        ["/follow-ups"] = "list=done&size=5&team=true",
        ["/notifications"] = "list=all&kind=silent&size=5",
        ["/admin/users"] = "department=1&role=rep&state=active",
        ["/admin/notifications/outbox"] = "state=sent&channel=mail",
    };

    public static TheoryData<Who> Everybody => [.. Enum.GetValues<Who>()];

    [Fact]
    public void Every_condition_has_a_value_here() => Assert.Equal(
        typeof(CustomerFilter).GetProperties().Where(p => p.SetMethod is not null && p.Name is not ("P" or "Q")).Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]).Order(),
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

    /// <summary>They are half of the page's bytes: on the page where one is in force, cannot be read or they are asked for, else fetched when their fold is opened.</summary>
    [Fact]
    public async Task The_rare_conditions_are_on_the_page_when_they_matter_and_can_be_had_without_script()
    {
        var browser = await app.ClientAsync(Who.MgrEast);
        var plain = (await browser.GetAsync("/customers?q=机械&stage=initial")).Document;
        Assert.Null(plain.QuerySelector("#filter-region"));
        Assert.Contains("name=\"more\" value=\"true\"", plain.QuerySelector(".filter-more noscript")!.InnerHtml, StringComparison.Ordinal);

        var asked = await browser.GetAsync(plain.QuerySelector(".filter-more[hx-get]")!.GetAttribute("hx-get")!);
        var form = asked.Form("form.filter-bar");
        Assert.Equal(("机械", "initial", "true", ""), (form["q"], form["stage"], form["more"], form["region"]));
        Assert.True(asked.Document.QuerySelector(".filter-more")!.HasAttribute("open"));
        Assert.NotNull((await browser.GetAsync("/customers?region=310000")).Document.QuerySelector(".filter-more[open] #filter-region"));
        Assert.NotNull((await browser.GetAsync("/customers?idleDays=soon")).Document.QuerySelector(".filter-more[open] #filter-idleDays"));
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
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync("/customers?q=机械&stage=initial&owner=me&idleDays=soon&amountFrom=百万&createdFrom=2026-13-01&createdTo=2026/12/5");
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal(["客户"], page.Texts("h1"));
        Assert.Single(page.Texts("#filter-idleDays_error"), "“soon”不是 0 到 3650 之间的整数，请填写如 7。");
        Assert.Single(page.Texts("#filter-amountFrom_error"));
        Assert.Single(page.Texts("#filter-createdFrom_error"));
        Assert.Empty(page.Texts("#filter-createdTo_error"));
        var form = page.Form("form.filter-bar");
        Assert.Equal(("机械", "initial", "me", "soon", "百万", "2026-13-01", "2026-12-05"),
            (form["q"], form["stage"], form["owner"], form["idleDays"], form["amountFrom"], form["createdFrom"], form["createdTo"]));
        Assert.Equal("filter-idleDays_error", page.Document.QuerySelector("#filter-idleDays")!.GetAttribute("aria-describedby"));
    }

    [Theory]
    [InlineData("idleDays=７")]
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
        var form = (IHtmlFormElement)page.Document.QuerySelector("form.filter-bar")!;
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
