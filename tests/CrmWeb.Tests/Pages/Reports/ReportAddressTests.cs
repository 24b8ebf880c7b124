using System.Net;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages.Reports;

/// <summary>What the address of a report may ask for, and how it is said.</summary>
public sealed class ReportAddressTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Theory]
    [InlineData("funnel")]
    [InlineData("analysis")]
    [InlineData("growth")]
    [InlineData("stages")]
    [InlineData("losses")]
    [InlineData("sources")]
    [InlineData("quality")]
    [InlineData("team")]
    [InlineData("order-share")]
    public async Task A_period_of_more_than_a_hundred_years_is_refused_beside_its_field(string code)
    {
        var browser = await app.ClientAsync(Who.MgrEast);
        foreach (var days in new[] { "periodFrom=1901-01-01&periodTo=8999-12-31", "periodFrom=1926-01-01&periodTo=2026-01-01" })
        {
            var page = await browser.GetAsync($"/reports/{code}?{days}");
            Assert.Equal(HttpStatusCode.BadRequest, page.Status);
            Assert.Contains(page.Texts(".is-faulty"), t => t.Contains("最多统计 36525 天", StringComparison.Ordinal));
        }

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/reports/{code}?periodFrom=1926-01-02&periodTo=2026-01-01")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/reports/{code}?periodTo=8999-12-31")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/reports/{code}?periodTo=1901-01-01")).Status);
    }

    [Fact]
    public async Task Nobody_s_customers_have_their_data_quality_too()
    {
        var page = await (await app.ClientAsync(Who.Admin)).GetAsync("/reports/quality?owner=none");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(2, page.Document.QuerySelectorAll(".report-part").Length);
    }

    [Fact]
    public async Task Whose_and_which_department_s_an_address_asks_for_is_said_to_a_rep_as_well()
    {
        var browser = await app.ClientAsync(Who.RepEast);
        var page = await browser.GetAsync($"/reports/funnel?owner={app.Company[Who.RepSouth].Id}&department={app.Company.DepartmentSouth}");
        Assert.Equal(2, page.Document.QuerySelectorAll(".condition.is-set .condition-remove").Length);
        Assert.Contains(page.Texts(".condition.is-set summary"), t => t.Contains("华南区", StringComparison.Ordinal));
        Assert.Empty((await browser.GetAsync("/reports/funnel")).Document.QuerySelectorAll("#condition-owner, #condition-department"));
    }

    [Theory]
    [InlineData("funnel", "count")]
    [InlineData("stages", "days")]
    [InlineData("quality", "share")]
    [InlineData("analysis?then=stage&measure=win-rate", "share")]
    public async Task A_chart_is_told_what_its_numbers_are(string report, string unit)
    {
        var page = await (await app.ClientAsync(Who.MgrEast)).GetAsync($"/reports/{report}");
        Assert.Equal(unit, page.Document.QuerySelector("[data-chart]")!.GetAttribute("data-chart-unit"));
    }
}
