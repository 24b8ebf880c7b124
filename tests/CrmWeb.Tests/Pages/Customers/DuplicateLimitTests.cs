using System.Net;
using AngleSharp.Dom;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Customers;

/// <summary>The program with the limit people have, which other tests lift.</summary>
public sealed class LimitedApp : CrmApp
{
    public const int PerMinute = 40;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Customers:DuplicateChecksPerMinute", $"{PerMinute}").UseSetting("Customers:DuplicateChecksPerHour", "60");
    }
}

/// <summary>How much one user learns of the company's customers by asking whether they exist: the same, whichever way it is asked.</summary>
public sealed class DuplicateLimitTests(LimitedApp app) : IClassFixture<LimitedApp>
{
    private static int count;

    /// <summary>Every way in: what sends a form with these phones, and what it changes nothing of.</summary>
    private static readonly Dictionary<string, Func<Browser, int, string[], Task<PageAnswer>>> Ways = new()
    {
        ["typing"] = (browser, _, phones) => browser.PostAsync("/customers/duplicate-check", Fields("", phones)),
        ["typing while editing"] = (browser, own, phones) => browser.PostAsync("/customers/duplicate-check", [("Except", $"{own}"), .. Fields("", phones)]),
        ["an invalid new one"] = (browser, _, phones) => browser.PostAsync("/customers/new", Fields("", phones)),
        ["restoring a new one"] = (browser, _, phones) => browser.PostAsync("/customers/new", [("__restore", "true"), .. Fields("", phones)]),
        ["an invalid change"] = (browser, own, phones) => browser.PostAsync($"/customers/{own}/edit", Fields("", phones)),
        ["restoring a change"] = (browser, own, phones) => browser.PostAsync($"/customers/{own}/edit", [("__restore", "true"), .. Fields("", phones)]),
        ["a new one"] = (browser, _, phones) => browser.PostAsync("/customers/new", Fields(NewName(), phones)),
        ["all in turn"] = (browser, own, phones) => Ways!.Values.ElementAt(Interlocked.Increment(ref count) % 7)(browser, own, phones),
    };

    public static TheoryData<string> Names => [.. Ways.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nobody_learns_of_more_phones_in_a_minute_than_the_limit_lets(string way)
    {
        var (browser, own) = await RepAsync();
        var known = await KnownAsync(LimitedApp.PerMinute + 15);
        var learnt = 0;
        PageAnswer? last = null;
        foreach (var phone in known)
            learnt += Tells(last = await Ways[way](browser, own, [phone])) ? 1 : 0;

        Assert.InRange(learnt, 1, LimitedApp.PerMinute);
        Assert.False(Tells(last!));
        app.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.True(Tells(await Ways[way](browser, own, [known[^1]])));
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("an invalid new one")]
    [InlineData("an invalid change")]
    [InlineData("restoring a new one")]
    public async Task Very_many_phones_in_one_question_are_not_answered(string way)
    {
        var (browser, own) = await RepAsync();
        var phones = Enumerable.Range(0, 300).Select(_ => Forms.NewMobile()).ToArray();
        phones[0] = (await KnownAsync(1))[0];
        Assert.False(Tells(await Ways[way](browser, own, phones)));
    }

    [Fact]
    public async Task A_few_phones_are_one_question_and_the_same_question_is_asked_for_nothing()
    {
        var (browser, own) = await RepAsync();
        var known = await KnownAsync(3);
        for (var i = 0; i < LimitedApp.PerMinute + 20; i++)
            Assert.True(Tells(await Ways["typing"](browser, own, known)));
    }

    [Fact]
    public async Task Where_the_limit_is_reached_a_save_neither_tells_nor_lets_a_duplicate_pass_and_goes_on_later()
    {
        var (browser, own) = await RepAsync();
        var known = await KnownAsync(1);
        await UseUpAsync(browser, own);
        var rows = await app.DbAsync(db => db.Customers.CountAsync());
        var (duplicate, fresh) = (await SaveAsync(browser, known[0]), await SaveAsync(browser, Forms.NewMobile()));
        foreach (var answer in new[] { duplicate, fresh })
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.False(Tells(answer));
            Assert.Contains(answer.Texts(".crm-errors li"), t => t.Contains("暂时无法查重", StringComparison.Ordinal));
            Assert.NotEmpty(answer.FormWith("Form.Name")["Form.Name"]!);
        }

        Assert.Equal(rows, await app.DbAsync(db => db.Customers.CountAsync()));
        app.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.True((await fresh.FormWith("Form.Name").SubmitAsync()).IsRedirect);
        Assert.True(Tells(await duplicate.FormWith("Form.Name").SubmitAsync()));
    }

