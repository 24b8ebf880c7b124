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
    [InlineData("/customers?stage=nowhere&q=%E5%8D%8E%E4%B8%9C", "stage=nowhere", "/customers?q=%E5%8D%8E%E4%B8%9C")]
    [InlineData("/customers?SORT=%3Cb%3E&level=A", "SORT=<b>", "/customers?level=A")]
    [InlineData("/contacts?role=nobody", "role=nobody", "/contacts")]
    [InlineData("/admin/users?state=x&state=y", "state=x", "/admin/users")]
    public async Task The_part_of_an_address_that_means_nothing_is_named_and_the_way_on_leads_without_it(string address, string part, string without)
    {
        var answer = await (await app.ClientAsync(Who.Admin)).GetAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([part], answer.Texts("main code"));
        Assert.Equal(without, answer.Document.QuerySelector("main a.btn-primary")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("/customers?stage=nowhere", HttpStatusCode.BadRequest)]
    [InlineData("/customers/2147483647", HttpStatusCode.NotFound)]
    [InlineData("/no/such/page", HttpStatusCode.NotFound)]
    [InlineData("/admin/users", HttpStatusCode.Forbidden)]
    public async Task What_is_refused_is_said_inside_the_frame_of_who_asked(string address, HttpStatusCode status)
    {
        var answer = await (await app.ClientAsync(Who.RepEast)).GetAsync(address);

        Assert.Equal(status, answer.Status);
        Assert.NotNull(answer.Document.QuerySelector("nav.side-nav a[href='/customers']"));
        Assert.Null(answer.Document.QuerySelector("nav.side-nav a[href='/admin/users']"));
        Assert.Null((await app.Stranger().GetAsync("/error/500")).Document.QuerySelector("nav.side-nav"));
    }

    [Theory]
    [InlineData("%20")]
    [InlineData("%E3%80%80")]
    [InlineData("%C2%85%E2%80%A8%E2%80%A9")]
    [InlineData("%EF%BF%BE")]
    public async Task A_part_of_an_address_that_holds_blanks_alone_is_answered_404(string blanks)
    {
        foreach (var address in new[] { $"/calendar/{blanks}.ics", $"/admin/lists/{blanks}", $"/admin/lists/{blanks}/new", $"/admin/jobs/{blanks}" })
        {
            var answer = await (await app.ClientAsync(Who.Admin)).GetAsync(address);
            Assert.True(answer.Status == HttpStatusCode.NotFound, $"{address} was answered {answer.Status}");
        }
    }

    [Fact]
    public async Task An_address_of_the_dashboard_is_decoded_once()
    {
        foreach (var address in new[] { "/admin/jobs/dashboard/%2500", "/admin/jobs/dashboard/%25", "/admin/jobs/dashboard/%25zz/%252e%252e" })
            Assert.Equal(HttpStatusCode.NotFound, (await (await app.ClientAsync(Who.Admin)).GetAsync(address)).Status);
    }

    [Fact]
    public async Task A_stranger_who_misses_a_calendar_is_led_to_an_address_without_its_secret()
    {
        var secret = Guid.NewGuid().ToString("N");
        foreach (var address in new[] { $"/calendar/{secret}", $"/CALENDAR/{secret}/more?x=1" })
            Assert.Equal("/account/login", (await app.Stranger().GetAsync(address)).Location);
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

    [Theory]
    [InlineData("/customers?tag=")]
    [InlineData("/customers?tag=&tag=")]
    [InlineData("/customers?Tag[0]=&Tag[1]=")]
    [InlineData("/customers?tag=%EF%BF%BE")]
    public async Task An_empty_value_among_several_of_one_name_is_none(string address)
    {
        // Some lead on to the same view without it.
        var answer = await (await app.ClientAsync(Who.RepEast)).GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, (answer.IsRedirect ? await answer.FollowAsync() : answer).Status);
    }

    [Theory]
    [InlineData("/customers", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/follow-ups/calendar", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/customers/form-hints", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/customers/new?handler=nowhere", HttpStatusCode.NotFound)]
    [InlineData("/account/login?handler=nowhere", HttpStatusCode.NotFound)]
    public async Task A_page_without_that_handler_says_so(string address, HttpStatusCode expected) =>
        Assert.Equal(expected, (await (await app.ClientAsync(Who.RepEast)).PostAsync(address, ("Form.Name", "甲"))).Status);

    [Theory]
    [InlineData("TRACE", "请求无法识别")]
    [InlineData("OPTIONS", "请求无法识别")]
    // Whatever could change something is asked for its proof first.
    [InlineData("FOO", "表单未被接受")]
    public async Task A_method_nobody_uses_is_refused_with_those_there_are(string method, string words)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/account/profile");
        using var answer = await (await app.ClientAsync(Who.RepEast)).Http.SendAsync(request);
        Assert.InRange((int)answer.StatusCode, 400, 405);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=x-none", HttpStatusCode.UnsupportedMediaType, "请求无法识别")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", HttpStatusCode.UnsupportedMediaType, "请求无法识别")]
    [InlineData("multipart/form-data; boundary=y", HttpStatusCode.BadRequest, "请求无法识别")]
    [InlineData("multipart/form-data", HttpStatusCode.BadRequest, "请求无法识别")]
    [InlineData("application/json", HttpStatusCode.BadRequest, "表单未被接受")]
    public async Task A_form_nobody_can_read_is_refused(string type, HttpStatusCode expected, string words)
    {
        using var body = new ByteArrayContent("--x\r\nForm.UserName=a"u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await app.Stranger().Http.PostAsync("/account/login", body);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("\ufffe")]
    [InlineData("甲\uffff\ud800")]
    [InlineData("\0\u0001")]
    public async Task A_name_that_is_no_text_signs_nobody_in(string name) => Assert.Equal(
        HttpStatusCode.BadRequest, (await app.Stranger().PostAsync("/account/login", ("Form.UserName", name), ("Form.Password", name))).Status);

    [Theory]
    [InlineData("year=2025&day=2024-02-29")]
    [InlineData("year=2026&day=2027-01-01")]
    [InlineData("year=0")]
    [InlineData("day=0001-01-01")]
    [InlineData("day=9999-12-31")]
    public async Task A_day_outside_the_year_asked_for_is_answered_400(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await app.ClientAsync(Who.Admin)).GetAsync($"/admin/calendar?{query}")).Status);

    [Fact]
    public async Task What_is_missing_a_right_says_which()
    {
        var answer = await (await app.ClientAsync(Who.RepEast)).GetAsync("/customers/recycle-bin");
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("删除和恢复客户", answer.Text);
    }
}
