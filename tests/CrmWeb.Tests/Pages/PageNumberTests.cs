using System.Net;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>A page number that a list has not leads to the nearest page it has, in the same view.</summary>
public sealed class PageNumberTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Theory]
    [InlineData("/customers?sort=name&size=1", 3)]
    [InlineData("/customers?stage=initial&size=1&sort=-name", 1)]
    [InlineData("/contacts?departed=all&size=1", 2)]
    [InlineData("/follow-ups?list=done&team=true&size=5", 1)]
    [InlineData("/notifications?list=all&size=5", 1)]
    [InlineData("/search?q=有限公司", 1)]
    [InlineData("/admin/users?state=active", 1)]
    [InlineData("/admin/notifications/outbox?state=sent", 1)]
    [InlineData("/admin/jobs/outbox?x=1", 1)]
    [InlineData("/customers/recycle-bin?x=1", 1)]
    public async Task It_leads_to_the_nearest_page_and_keeps_the_view(string view, int atLeast)
    {
        var browser = await app.ClientAsync(Who.Admin);
        foreach (var number in new[] { "2000", "99999999999999999999", "2147483647" })
        {
            var answer = await browser.GetAsync($"{view}&p={number}");
            Assert.True(answer.IsRedirect, $"{view}&p={number} answered {answer.Status}");
            var page = await answer.FollowAsync();
            Assert.Equal(HttpStatusCode.OK, page.Status);
            var last = answer.Location!.Split("&p=") is [_, var text] ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 1;
            Assert.InRange(last, atLeast == 1 ? 1 : 2, 1999);
            AssertSameView(view, answer.Location!);
            Assert.Empty(page.Document.QuerySelectorAll("a[rel=next]"));
        }

        foreach (var number in new[] { "0", "-1", "-99999999999999999999" })
        {
            var answer = await browser.GetAsync($"{view}&p={number}");
            Assert.True(answer.IsRedirect, $"{view}&p={number} answered {answer.Status}");
            AssertSameView(view, answer.Location!);
            Assert.DoesNotContain("p=", answer.Location!.Split('?')[1].Split('&').Where(v => v.StartsWith("p=", StringComparison.Ordinal)));
            Assert.Equal(HttpStatusCode.OK, (await answer.FollowAsync()).Status);
        }
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("", 1)]
    [InlineData(" 7 ", 7)]
    [InlineData("0007", 7)]
    [InlineData("-3", 0)]
    [InlineData("2147483648", int.MaxValue)]
    public void Any_whole_number_is_a_page_number(string? typed, int expected) => Assert.Equal(expected, PageWanted.NumberOf(typed));

    [Theory]
    [InlineData("x")]
    [InlineData("-")]
    [InlineData("1e3")]
    [InlineData("1.5")]
    [InlineData("+1")]
    public void What_is_no_whole_number_is_refused(string typed) => Assert.Throws<BadQueryException>(() => PageWanted.NumberOf(typed));

    private static void AssertSameView(string view, string location)
    {
        var asked = view.Split('?');
        var led = location.Split('?');
        Assert.Equal(asked[0], led[0]);
        Assert.Equal(asked[1].Split('&').Order(), Uri.UnescapeDataString(led[1]).Split('&').Where(v => !v.StartsWith("p=", StringComparison.Ordinal)).Order());
    }
}
