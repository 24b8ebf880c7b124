using System.Net;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>Addresses and forms nobody would send by accident: 400 or 404 in the user's language, never a fault.</summary>
public sealed class BadInputTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Theory]
    [InlineData("/customers/abc")]
    [InlineData("/customers/0")]
    [InlineData("/customers/-1")]
    [InlineData("/customers/99999999999999")]
    [InlineData("/customers/2147483647")]
    [InlineData("/customers/1/edit/more")]
    [InlineData("/follow-ups/abc")]
    [InlineData("/no/such/page")]
    [InlineData("/error/500")]
    public async Task What_is_not_there_is_answered_404(string address)
    {
        var answer = await (await app.ClientAsync(Who.RepEast)).GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal(["页面不存在"], answer.Texts("h1"));
    }

    [Theory]
    [InlineData("p=x")]
    [InlineData("p=1.5")]
    [InlineData("size=0")]
    [InlineData("size=100000")]
    [InlineData("sort=Name;DROP TABLE Customers")]
    [InlineData("sort=passwordHash")]
    [InlineData("stage=nowhere")]
    [InlineData("industry=X99")]
    [InlineData("region=mars")]
    [InlineData("source=%27")]
    [InlineData("type=9")]
    [InlineData("type=Unknown")]
    [InlineData("level=E")]
    [InlineData("category=1")]
    [InlineData("tag=nope")]
    [InlineData("tagMode=some")]
    [InlineData("owner=abc")]
    [InlineData("owner=999999")]
    [InlineData("department=999999")]
    public async Task A_condition_that_means_nothing_is_answered_400(string query)
    {
        var answer = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/customers?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["请求无法识别"], answer.Texts("h1"));
    }

    [Theory]
    [InlineData("timeline=nope")]
    [InlineData("before=-5")]
    [InlineData("before=abc")]
    public async Task A_stretch_of_the_timeline_that_means_nothing_is_answered_400(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/customers/{app.Company.EastCustomer}?{query}")).Status);

    [Fact]
    public async Task Three_thousand_fields_are_answered_400()
    {
        var fields = Enumerable.Range(0, 3000).Select(i => ($"Form.Contacts[{i}].Name", (string?)"x")).ToArray();
        var answer = await (await app.ClientAsync(Who.RepEast)).PostAsync("/customers/new", fields);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["请求无法识别"], answer.Texts("h1"));
    }

    [Fact]
    public async Task A_form_without_its_token_is_answered_400()
    {
        var answer = await (await app.ClientAsync(Who.RepEast)).SendAsync("/customers/new", [("Form.Name", "无令牌有限公司")]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Theory]
    [InlineData("/customers?q=%00%01%E2%80%AE")]
    [InlineData("/search?q=%00")]
    [InlineData("/search?q=%25_%5C'%22%3B--")]
    [InlineData("/search/suggest?q=%F0%9F%98%80%F0%9F%98%80")]
    public async Task Odd_characters_are_searched_for_like_any_others(string address) =>
        Assert.Equal(HttpStatusCode.OK, (await (await app.ClientAsync(Who.RepEast)).GetAsync(address)).Status);

    [Fact]
    public async Task What_is_missing_a_right_says_which()
    {
        var answer = await (await app.ClientAsync(Who.RepEast)).GetAsync("/customers/recycle-bin");
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("删除和恢复客户", answer.Text);
    }
}
