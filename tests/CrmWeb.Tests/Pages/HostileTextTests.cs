using System.Net;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>What people type is shown as they typed it and never becomes part of the page.</summary>
public sealed class HostileTextTests(CrmApp app) : IClassFixture<CrmApp>
{
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
}
