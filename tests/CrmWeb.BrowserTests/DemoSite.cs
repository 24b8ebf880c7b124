using System.Collections.Concurrent;
using CrmWeb.SampleData.Company;
using CrmWeb.Testing;
using Deque.AxeCore.Commons;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Playwright;
using Xunit;

namespace CrmWeb.BrowserTests;

/// <summary>The program with the demo company on a port of its own, and a Chromium to look at it with.</summary>
public class DemoSite : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "crmweb-browser-" + Guid.NewGuid().ToString("N"));
    private readonly ConcurrentDictionary<string, IReadOnlyList<BrowserContextCookiesResult>> sessions = new();
    private IPlaywright? playwright;
    private IBrowser? browser;

    public string Address { get; private set; } = "";

    protected virtual bool HasDemoCompany => true;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
            return;

        UseKestrel(0);
        StartServer();
        Address = ClientOptions.BaseAddress.ToString().TrimEnd('/');
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium.Path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"],
        });
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        await DisposeAsync();
        if (!Directory.Exists(folder))
            return;
        var logged = await LoggedAsync();
        Directory.Delete(folder, recursive: true);
        Assert.DoesNotContain(logged, line => KnownSecrets.In(line) is not null);
    }

    /// <summary>Every line of the log folder. What the journeys typed, sealed and were shown, the program was given, so it is known.</summary>
    private async Task<IReadOnlyList<string>> LoggedAsync()
    {
        List<string> lines = [];
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "logs")))
            lines.AddRange(await File.ReadAllLinesAsync(file));
        Assert.NotEmpty(lines);
        return lines;
    }

    /// <summary>A fresh browser window; faults it meets are noted and asserted when it is closed.</summary>
    public async Task<Window> OpenAsync(int width, int height = 800, string language = "zh-CN", ColorScheme colours = ColorScheme.Light, bool hasWorker = false, bool script = true)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = language,
            TimezoneId = "Asia/Shanghai",
            ColorScheme = colours,
            HasTouch = width < 768,
            // It would answer in place of the site, and only where somebody stays.
            ServiceWorkers = hasWorker ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
            JavaScriptEnabled = script,
        });
        context.SetDefaultTimeout(15_000);
        return new Window(context, await context.NewPageAsync(), sessions);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseEnvironment("Development")
        .UseSetting("Data:Folder", folder)
        .UseSetting("Demo:Company", HasDemoCompany ? "true" : "false")
        .UseSetting("Security:SignInsPerMinute", "100000")
        // Files as a published program serves them; a built one takes each for one that is being worked on.
        .UseSetting("ReloadStaticAssetsAtRuntime", "false")
        .UseSetting("Jobs:Enabled", "false")
        .ConfigureTestServices(services => services.HearOfSecrets());
}

