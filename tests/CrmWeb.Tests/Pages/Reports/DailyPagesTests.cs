using System.Net;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages.Reports;

/// <summary>Looking at one's day, adding a sentence, sending; what the head finds.</summary>
public sealed class DailyPagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task A_day_is_sent_with_one_click_and_the_head_opens_it_from_the_team()
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer("上海日报页面有限公司"));
        var rep = await app.ClientAsync(Who.RepEast);
        Assert.Contains("日报", (await rep.GetAsync("/reports")).Texts("main .rows a"));
        var page = await rep.GetAsync("/reports/daily");
        Assert.NotNull(page.Document.QuerySelector($"main .rows a[href='/customers/{customer}']"));
        var form = page.FormWith("Form.Note").Set("Form.Note", "今天新增一家");
        var sent = await form.SubmitAsync();
        Assert.StartsWith("/reports/daily/", sent.Location, StringComparison.Ordinal);
        Assert.Contains("今天新增一家", (await sent.FollowAsync()).Texts("main dd"));
        Assert.Equal(sent.Location, (await form.SubmitAsync()).Location);

        var manager = await app.ClientAsync(Who.MgrEast);
        var team = await manager.GetAsync("/reports/daily/team");
        var link = team.Document.QuerySelector($"main tbody a[href='{sent.Location}']");
        Assert.NotNull(link);
        Assert.Contains(team.Texts("main tbody td"), t => t == "未发送");
        Assert.Contains("今天新增一家", (await manager.GetAsync(sent.Location!)).Texts("main dd"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.ClientAsync(Who.MgrSouth)).GetAsync(sent.Location!)).Status);
    }

    [Fact]
    public async Task What_is_refused_is_said_beside_the_field_or_above_and_everything_typed_is_kept()
    {
        var rep = await app.ClientAsync(Who.RepSouth);
        var stale = (await rep.GetAsync("/reports/daily")).FormWith("Form.Note").Set("Form.Note", "旧页面");
        Assert.True((await (await rep.GetAsync("/reports/daily")).FormWith("Form.Note").Set("Form.Note", "新页面").SubmitAsync()).IsRedirect);
        var refused = await stale.SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("附言：新页面", refused.Text, StringComparison.Ordinal);
        Assert.Equal("旧页面", refused.FormWith("Form.Note")["Form.Note"]);
        Assert.True((await refused.FormWith("Form.Note").SubmitAsync()).IsRedirect);

        var tooLong = new string('长', 501);
        refused = await (await rep.GetAsync("/reports/daily")).FormWith("Form.Note").Set("Form.Note", tooLong).SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("附言过长", refused.Text, StringComparison.Ordinal);
        Assert.Equal(tooLong, refused.FormWith("Form.Note")["Form.Note"]);
    }

    [Fact]
    public async Task What_was_sent_meanwhile_is_said_also_where_something_else_was_wrong()
    {
        var rep = await app.ClientAsync(Who.RepEast2);
        var stale = (await rep.GetAsync("/reports/daily")).FormWith("Form.Note").Set("Form.Note", new string('长', 501));
        Assert.True((await (await rep.GetAsync("/reports/daily")).FormWith("Form.Note").Set("Form.Note", "别处发的").SubmitAsync()).IsRedirect);
        var refused = await stale.SubmitAsync();
        Assert.Contains("附言过长", refused.Text, StringComparison.Ordinal);
        Assert.Contains("附言：别处发的", refused.Text, StringComparison.Ordinal);
        Assert.True((await refused.FormWith("Form.Note").Set("Form.Note", "补充").SubmitAsync()).IsRedirect);
    }

    [Theory]
    [InlineData("2026-11-19")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("yesterday")]
    public async Task A_day_that_means_nothing_is_answered_400(string day)
    {
        var manager = await app.ClientAsync(Who.MgrEast);
        Assert.Equal(HttpStatusCode.BadRequest, (await manager.GetAsync($"/reports/daily?day={day}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await manager.GetAsync($"/reports/daily/team?day={day}")).Status);
    }
}
