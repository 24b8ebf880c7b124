using System.Net;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>What people type is shown as they typed it and never becomes part of the page.</summary>
public sealed class HostileTextTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static int count;
    private static readonly CancellationToken None = CancellationToken.None;
    private const string Payload = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><b>壬辰";

    [Fact]
    public async Task Text_with_markup_stays_text_on_every_page_that_shows_it()
    {
        var form = Forms.Customer(Payload + "有限公司", contact: "<svg onload=alert(1)>");
        form.ShortName = "<b>壬辰</b>";
        (form.Address, form.NeedSummary, form.Remarks, form.SourceDetail) = (Payload, Payload, Payload, Payload);
        (form.Contacts[0].Title, form.Contacts[0].WeChat) = (Payload, Payload);
        var id = await app.RegisterAsync(Who.RepEast, form);
        var record = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0), new DateTime(2026, 11, 18, 23, 0, 0), Payload);
        (record.Subject, record.Result, record.NextStep, record.Commitments) = (Payload, Payload, Payload, Payload);
        await app.WithAsync<FollowUpService, int>(w => w.RecordAsync(id, record, app.As(Who.RepEast), CancellationToken.None));

        var rep = await app.ClientAsync(Who.RepEast);
        string[] addresses =
        [
            $"/customers/{id}", $"/customers/{id}/edit", $"/customers/{id}?timeline=changes", "/customers?q=壬辰", "/contacts?q=壬辰", "/search?q=壬辰", "/search/suggest?q=壬辰",
            "/follow-ups?list=done", $"/follow-ups/new?customer={id}", $"/customers?q={Uri.EscapeDataString(Payload)}", "/",
        ];
        foreach (var address in addresses)
        {
            var page = await rep.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.True(page.Text.Contains("壬辰", StringComparison.Ordinal) || address is "/" or "/follow-ups?list=done", $"{address} does not show the text.");
            Assert.DoesNotContain(page.Document.All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)));
            Assert.Empty(page.Document.QuerySelectorAll("script:not([src]), img[src=x]"));
            Assert.DoesNotContain(page.Document.QuerySelectorAll("b"), b => b.TextContent.Contains("壬辰", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("/customers?q=壬辰", "/customers?q=%E5%A3%AC%E8%BE%B0")]
    [InlineData("/customers?q=😀", "/customers?q=%F0%9F%98%80")]
    [InlineData("//evil.example/壬辰", null)]
    [InlineData("/\\evil.example", null)]
    [InlineData("https://evil.example/", null)]
    public async Task Where_one_came_from_leads_back_only_to_this_site_and_in_characters_a_header_takes(string back, string? expected)
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer($"来处第{Interlocked.Increment(ref count)}号磨具厂"));
        var task = await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, Forms.Plan(new DateTime(2026, 11, 20, 10, 0, 0)), app.As(Who.RepEast), None));
        var rep = await app.ClientAsync(Who.RepEast);
        Assert.Equal(expected ?? $"/follow-ups/{task}", (await rep.PostAsync($"/follow-ups/{task}/progress?handler=postpone", ("until", "tomorrow"), ("Back", back))).Location);
        Assert.Equal(expected ?? "/follow-ups", (await rep.PostAsync("/follow-ups/several?handler=postpone", ("back", back))).Location);
        Assert.Equal(expected ?? "/", (await rep.PostAsync("/account/language", ("culture", "zh-CN"), ("returnUrl", back))).Location);
        Assert.Equal(expected ?? "/customers", (await rep.PostAsync("/views?handler=layout", ("list", "customers"), ("back", back))).Location);
        Assert.Equal(expected ?? "/", (await (await app.ClientAsync(Who.MgrEast)).GetAsync($"/urging?back={Uri.EscapeDataString(back)}")).Location);
        Assert.Equal(expected ?? "/", (await rep.GetAsync($"/account/login?ReturnUrl={Uri.EscapeDataString(back)}")).Location);
    }

    [Fact]
    public async Task A_view_of_words_in_any_script_leads_to_its_list()
    {
        var rep = await app.ClientAsync(Who.RepEast2);
        var saved = await rep.PostAsync("/views/new?list=contacts", ("Form.Name", "壬辰的联系人"), ("Form.Query", "q=壬辰&departed=departed"), ("Form.IsDefault", "true"));
        Assert.EndsWith("&q=%E5%A3%AC%E8%BE%B0&departed=departed", saved.Location, StringComparison.Ordinal);
        Assert.Equal(saved.Location, (await rep.GetAsync("/contacts")).Location);
        Assert.Equal("壬辰", (await saved.FollowAsync()).Document.QuerySelector("main [name=q]")!.GetAttribute("value"));
    }
}