    [Fact]
    public async Task Changing_a_phone_to_and_fro_counts_also_where_nothing_is_found()
    {
        var (browser, own) = await RepAsync();
        var saved = 0;
        for (var i = 0; i < LimitedApp.PerMinute + 5; i++)
        {
            var form = (await browser.GetAsync($"/customers/{own}/edit")).FormWith("Form.Name").Set("Form.Contacts[0].Mobile", Forms.NewMobile());
            saved += (await form.SubmitAsync()).IsRedirect ? 1 : 0;
        }

        Assert.InRange(saved, 1, LimitedApp.PerMinute);
    }

    [Fact]
    public async Task While_typing_the_reader_is_told_that_the_check_is_paused()
    {
        var (browser, own) = await RepAsync();
        await UseUpAsync(browser, own);
        var answer = await Ways["typing"](browser, own, [Forms.NewMobile()]);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("查重已暂停", answer.Text, StringComparison.Ordinal);
    }

    private static string NewName() => $"查重第{Interlocked.Increment(ref count)}号仪表有限公司";

    private static bool Tells(PageAnswer answer) => answer.Document.QuerySelectorAll(".notice").Any(n => n.TextContent.Contains("负责人", StringComparison.Ordinal));

    private static (string, string?)[] Fields(string name, string[] phones) =>
    [
        ("Form.Name", name), ("Form.CreationKey", $"{Guid.NewGuid()}"), ("Form.Kind", nameof(CustomerKind.Enterprise)), ("Form.Industry", "C34"), ("Form.Source", "online"),
        ("Form.Type", nameof(CustomerType.Potential)), ("Form.Category", nameof(CustomerCategory.New)),
        .. phones.SelectMany((p, i) => new (string, string?)[] { ($"Form.Contacts[{i}].Name", "何工"), ($"Form.Contacts[{i}].Mobile", p) }),
    ];

    private static Task<PageAnswer> SaveAsync(Browser browser, string phone) => browser.PostAsync("/customers/new", Fields(NewName(), [phone]));

    private static async Task UseUpAsync(Browser browser, int own)
    {
        for (var i = 0; i < LimitedApp.PerMinute; i++)
            await Ways["typing"](browser, own, [Forms.NewMobile()]);
    }

    /// <summary>A rep with a fresh allowance, and a customer of theirs.</summary>
    private async Task<(Browser Browser, int Own)> RepAsync()
    {
        app.Clock.Advance(TimeSpan.FromMinutes(61));
        return (await app.SignInAsync(Who.RepSouth), await app.RegisterAsync(Who.RepSouth, Forms.Customer(NewName())));
    }

    /// <summary>Phones of another branch's customers.</summary>
    private async Task<string[]> KnownAsync(int most)
    {
        var phones = Enumerable.Range(0, most).Select(_ => Forms.NewMobile()).ToArray();
        foreach (var some in phones.Chunk(25))
        {
            var form = Forms.Customer(NewName(), some[0]);
            form.Contacts.AddRange(some.Skip(1).Select(p => new ContactForm { Name = "何工", Mobile = p }));
            await app.RegisterAsync(Who.RepEast, form);
        }

        return phones;
    }
}
