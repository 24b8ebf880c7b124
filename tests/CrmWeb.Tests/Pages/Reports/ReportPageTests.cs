using System.Globalization;
using System.Net;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages.Reports;

/// <summary>The pages of reports: what they show, where their numbers lead, what they refuse.</summary>
public sealed class ReportPageTests(CrmApp app) : IClassFixture<CrmApp>
{
    internal static readonly string[] Codes = ["funnel", "follow-up-frequency", "analysis", "team", "forecast", "order-share", "growth", "stages", "losses", "sources", "health", "quality"];

    [Theory]
    [InlineData(Who.RepEast, "个人客户转化漏斗", "daily")]
    [InlineData(Who.MgrEast, "转化漏斗", "daily", "daily/team", "morning")]
    [InlineData(Who.Marketer, "转化漏斗")]
    public async Task The_index_names_every_report_and_each_opens(Who who, string funnel, params string[] daily)
    {
        var browser = await app.ClientAsync(who);
        var index = await browser.GetAsync("/reports");
        Assert.Equal(daily.Concat(Codes).Append("targets").Append("templates").Select(c => $"/reports/{c}"), index.Document.QuerySelectorAll("main .rows a").Select(a => a.GetAttribute("href")));
        Assert.Equal(funnel, index.Texts("main .rows a")[daily.Length]);
        foreach (var code in Codes.Concat(daily).Append("targets"))
        {
            var page = await browser.GetAsync($"/reports/{code}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.True(!Codes.Contains(code) || page.Document.QuerySelector(".report-part") is not null, code);
        }
    }

    [Theory]
    [InlineData(Who.RepEast)]
    [InlineData(Who.MgrEast)]
    [InlineData(Who.Admin)]
    public async Task Each_number_opens_exactly_the_rows_it_counts(Who who)
    {
        var browser = await app.ClientAsync(who);
        List<string> wrong = [];
        var followed = 0;
        foreach (var code in Codes)
        {
            foreach (var number in (await browser.GetAsync($"/reports/{code}?periodFrom=year&periodTo=year")).Document.QuerySelectorAll("td[data-value] a"))
            {
                var list = await browser.GetAsync(number.GetAttribute("href")!);
                var total = string.Concat(list.Texts(".list-total").FirstOrDefault("").Where(char.IsAsciiDigit));
                if (list.Status != HttpStatusCode.OK || number.TextContent.Trim() != total)
                    wrong.Add($"{code}: {number.GetAttribute("aria-label")} leads to {total}: {number.GetAttribute("href")}");
                followed++;
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct()));
        Assert.True(followed > 20, followed.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task What_there_is_not_is_not_found_and_what_cannot_be_read_is_said_beside_its_field()
    {
        var browser = await app.ClientAsync(Who.MgrEast);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/reports/secret")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/reports/secret/export")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/reports/funnel/export?industry=nowhere")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/reports/funnel?industry=nowhere")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/reports/analysis?by=shoe-size")).Status);

        // Who does what is not a rep's to group by.
        Assert.Equal(HttpStatusCode.BadRequest, (await (await app.ClientAsync(Who.RepEast)).GetAsync("/reports/analysis?by=owner")).Status);

        var faulty = await browser.GetAsync("/reports/funnel?periodFrom=someday&category=new");
        Assert.Equal(HttpStatusCode.BadRequest, faulty.Status);
        Assert.Contains(faulty.Texts(".is-faulty"), t => t.Contains("someday", StringComparison.Ordinal));
        Assert.Contains("category=new", faulty.Text, StringComparison.Ordinal);
        var backwards = await browser.GetAsync("/reports/funnel?periodFrom=2026-11-30&periodTo=2026-11-01");
        Assert.Contains(backwards.Texts(".is-faulty"), t => t.Contains("结束日期不能早于开始日期", StringComparison.Ordinal));
        var tooLong = await browser.GetAsync("/reports/follow-up-frequency?periodFrom=2020-01-01");
        Assert.Contains(tooLong.Texts(".is-faulty"), t => t.Contains("最多统计 366 天", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_reader_may_not_see_is_in_no_report()
    {
        var rep = await app.ClientAsync(Who.RepSouth);
        foreach (var code in Codes)
        {
            var page = await rep.GetAsync($"/reports/{code}?owner={app.Company[Who.RepEast].Id}&department={app.Company.DepartmentEast}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Empty(page.Document.QuerySelectorAll(".report-part td[data-value] a"));
            Assert.DoesNotContain(TestCompany.EastName, page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("王海涛", string.Join(' ', page.Texts(".report-part")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_says_what_is_counted()
    {
        var page = await (await app.ClientAsync(Who.MgrEast)).GetAsync("/reports/funnel?periodFrom=2026-11-01&periodTo=2026-11-30");
        Assert.Contains(page.Texts(".report-period"), t => t.Contains("2026-11-01 至 2026-11-30", StringComparison.Ordinal) && t.Contains("2026-10-01", StringComparison.Ordinal));
        Assert.Contains(page.Texts(".report-words dd"), t => t.Contains("跳过的阶段视为经过", StringComparison.Ordinal));
    }
}
