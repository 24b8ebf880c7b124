using System.Text.Json;
using CrmWeb.SampleData.Company;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests;

/// <summary>What a browser asks for and what goes over the line: on a first visit, and on the pages after it.</summary>
[Collection(SweepCollection.Name)]
public sealed class VisitTests(DemoSite site)
{
    /// <summary>The stream of notifications stays open and is no part of a page.</summary>
    private const string Stream = "/notifications/stream";

    [BrowserFact]
    public async Task A_first_visit_asks_four_times_and_the_next_page_once()
    {
        await using var window = (await site.OpenAsync(1280)).Watch();
        var visit = await Line.OfAsync(window);

        await window.Page.GotoAsync("/account/login");
        Assert.True(visit.Asked.Count <= 4, string.Join(' ', visit.Asked));
        Assert.InRange(visit.Bytes, 10_000, 60_000);

        await window.SubmitSignInAsync("rep.east1", DemoCompany.Password);
        await window.Page.WaitForURLAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        foreach (var address in new[] { "/", "/customers", "/customers/new", "/follow-ups", "/notifications" })
        {
            visit.Asked.Clear();
            await window.Page.GotoAsync(address);
            Assert.Equal([address], visit.Asked);
        }

        visit.Asked.Clear();
        await window.Page.GotoAsync("/follow-ups/calendar");
        await Expect(window.Page.Locator(".cal-grid .fc-daygrid-day").First).ToBeVisibleAsync();
        Assert.Equal(2, visit.Asked.Count);
        Assert.Contains("/lib/calendar.", visit.Asked[1], StringComparison.Ordinal);
        Assert.Empty(window.Faults);
    }

    /// <summary>Somebody who is signed in follows a link, with a browser that has kept nothing yet.</summary>
    [BrowserTheory]
    [InlineData("/customers?size=50")]
    [InlineData("/customers/{id}")]
    [InlineData("/customers/new")]
    [InlineData("/")]
    public async Task A_first_visit_straight_to_a_page_is_as_light_on_the_line(string address)
    {
        await using var window = (await (await site.OpenAsync(1280)).AsAsync("admin")).Watch();
        await window.Page.GotoAsync("/customers?size=50");
        Assert.Equal(50, await window.Page.Locator("tbody tr").CountAsync());
        address = address.Replace("/customers/{id}", await window.Page.Locator("tbody tr a.primary-link").First.GetAttributeAsync("href"), StringComparison.Ordinal);
        await window.Page.GotoAsync("about:blank");
        var visit = await Line.OfAsync(window);
        await visit.ForgetAsync();

        await window.Page.GotoAsync(address);
        Assert.InRange(visit.Asked.Count, 3, 4);
        Assert.InRange(visit.Bytes, 10_000, 60_000);
        Assert.Empty(window.Faults);
    }

    /// <summary>The rules of fields come when somebody begins with a form, and what was done until they were there is asked again.</summary>
    [BrowserFact]
    public async Task The_rules_of_a_form_are_loaded_when_it_is_begun()
    {
        await using var window = (await site.OpenAsync(1280)).Watch();
        var visit = await Line.OfAsync(window);
        await window.Page.GotoAsync("/account/login");
        visit.Asked.Clear();

        await window.Page.Locator("form[data-form] button[type=submit]").ClickAsync();
        await Expect(window.Page.Locator(".invalid-feedback")).ToHaveTextAsync(["请填写用户名。", "请填写密码。"]);
        Assert.StartsWith("/lib/field-rules.min.", Assert.Single(visit.Asked), StringComparison.Ordinal);

        await window.Page.GotoAsync("/account/login");
        await window.Page.Locator("[name='Form.UserName']").FocusAsync();
        await window.Page.Keyboard.PressAsync("Tab");
        await Expect(window.Page.Locator(".invalid-feedback")).ToHaveTextAsync(["请填写用户名。"]);
        Assert.Empty(window.Faults);
    }

    /// <summary>The scheme and the folded navigation are decided on before anything can be painted: while the page is still read.</summary>
    [BrowserFact]
    public async Task The_colours_are_decided_on_before_the_page_has_a_body()
    {
        await using var window = (await site.OpenAsync(1280, colours: ColorScheme.Dark)).Watch();
        await window.Page.AddInitScriptAsync("""
            new MutationObserver((_, watch) => {
              if (!document.body) return;
              window.schemeAtBody = document.documentElement.dataset.bsTheme;
              watch.disconnect();
            }).observe(document, { childList: true, subtree: true });
            """);
        await window.Page.GotoAsync("/account/login");
        Assert.Equal("dark", await window.Page.EvaluateAsync<string>("window.schemeAtBody"));
    }

    /// <summary>What the browser's own protocol tells of the network, without what it takes from its cache.</summary>
    private sealed class Line
    {
        private readonly Dictionary<string, string> addresses = [];
        private readonly HashSet<string> kept = [];
        private ICDPSession? session;

        public List<string> Asked { get; } = [];

        public double Bytes { get; private set; }

        public static async Task<Line> OfAsync(Window window)
        {
            var line = new Line();
            var session = await window.Context.NewCDPSessionAsync(window.Page);
            session.Event("Network.requestWillBeSent").OnEvent += (_, told) =>
                line.addresses[Id(told)] = told!.Value.GetProperty("request").GetProperty("url").GetString()!;
            session.Event("Network.requestServedFromCache").OnEvent += (_, told) => line.kept.Add(Id(told));
            session.Event("Network.responseReceived").OnEvent += (_, told) => line.Receive(Id(told), told!.Value.GetProperty("response"));
            session.Event("Network.loadingFinished").OnEvent += (_, told) =>
            {
                if (!line.kept.Contains(Id(told)))
                    line.Bytes += told!.Value.GetProperty("encodedDataLength").GetDouble();
            };
            await session.SendAsync("Network.enable");
            line.session = session;
            return line;
        }

        /// <summary>Empties the browser's cache.</summary>
        public async Task ForgetAsync()
        {
            await session!.SendAsync("Network.clearBrowserCache");
            (Bytes, _) = (0, kept.RemoveWhere(_ => true));
            Asked.Clear();
        }

        private static string Id(JsonElement? told) => told!.Value.GetProperty("requestId").GetString()!;

        private void Receive(string id, JsonElement answer)
        {
            var address = new Uri(addresses[id]);
            if (address.Scheme == "data" || (answer.TryGetProperty("fromDiskCache", out var fromDisk) && fromDisk.GetBoolean()))
                kept.Add(id);
            if (!kept.Contains(id) && address.AbsolutePath != Stream)
                Asked.Add(address.PathAndQuery);
        }
    }
}
