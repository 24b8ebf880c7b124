using System.Net;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Customers;

public sealed class DepartedContactPageTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task Who_has_left_stays_a_choice_of_the_chain_and_is_masked_for_those_who_may_not_see_names()
    {
        var form = Forms.Customer("常州离职掩码有限公司", contact: "龚自珍宝");
        form.Contacts.Add(new ContactForm { Name = "钱小满", Mobile = Forms.NewMobile() });
        form.DecisionChain = [new DecisionLinkForm { Contact = "0" }];
        var id = await app.RegisterAsync(Who.RepEast, form);
        var left = await app.DbAsync(db => db.Contacts.Where(c => c.CustomerId == id).OrderBy(c => c.Id).Select(c => c.Id).FirstAsync());
        await app.WithAsync<ContactTransfer, int>(m => m.DepartAsync(left, new ContactMoveForm(), app.As(Who.RepEast), CancellationToken.None));

        var edit = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/customers/{id}/edit");
        Assert.Contains("龚自珍宝（已离职）", edit.Texts("select[name='Form.DecisionChain[0].Contact'] option"));
        Assert.True((await edit.FormWith("Form.Name").Set("Form.Remarks", "照旧").SubmitAsync()).IsRedirect);

        Assert.Equal(left, await app.DbAsync(db => db.Set<DecisionLink>().Where(l => l.CustomerId == id).Select(l => l.ContactId).SingleAsync()));
        var seen = await (await app.ClientAsync(Who.Marketer)).GetAsync($"/customers/{id}");
        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Contains("龚***", Assert.Single(seen.Texts(".decision-chain li")), StringComparison.Ordinal);
        Assert.DoesNotContain("龚自珍宝", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_record_says_who_entered_it_and_who_changed_it_last()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("常州经手人员有限公司"));
        var manager = await app.ClientAsync(Who.MgrEast);
        await (await manager.GetAsync($"/customers/{id}/edit")).FormWith("Form.Name").Set("Form.Remarks", "经理改过").SubmitAsync();
        var facts = (await manager.GetAsync($"/customers/{id}")).Texts("section[aria-labelledby='profile-title'] dd");
        Assert.Contains(facts, f => f.EndsWith(" 王海涛", StringComparison.Ordinal));
        Assert.Contains(facts, f => f.EndsWith(" 陈立新", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("kind=Individual", "客户性质")]
    [InlineData("developer=me", "开发人员")]
    [InlineData("owner=none", "无负责人")]
    [InlineData("nextFrom=2026-11-01", "下次跟进")]
    [InlineData("signedTo=2026-11-01", "合同签订日期")]
    public async Task A_rare_condition_in_force_is_shown_and_can_be_taken_off(string query, string label)
    {
        var page = await (await app.ClientAsync(Who.Admin)).GetAsync($"/customers?{query}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var condition = Assert.Single(page.Document.QuerySelectorAll(".condition.is-set"));
        Assert.Contains(label, condition.QuerySelector("summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(condition.QuerySelectorAll("a"), a => a.GetAttribute("href") == "/customers");
    }
}
