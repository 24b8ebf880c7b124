using System.Net;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Admin;

public sealed class StagePagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task A_stage_is_added_changed_and_removed_and_its_address_leads_on()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var added = await (await admin.GetAsync("/admin/stages/new")).FormWith("Form.Zh")
            .Set("Form.Zh", "样品测试").Set("Form.En", "Sample test").Set("Form.Probability", "45").Set("Form.Colour", "lime").SubmitAsync();
        Assert.Equal("/admin/stages", added.Location);
        var id = await IdAsync("sample-test");
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer("样品测试中的厂"));
        await app.WithAsync<CustomerStageService>(m => m.MoveAsync(customer, new StageForm { Stage = "sample-test" }, app.As(Who.RepEast), CancellationToken.None));

        await (await admin.GetAsync($"/admin/stages/{id}")).FormWith("Form.Zh").Set("Form.Zh", "样品试用").Set("Form.StuckDays", "12").SubmitAsync();
        Assert.Contains((await admin.GetAsync("/admin/stages")).Texts("tbody tr"), t => t.Contains("45%", StringComparison.Ordinal) && t.Contains("12", StringComparison.Ordinal));
        Assert.True(await IsOfferedAsync("sample-test"));

        var remove = await admin.GetAsync($"/admin/stages/{id}/remove");
        var refused = await remove.FormWith("Form.Target").Set("Form.Target", "lost").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("#Form_LossReason_error"));
        Assert.Equal("/admin/stages", (await remove.FormWith("Form.Target").Set("Form.Target", "quotation").SubmitAsync()).Location);

        Assert.False(await IsOfferedAsync("sample-test"));
        Assert.Contains((await (await admin.GetAsync("/customers?stage=sample-test")).FollowAsync()).Document.QuerySelectorAll("main a"), a => a.GetAttribute("href") == $"/customers/{customer}");
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync($"/customers/{customer}")).Status);
        await (await admin.GetAsync($"/admin/stages/{id}")).Form("form[action$='handler=revive']").SubmitAsync();
        Assert.True(await IsOfferedAsync("sample-test"));
    }

    [Fact]
    public async Task A_stage_the_rules_need_says_why_it_stays()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var id = await IdAsync("won");
        Assert.Null((await admin.GetAsync($"/admin/stages/{id}")).Document.QuerySelector($"a[href='/admin/stages/{id}/remove']"));
        var answer = await (await admin.GetAsync($"/admin/stages/{id}/remove")).FormWith("Form.Target").Set("Form.Target", "renewal").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Single(answer.Document.QuerySelectorAll(".crm-errors li"));
    }

    [Fact]
    public async Task Places_change_without_script()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var needs = await IdAsync("needs");
        await (await admin.PostAsync("/admin/stages?handler=down", ("stage", $"{needs}"))).FollowAsync();
        var order = (await admin.GetAsync("/admin/stages")).Texts("tbody .sub").ToList();
        Assert.Equal(order.IndexOf("quotation") + 1, order.IndexOf("needs"));
    }

    private async Task<bool> IsOfferedAsync(string code) =>
        (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/new?customer={app.Company.EastCustomer}")).Document.QuerySelector($"#Form_Stage option[value='{code}']") is not null;

    private Task<int> IdAsync(string code) => app.DbAsync(db => db.Stages.Where(s => s.Code == code).Select(s => s.Id).SingleAsync());
}
