using System.Globalization;
using System.Net;
using System.Reflection;
using CrmWeb.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>The program with limits that a test can reach, which says where it is asked from.</summary>
public sealed class RateLimitedApp : CrmApp, IStartupFilter
{
    public const int SignIns = 5;
    public const int DuplicateChecks = 4;
    public const int Exports = 3;
    private const string Sender = "X-Test-Sender";
    private static int networks;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(context.Request.Headers[Sender].ToString());
            return rest(context);
        });
        next(app);
    };

    /// <summary>An address nobody has asked from yet.</summary>
    public static string NewAddress() => $"10.7.{Interlocked.Increment(ref networks)}.1";

    public Browser From(string address) => Move(Stranger(), address);

    public static Browser Move(Browser browser, string address)
    {
        browser.Http.DefaultRequestHeaders.Remove(Sender);
        browser.Http.DefaultRequestHeaders.Add(Sender, address);
        return browser;
    }

    /// <summary>Signs in from an address of its own.</summary>
    public async Task<Browser> SignInElsewhereAsync(Who who)
    {
        var browser = From(NewAddress());
        var answer = await browser.PostAsync("/account/login", ("Form.UserName", Company[who].UserName), ("Form.Password", TestCompany.Password));
        Assert.True(answer.IsRedirect);
        return browser;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Security:SignInsPerMinute", SignIns.ToString(CultureInfo.InvariantCulture))
            .UseSetting("Customers:DuplicateChecksPerMinute", DuplicateChecks.ToString(CultureInfo.InvariantCulture))
            .UseSetting("Exports:PerMinute", Exports.ToString(CultureInfo.InvariantCulture))
            .ConfigureTestServices(services => services.AddSingleton<IStartupFilter>(this));
    }
}

/// <summary>
/// Whatever is dear or tempting is answered so often in a minute and no more. Searching has a limit of its own, see
/// <see cref="SearchLimitTests"/>; so has what is learnt of other people's customers, see DuplicateLimitTests.
/// </summary>
public sealed class RateLimitTests(RateLimitedApp app) : IClassFixture<RateLimitedApp>
{
    private const int FeedReads = 120;

    /// <summary>Every limited page: its policy, how often a minute, and how it is asked. What it answers before does not matter.</summary>
    private static readonly Dictionary<string, (string Policy, int Permits, Func<Browser, Task<PageAnswer>> Ask)> Limited = new()
    {
        ["Account.LoginModel"] = ("sign-in", RateLimitedApp.SignIns,
            browser => browser.PostAsync("/account/login", ("Form.UserName", "nobody.at.all"), ("Form.Password", "not-the-password"))),
        ["Account.SetupModel"] = ("sign-in", RateLimitedApp.SignIns, browser => browser.PostAsync("/account/setup", ("Form.Token", "guessed"), ("Form.UserName", "intruder"))),
        ["Calendar.FeedModel"] = ("calendar-feed", FeedReads, browser => browser.GetAsync("/calendar/00000000000000000000000000000000.ics")),
        ["Customers.Sharing.ExistingModel"] = ("duplicate-check", RateLimitedApp.DuplicateChecks, browser => browser.GetAsync("/customers/existing?token=guessed")),
        ["Exports.IndexModel"] = ("export", RateLimitedApp.Exports, browser => browser.PostAsync("/orders/export", ("Form.Reason", "核对季度订单"))),
        ["Reports.Templates.ExportModel"] = ("export", RateLimitedApp.Exports, browser => browser.PostAsync("/reports/templates/1/export", ("Form.Reason", "核对季度客户"))),
        ["Reports.ExportModel"] = ("export", RateLimitedApp.Exports, browser => browser.PostAsync("/reports/funnel/export", ("Form.Reason", "核对季度漏斗"))),
    };

    /// <summary>Those that are counted by account.</summary>
    private static readonly string[] ForUsers = ["Customers.Sharing.ExistingModel", "Exports.IndexModel", "Reports.ExportModel", "Reports.Templates.ExportModel"];

    public static TheoryData<string> Pages => [.. Limited.Keys];

    public static TheoryData<string> PagesForStrangers => [.. Limited.Keys.Except(ForUsers)];

    [Fact]
    public void The_pages_above_are_all_that_name_a_limit() => Assert.Equal(
        Limited.Select(l => $"{l.Key}: {l.Value.Policy}").Order(StringComparer.Ordinal),
        typeof(Program).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(PageModel)))
            .Select(t => (Name: t.FullName!["CrmWeb.Pages.".Length..], t.GetCustomAttribute<EnableRateLimitingAttribute>()?.PolicyName))
            .Where(p => p.PolicyName is not null).Select(p => $"{p.Name}: {p.PolicyName}").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Once_too_often_is_refused_until_the_minute_is_over(string page)
    {
        var (_, permits, ask) = Limited[page];
        var browser = await BrowserAsync(page, Who.RepEast2);
        for (var i = 0; i < permits; i++)
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await ask(browser)).Status);

        var refused = await ask(browser);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal(["60"], refused.Headers.GetValues("Retry-After"));
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await ask(await BrowserAsync(page, Who.RepEast3))).Status);
    }

    [Theory]
    [MemberData(nameof(PagesForStrangers))]
    public async Task One_subscriber_is_one_asker_from_however_many_addresses_of_theirs(string page)
    {
        var (_, permits, ask) = Limited[page];
        var prefix = $"2001:db8:{Limited.Keys.ToList().IndexOf(page)}:7";
        for (var i = 0; i < permits; i++)
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await ask(app.From($"{prefix}::{i + 1}"))).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await ask(app.From($"{prefix}:ffff::1"))).Status);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await ask(app.From($"{prefix[..^1]}8::1"))).Status);
    }

    [Fact]
    public async Task The_right_password_does_not_help_whoever_tried_too_often_and_the_page_stays_readable()
    {
        var browser = app.From(RateLimitedApp.NewAddress());
        for (var i = 0; i < RateLimitedApp.SignIns; i++)
            await Limited["Account.LoginModel"].Ask(browser);
        var answer = await browser.PostAsync("/account/login", ("Form.UserName", app.Company[Who.RepSouth].UserName), ("Form.Password", TestCompany.Password));
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.True((await browser.GetAsync("/account/profile")).LeadsToSignIn);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/login")).Status);
    }

    [Fact]
    public async Task Whoever_is_signed_in_is_counted_by_account_and_not_by_address()
    {
        var ask = Limited["Customers.Sharing.ExistingModel"].Ask;
        var browser = await app.SignInElsewhereAsync(Who.MgrEast);
        for (var i = 0; i < RateLimitedApp.DuplicateChecks; i++)
            await ask(browser);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await ask(RateLimitedApp.Move(browser, RateLimitedApp.NewAddress()))).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await ask(await app.SignInElsewhereAsync(Who.MgrEast))).Status);
    }

    /// <summary>Lists and reports are exported under one limit, so others ask for these.</summary>
    private static Who AskerOf(string page, Who who) => page switch
    {
        "Reports.ExportModel" => who == Who.RepEast2 ? Who.RepSouth : Who.MgrSouth,
        "Reports.Templates.ExportModel" => who == Who.RepEast2 ? Who.MgrEast : Who.Admin,
        _ => who,
    };

    /// <summary>A stranger from an address of their own; where one has to be signed in, this user.</summary>
    private async Task<Browser> BrowserAsync(string page, Who who) =>
        ForUsers.Contains(page) ? await app.SignInElsewhereAsync(AskerOf(page, who)) : app.From(RateLimitedApp.NewAddress());
}