/// <summary>One browser window with its own cookies.</summary>
public sealed class Window(IBrowserContext context, IPage page, ConcurrentDictionary<string, IReadOnlyList<BrowserContextCookiesResult>> sessions) : IAsyncDisposable
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly List<string> faults = [];

    public IPage Page { get; } = page;

    public IBrowserContext Context => context;

    /// <summary>Script errors and console errors so far, without the browser's own line for an answer with a 4xx status.</summary>
    public IReadOnlyList<string> Faults => faults;

    public Window Watch()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("the server responded with a status of 4", StringComparison.Ordinal))
                faults.Add($"{Page.Url}: {message.Text}");
        };
        Page.PageError += (_, error) => faults.Add($"{Page.Url}: {error}");
        return this;
    }

    /// <summary>Signs a user of the demo company in.</summary>
    public async Task<Window> SignInAsync(string user)
    {
        Watch();
        await Page.GotoAsync("/account/login");
        await SubmitSignInAsync(user, DemoCompany.Password);
        await Page.WaitForURLAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        return this;
    }

    /// <summary>
    /// A window of somebody who has signed in before, with no page open yet: where signing in is not what is tried. It takes longer than
    /// most looks, so it is done once for each user of a site.
    /// </summary>
    public async Task<Window> AsAsync(string user)
    {
        if (!sessions.TryGetValue(user, out var cookies))
        {
            await SignInAsync(user);
            sessions[user] = [.. (await context.CookiesAsync()).Where(cookie => cookie.HttpOnly)];
            return this;
        }

        await context.AddCookiesAsync(cookies.Select(cookie => new Cookie
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Domain = cookie.Domain,
            Path = cookie.Path,
            HttpOnly = cookie.HttpOnly,
            SameSite = cookie.SameSite,
        }));
        return Watch();
    }

    /// <summary>Fills the sign-in page in that is open.</summary>
    public async Task SubmitSignInAsync(string user, string password)
    {
        await Page.FillAsync("#Form_UserName", user);
        await Page.FillAsync("#Form_Password", password);
        await Page.ClickAsync("main form:has(#Form_Password) button[type=submit]");
    }

    /// <summary>Chooses from a list with many choices as its person does: into the field, a few letters, Enter.</summary>
    public async Task ChooseAsync(string label, string typed)
    {
        var field = Page.GetByLabel(label, new() { Exact = true });
        await field.ClickAsync();
        await Page.Locator(".choice-list:not([aria-busy]) [role=option]").First.WaitForAsync();
        await Page.Keyboard.TypeAsync(typed);
        await Page.Locator(".choice-list:not([aria-busy]) [role=option].is-active").WaitForAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Page.Locator(".choice-panel, .choice-sheet").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>What an accessibility check finds on the open page, the serious kinds only.</summary>
    public async Task<IReadOnlyList<string>> BarriersAsync()
    {
        await Page.EvaluateAsync(Axe);
        // The barriers alone leave the page: what passed is many times as long.
        // A target under the sticky bar is scrolled free of it and looked at again: nobody is kept from it.
        return await Page.EvaluateAsync<string[]>("""
            async () => {
              const options = {
                runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
                rules: { 'target-size': { enabled: true } },
                resultTypes: ['violations'],
              };
              const found = (await axe.run(document, options)).violations.filter(one => one.impact === 'serious' || one.impact === 'critical');
              const barriers = [];
              for (const one of found) {
                const nodes = [];
                for (const node of one.nodes) {
                  if (one.id === 'target-size') {
                    document.querySelector(node.target[0]).scrollIntoView({ block: 'center', behavior: 'instant' });
                    const again = await axe.run({ include: [node.target] }, { runOnly: { type: 'rule', values: ['target-size'] } });
                    if (again.violations.length === 0) continue;
                  }
                  nodes.push(node.html);
                }
                if (nodes.length > 0) barriers.push(`${one.id} (${one.impact}) at ${nodes.slice(0, 3).join(', ')}`);
              }
              window.scrollTo({ top: 0, behavior: 'instant' });
              return barriers;
            }
            """);
    }

    /// <summary>How far the page can be scrolled sideways, in pixels; 0 where everything fits.</summary>
    public Task<int> SidewaysAsync() =>
        Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public ValueTask DisposeAsync() => context.DisposeAsync();
}

/// <summary>The program before anybody has an account.</summary>
public sealed class EmptySite : DemoSite
{
    protected override bool HasDemoCompany => false;
}

/// <summary>The site of the journeys, which write.</summary>
[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<DemoSite>
{
    public const string Name = "journeys";
}

/// <summary>A site of its own for the sweeps over all pages, which only look: they run beside the journeys.</summary>
[CollectionDefinition(Name)]
public sealed class SweepCollection : ICollectionFixture<DemoSite>
{
    public const string Name = "sweeps";
}

/// <summary>A site for what measures: it runs after all others, beside nothing.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection : ICollectionFixture<DemoSite>
{
    public const string Name = "alone";
}
