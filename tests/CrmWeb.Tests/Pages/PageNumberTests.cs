using System.Net;
using System.Text.RegularExpressions;
using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using CrmWeb.Tests.Conventions;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>A page number that a list has not leads to the nearest page it has, in the same view.</summary>
public sealed class PageNumberTests(CrmApp app) : IClassFixture<CrmApp>
{
    /// <summary>Every list that has pages, in some view, and how many pages it has there at least.</summary>
    public static TheoryData<string, int> Lists { get; } = new()
    {
        { "/customers?sort=name&size=1", 3 },
        { "/customers?stage=initial&size=1&sort=-name", 1 },
        { "/contacts?departed=all&size=1", 2 },
        { "/follow-ups?list=done&team=true&size=5", 1 },
        { "/notifications?list=all&size=5", 1 },
        { "/search?q=有限公司", 1 },
        { "/admin/users?state=active", 1 },
        { "/admin/notifications/outbox?state=sent", 1 },
        { "/admin/jobs/outbox?x=1", 1 },
        { "/customers/recycle-bin?x=1", 1 },
        { "/customers/1/files?bin=true", 1 },
        { "/orders?state=Active&size=1", 1 },
        { "/orders/payments?onFrom=2026-01-01", 1 },
        { "/reports/templates/{list}?x=1", 1 },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task It_leads_to_the_nearest_page_and_keeps_the_view(string view, int atLeast)
    {
        view = await AddressAsync(view);
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
            Assert.DoesNotContain(answer.Location!.Split('?')[1].Split('&'), v => v.StartsWith("p=", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.OK, (await answer.FollowAsync()).Status);
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task What_is_no_whole_number_is_answered_400_and_blanks_are_the_first_page(string view, int atLeast)
    {
        Assert.True(atLeast > 0);
        view = await AddressAsync(view);
        var browser = await app.ClientAsync(Who.Admin);
        foreach (var number in new[] { "x", "1.5", "%2B1", "1e3", "%EF%BC%92x" })
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync($"{view}&p={number}")).Status);
        foreach (var number in new[] { "", "%20", "1", "01", "%E3%80%80" })
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"{view}&p={number}")).Status);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_page_has_as_many_rows_as_the_address_says(string view, int atLeast)
    {
        view = await AddressAsync(view);
        var browser = await app.ClientAsync(Who.Admin);
        var whole = Regex.Replace(view, "&size=[0-9]+", "");
        foreach (var size in new[] { "0", "-1", "101", "x", "1e1" })
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync($"{whole}&size={size}")).Status);
        var all = Rows(await browser.GetAsync($"{whole}&size=100"));
        Assert.True(all >= Math.Min(atLeast, 2) || atLeast == 1, $"{whole} has {all} rows");
        var page = await browser.GetAsync($"{whole}&size=1");
        Assert.Equal(Math.Min(all, 1), Rows(page));
        if (all > 1)
            Assert.Contains("size=1", page.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_page_that_has_a_pager_is_among_them()
    {
        var views = Repository.Source(".cshtml").Select(file => (Name: Path.GetFileNameWithoutExtension(file), Text: Repository.Read(file))).ToList();
        var parts = views.Where(v => v.Name.StartsWith('_') && v.Text.Contains("<crm-pager", StringComparison.Ordinal)).Select(v => $"<partial name=\"{v.Name}\"");
        var pages = views.Select(v => v.Text).Where(view => view.Contains("@page", StringComparison.Ordinal) && parts.Append("<crm-pager").Any(p => view.Contains(p, StringComparison.Ordinal)))
            .Select(view => Regex.Match(view, "^\uFEFF?@page \"([^\"]*)\"").Groups[1].Value).ToList();
        Assert.NotEmpty(pages);
        foreach (var page in pages)
        {
            var address = $"^{Regex.Replace(Regex.Escape(page), @"\\\{[^}]*}", "[^/]+")}$";
            Assert.Contains(Lists, row => Regex.IsMatch(((string)row[0]).Split('?')[0], address));
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

    /// <summary>The list of a template has to be made before it has an address.</summary>
    private async Task<string> AddressAsync(string view)
    {
        if (!view.Contains("{list}", StringComparison.Ordinal))
            return view;
        var form = new TemplateForm { CreationKey = Guid.NewGuid(), Name = $"客户清单{Guid.NewGuid():N}", Fields = ["customer", "createdAt"] };
        var id = await app.WithAsync<TemplateService, int>(s => s.MakeAsync(TemplateSubject.Customers, form, app.As(Who.Admin), CancellationToken.None));
        return view.Replace("{list}", $"{id}", StringComparison.Ordinal);
    }

    private static int Rows(PageAnswer page) => page.Document.QuerySelectorAll("main tbody tr, main .inbox > li").Length;

    private static void AssertSameView(string view, string location)
    {
        var asked = view.Split('?');
        var led = location.Split('?');
        Assert.Equal(asked[0], led[0]);
        Assert.Equal(asked[1].Split('&').Order(), Uri.UnescapeDataString(led[1]).Split('&').Where(v => !v.StartsWith("p=", StringComparison.Ordinal)).Order());
    }
}
