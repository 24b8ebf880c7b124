using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages.Customers.Record;

/// <summary>Whoever gives a customer away goes on where the customer is, as long as it is in sight.</summary>
public sealed class ReassignedTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Theory]
    [InlineData(Who.MgrEast, Who.RepEast2)]
    [InlineData(Who.Admin, Who.RepSouth)]
    public async Task What_stays_visible_stays_open(Who manager, Who heir)
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer($"改派给{heir}的有限公司"));
        var browser = await app.ClientAsync(manager);
        var saved = await (await browser.GetAsync($"/customers/{id}")).FormWith("Owner").Set("Owner", $"{app.Company[heir].Id}").SubmitAsync();
        Assert.Equal($"/customers/{id}", saved.Location);
        Assert.Contains((await saved.FollowAsync()).Texts(".toast-note"), t => t.Contains("负责人已变更", StringComparison.Ordinal));
    }
}
