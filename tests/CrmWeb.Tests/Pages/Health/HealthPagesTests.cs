using System.Net;
using CrmWeb.Core.Health;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Health;

/// <summary>The score on the record, in the list and on the page of its weights.</summary>
public sealed class HealthPagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task The_record_tells_the_score_its_parts_and_what_would_raise_it()
    {
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/customers/{app.Company.EastCustomer}");
        Assert.Equal(4, page.Texts(".health-parts dt").Count);
        Assert.InRange(page.Texts(".health-steps li").Count, 1, 3);
        Assert.NotEmpty(page.Document.QuerySelectorAll(".health-steps a"));
    }

    [Fact]
    public async Task Whoever_changes_nothing_reads_the_score_without_a_way_to_change_it()
    {
        var page = await (await app.ClientAsync(Who.Marketer)).GetAsync($"/customers/{app.Company.EastCustomer}");
        Assert.Equal(4, page.Texts(".health-parts dt").Count);
        Assert.InRange(page.Texts(".health-steps li").Count, 1, 3);
        Assert.Empty(page.Document.QuerySelectorAll(".health-steps a"));
    }

    [Fact]
    public async Task The_list_finds_shows_and_orders_by_the_score()
    {
        var admin = await app.ClientAsync(Who.Admin);
        await SetAsync(app.Company.EastCustomer, 80);
        await SetAsync(app.Company.SouthCustomer, 40);
        async Task<List<string>> FoundAsync(string query) => [.. (await admin.GetAsync($"/customers?{query}")).Texts("tbody tr td[data-label=健康度]")];

        Assert.Equal(["40", "80"], await FoundAsync("healthFrom=0&healthTo=100&sort=health"));
        Assert.Equal(["80"], await FoundAsync("healthFrom=75"));
        Assert.Equal(["40"], await FoundAsync("healthTo=49"));
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.GetAsync("/customers?healthFrom=101")).Status);

        // Nobody finds a customer by its score whom they do not see.
        Assert.Equal(["80"], [.. (await (await app.ClientAsync(Who.RepEast)).GetAsync("/customers?healthFrom=0")).Texts("tbody tr td[data-label=健康度]")]);
    }

    [Fact]
    public async Task Weights_are_tried_on_customers_before_they_are_saved()
    {
        var admin = await app.ClientAsync(Who.Admin);
        await app.DbAsync(db => db.CustomerHealth.ExecuteDeleteAsync());
        await app.WithAsync<HealthScores>(s => s.RenewAllAsync(default));
        var page = await admin.GetAsync("/admin/health");
        Assert.NotEmpty(page.Texts("tbody tr"));

        var wrong = await page.FormWith("Form.Timeliness").Set("Form.Timeliness", "31").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Contains(wrong.Texts(".invalid-feedback"), t => t.Contains("101", StringComparison.Ordinal));
        Assert.Equal("31", wrong.FormWith("Form.Timeliness")["Form.Timeliness"]);

        var tried = await admin.PostAsync("/admin/health?handler=try", ("Form.Timeliness", "100"), ("Form.NeedFit", "0"), ("Form.Engagement", "0"), ("Form.Payments", "0"));
        Assert.Equal(HttpStatusCode.OK, tried.Status);
        Assert.All(tried.Document.QuerySelectorAll("tbody tr"), row =>
            Assert.Equal(row.QuerySelectorAll("td")[1].TextContent.Trim(), row.QuerySelectorAll("td")[6].TextContent.Trim()));
        Assert.Equal("30", (await admin.GetAsync("/admin/health")).FormWith("Form.Timeliness")["Form.Timeliness"]);
    }

    [Fact]
    public async Task Weights_saved_over_what_somebody_else_saved_meanwhile_are_asked_about()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var (first, second) = (await admin.GetAsync("/admin/health"), await admin.GetAsync("/admin/health"));
        Assert.True((await second.FormWith("Form.Timeliness").Set("Form.Timeliness", "35").Set("Form.NeedFit", "20").SubmitAsync()).IsRedirect);

        var late = await first.FormWith("Form.Timeliness").Set("Form.Timeliness", "40").Set("Form.NeedFit", "15").SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains(late.Texts(".field-warning"), t => t.Contains("35", StringComparison.Ordinal));
        Assert.True((await late.FormWith("Form.Timeliness").SubmitAsync()).IsRedirect);
        Assert.Equal("40", (await admin.GetAsync("/admin/health")).FormWith("Form.Timeliness")["Form.Timeliness"]);

        var usual = HealthWeights.Usual;
        await (await admin.GetAsync("/admin/health")).FormWith("Form.Timeliness").Set("Form.Timeliness", $"{usual.Timeliness}").Set("Form.NeedFit", $"{usual.NeedFit}").SubmitAsync();
    }

    [Fact]
    public async Task A_stage_keeps_the_rhythm_it_is_given()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var stage = await app.DbAsync(db => db.Stages.Where(s => s.Code == "quotation").Select(s => s.Id).SingleAsync());
        await (await admin.GetAsync($"/admin/stages/{stage}")).FormWith("Form.Zh").Set("Form.FollowUpDays", "5").SubmitAsync();
        Assert.Equal("5", (await admin.GetAsync($"/admin/stages/{stage}")).FormWith("Form.Zh")["Form.FollowUpDays"]);
        var wrong = await (await admin.GetAsync($"/admin/stages/{stage}")).FormWith("Form.Zh").Set("Form.FollowUpDays", "0").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
    }

    private Task SetAsync(int customer, int score) =>
        app.DbAsync(db => db.Customers.Where(c => c.Id == customer).ExecuteUpdateAsync(s => s.SetProperty(c => c.Health, score)));
}
