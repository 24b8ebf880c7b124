using System.Net;
using System.Text.Json;
using CrmWeb.Core.Access;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages.Notifications;

/// <summary>The bell, the inbox, the stream of what is new, and the choices.</summary>
public sealed class NotificationPagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static int count;

    [Fact]
    public async Task The_bell_counts_what_the_inbox_lists_and_marking_empties_both()
    {
        var browser = await app.SignInAsync(Who.RepEast2);
        var empty = await browser.GetAsync("/notifications");
        Assert.Contains("没有未读通知", empty.Texts(".empty-title"));
        Assert.True(empty.Document.QuerySelector("[data-unread]")!.HasAttribute("hidden"));

        await TellAsync(Who.RepEast2, NotificationKinds.Silent, app.Company.EastCustomer);
        await TellAsync(Who.RepEast2, NotificationKinds.System, null);
        var page = await browser.GetAsync("/notifications");
        Assert.Equal("2", page.Document.QuerySelector("[data-unread-count]")!.TextContent.Trim());
        Assert.Equal(2, page.Document.QuerySelectorAll(".inbox > li.is-unread").Length);
        Assert.NotNull(page.Document.QuerySelector($".inbox a[href='/customers/{app.Company.EastCustomer}']"));

        var marked = await page.Form(".inbox form").SubmitAsync();
        Assert.Equal("/notifications", marked.Location);
        page = await marked.FollowAsync();
        Assert.Single(page.Document.QuerySelectorAll(".inbox > li"));
        await page.FormWith("upTo").SubmitAsync();
        page = await browser.GetAsync("/notifications?list=all");
        Assert.Equal(2, page.Document.QuerySelectorAll(".inbox > li:not(.is-unread)").Length);
        Assert.True(page.Document.QuerySelector("[data-unread]")!.HasAttribute("hidden"));
        Assert.Single((await browser.GetAsync("/notifications?list=all&kind=silent")).Document.QuerySelectorAll(".inbox > li"));
    }

    [Theory]
    [InlineData("/notifications?list=perhaps")]
    [InlineData("/notifications?kind=gossip")]
    [InlineData("/notifications?p=two")]
    [InlineData("/notifications?size=100000")]
    public async Task An_address_that_means_nothing_is_answered_400(string address) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await app.ClientAsync(Who.RepEast)).GetAsync(address)).Status);

    [Fact]
    public async Task An_open_page_is_told_within_five_seconds_and_of_nothing_that_is_not_its_own()
    {
        var browser = await app.SignInAsync(Who.RepEast3);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var answer = await browser.Http.GetAsync("/notifications/stream", HttpCompletionOption.ResponseHeadersRead, limit.Token);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(limit.Token));
        Assert.Equal(0, (await NextAsync(reader, "state", limit.Token)).GetProperty("unread").GetInt32());

        await TellAsync(Who.RepSouth, NotificationKinds.System, null);
        await TellAsync(Who.RepEast3, NotificationKinds.Silent, app.Company.SouthCustomer);
        var told = await TellAsync(Who.RepEast3, NotificationKinds.Silent, app.Company.EastCustomer);
        limit.CancelAfter(TimeSpan.FromSeconds(5));
        var news = await NextAsync(reader, "news", limit.Token);
        Assert.Equal((told, 1, true), (news.GetProperty("id").GetInt32(), news.GetProperty("unread").GetInt32(), news.GetProperty("popsUp").GetBoolean()));
        Assert.Contains(TestCompany.EastName, news.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal($"/customers/{app.Company.EastCustomer}", news.GetProperty("path").GetString());
    }

    [Fact]
    public async Task What_came_while_no_page_was_open_comes_with_the_next_stream()
    {
        var browser = await app.SignInAsync(Who.MgrSouth);
        var first = await TellAsync(Who.MgrSouth, NotificationKinds.System, null);
        var second = await TellAsync(Who.MgrSouth, NotificationKinds.System, null);
        var stream = (await browser.GetAsync($"/notifications/stream?wait=0&after={first}")).Text;
        Assert.Contains("event: state", stream, StringComparison.Ordinal);
        Assert.Contains($"\"id\":{second}", stream, StringComparison.Ordinal);
        Assert.DoesNotContain($"\"id\":{first},", stream, StringComparison.Ordinal);
        Assert.DoesNotContain("event: news", (await browser.GetAsync($"/notifications/stream?wait=0&after={second}")).Text, StringComparison.Ordinal);
    }

    /// <summary>It comes with the address it began with, whatever it was told since.</summary>
    [Fact]
    public async Task A_browser_that_opens_the_stream_again_is_not_told_twice()
    {
        var browser = await app.SignInAsync(Who.Marketer);
        var first = await TellAsync(Who.Marketer, NotificationKinds.System, null);
        var second = await TellAsync(Who.Marketer, NotificationKinds.System, null);
        Assert.Equal([$"id: {first}", $"id: {second}"], (await StreamAsync(null)).Split('\n').Where(l => l.StartsWith("id: ", StringComparison.Ordinal)));
        var again = await StreamAsync($"{first}");
        Assert.DoesNotContain($"\"id\":{first},", again, StringComparison.Ordinal);
        Assert.Contains($"\"id\":{second},", again, StringComparison.Ordinal);
        Assert.DoesNotContain("event: news", await StreamAsync($"{second}"), StringComparison.Ordinal);
        Assert.Contains($"\"id\":{first},", await StreamAsync("something else"), StringComparison.Ordinal);

        async Task<string> StreamAsync(string? heard)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/notifications/stream?wait=0&after=0");
            if (heard is not null)
                request.Headers.TryAddWithoutValidation("Last-Event-ID", heard);
            using var answer = await browser.Http.SendAsync(request);
            return await answer.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task Choices_are_saved_by_the_page_and_half_of_the_quiet_hours_is_refused_beside_its_field()
    {
        var browser = await app.SignInAsync(Who.RepSouth);
        var page = await browser.GetAsync("/account/notifications");
        var refused = await page.FormWith("Form.QuietFrom").Set("Form.QuietFrom", "22:00").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains(refused.Texts(".invalid-feedback"), t => t.Contains("结束时间", StringComparison.Ordinal));
        Assert.Equal("22:00", refused.FormWith("Form.QuietFrom")["Form.QuietFrom"]);

        var saved = await page.FormWith("Form.QuietFrom")
            .Set("Form.QuietFrom", "22:00").Set("Form.QuietUntil", "07:30").Set("Form.Kinds[0].Mail", "false").SubmitAsync();
        var again = (await saved.FollowAsync()).FormWith("Form.QuietFrom");
        Assert.Equal(("22:00", "07:30", "false", "true"), (again["Form.QuietFrom"], again["Form.QuietUntil"], again["Form.Kinds[0].Mail"], again["Form.Kinds[1].Mail"]));
    }

    /// <summary>The data of the next event of this kind.</summary>
    private static async Task<JsonElement> NextAsync(StreamReader reader, string kind, CancellationToken ct)
    {
        var current = "";
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                current = line["event: ".Length..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal) && current == kind)
                return JsonDocument.Parse(line["data: ".Length..]).RootElement;
        }

        throw new InvalidOperationException($"The stream ended without {kind}.");
    }

    private Task<int> TellAsync(Who who, string kind, int? customerId) => app.DbAsync(async db =>
    {
        var told = new Notification(app.Company[who].Id, kind, $"pages:{Interlocked.Increment(ref count)}", customerId, null, null, "{}", app.Clock.Now);
        db.Notifications.Add(told);
        await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        return told.Id;
    });
}
