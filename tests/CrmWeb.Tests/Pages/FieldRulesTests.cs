using System.Globalization;
using AngleSharp.Dom;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.FollowUps;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>What a page says of a field before it is sent is what the server says of it afterwards, in the same words and place.</summary>
public sealed class FieldRulesTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static readonly string[] Kinds =
        ["data-val", "data-val-required", "data-val-minlength", "data-val-minlength-min", "data-val-maxlength", "data-val-maxlength-max", "data-val-range", "data-val-range-min", "data-val-range-max", "data-val-regex", "data-val-regex-pattern"];

    /// <summary>Validators of which a page says nothing, and why.</summary>
    private static readonly Dictionary<string, string> Silent = new()
    {
        ["MailFormValidator"] = "a form without a server takes the settings away, whatever else is missing",
        ["SmsFormValidator"] = "every rule depends on the gateway",
        ["NotificationChoicesValidator"] = "every rule looks at another field",
        ["CustomerDetailsValidator"] = "part of the customer's",
    };

    public static TheoryData<string, string, Who?, string, int> RuledPages
    {
        get
        {
            (string Address, Who? Who, string Name, int Least)[] pages =
            [
                ("/customers/new", Who.RepEast, "Form.Name", 28),
                ("/customers/{customer}/edit", Who.RepEast, "Form.Name", 26),
                ("/follow-ups/new?customer={customer}", Who.RepEast, "Form.Content", 9),
                ("/follow-ups/new?customer={customer}&plan=true", Who.RepEast, "Form.Subject", 5),
                ("/follow-ups/{planned}", Who.RepEast, "Form.Content", 9),
                ("/follow-ups/{planned}?replan=true", Who.RepEast, "Form.At", 2),
                ("/orders/new?customer={customer}", Who.RepEast, "Form.Subject", 5),
                ("/reports/daily", Who.RepEast, "Form.Note", 1),
                ("/account/login", null, "Form.UserName", 4),
                ("/account/profile", Who.RepEast, "Form.DisplayName", 3),
                ("/account/profile", Who.RepEast2, "Password.NewPassword", 5),
                ("/admin/users/new", Who.Admin, "Form.UserName", 9),
                ("/admin/users/{user}", Who.Admin, "Form.DisplayName", 5),
                ("/admin/departments/new", Who.Admin, "Form.Name", 2),
                ("/admin/departments/{department}", Who.Admin, "Form.Name", 2),
                ("/admin/lists/source/new", Who.Admin, "Form.Zh", 4),
                ("/admin/tags/new", Who.Admin, "Form.Zh", 4),
                ("/admin/tags/groups/new", Who.Admin, "Form.Zh", 4),
                ("/admin/stages/new", Who.Admin, "Form.Zh", 7),
                ("/admin/fields/new", Who.Admin, "Form.Zh", 8),
                ("/admin/rules/new", Who.Admin, "Form.ThresholdDays", 3),
                ("/admin/notifications/robots/new", Who.Admin, "Form.Name", 5),
                ("/admin/calendar", Who.Admin, "Form.From", 2),
            ];
            TheoryData<string, string, Who?, string, int> data = [];
            foreach (var (address, who, name, least) in pages)
            {
                data.Add("zh-CN", address, who, name, least);
                data.Add("en", address, who, name, least);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(RuledPages))]
    public async Task The_server_says_what_the_page_says(string language, string address, Who? who, string field, int least)
    {
        var page = await new RuledForm(await BrowserAsync(who, language), Address(address), field).ReadAsync();

        Assert.True(page.Rules.Count >= least, $"{address} says {page.Rules.Count} rules.");
        Assert.Empty(page.Attributes.Except(Kinds));
        Assert.All(page.Rules, rule => Assert.NotEmpty(rule.Message));
        if (language == "zh-CN")
            Assert.All(page.Rules, rule => Assert.Contains(rule.Message, c => c is >= '\u4E00' and <= '\u9FFF'));
        Assert.Empty(await page.DifferencesAsync());
        Assert.Empty(await page.RefusedAtTheLimitAsync());
    }

    /// <summary>Rules that hold only under a condition, and forms without rules of ours: neither the library's nor the framework's own words.</summary>
    [Theory]
    [InlineData("/admin/notifications/sms", Who.Admin)]
    [InlineData("/admin/notifications/mail", Who.Admin)]
    [InlineData("/account/notifications", Who.RepEast)]
    [InlineData("/customers", Who.RepEast)]
    public async Task A_page_says_nothing_that_no_validator_of_ours_declares(string address, Who who)
    {
        var page = await (await app.ClientAsync(who)).GetAsync(address);

        Assert.NotEmpty(page.Document.QuerySelectorAll("input"));
        Assert.Empty(page.Document.QuerySelectorAll("[data-val]"));
    }

    /// <summary>A contact's row in which nothing stands is dropped by the server, so that its name may be missing.</summary>
    [Fact]
    public async Task What_the_form_changes_before_its_rules_run_is_not_said()
    {
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync("/customers/new");
        var aliases = await (await app.ClientAsync(Who.Admin)).GetAsync("/admin/lists/industry/new");

        Assert.False(page.Document.QuerySelector("[name='Form.Contacts[0].Name']")!.HasAttribute("data-val"));
        Assert.True(page.Document.QuerySelector("[name='Form.Contacts[0].Title']")!.HasAttribute("data-val-maxlength"));
        Assert.True(page.Document.QuerySelector("[name='Form.NeedSummary']")!.HasAttribute("data-val-maxlength"));
        Assert.False(aliases.Document.QuerySelector("[name='Form.Aliases']")!.HasAttribute("data-val"));
    }

    [Fact]
    public void Every_validator_is_read_by_pages_or_stands_here_with_the_reason_why_not()
    {
        var validators = typeof(CustomerForm).Assembly.GetTypes().Where(t => !t.IsGenericType && t.BaseType is { IsGenericType: true } of && of.GetGenericTypeDefinition() == typeof(AbstractValidator<>)).ToList();
        var unread = validators.Where(v => app.Services.GetService(typeof(IValidator<>).MakeGenericType(v.BaseType!.GetGenericArguments())) is null || Silent.ContainsKey(v.Name)).Select(v => v.Name);

        Assert.True(validators.Count > 12);
        Assert.Equal(Silent.Keys.Order(StringComparer.Ordinal), unread.Order(StringComparer.Ordinal));
    }

    /// <summary>They were built without what the rules look up: run, they would let pass or refuse at random.</summary>
    [Fact]
    public void The_rules_that_pages_read_cannot_be_run()
    {
        var rules = app.Services.GetRequiredService<IValidator<FollowUpForm>>();

        Assert.Throws<NotSupportedException>(() => rules.Validate(new FollowUpForm()));
    }

    private async Task<Browser> BrowserAsync(Who? who, string language)
    {
        var browser = who is null ? app.Stranger() : await app.SignInAsync(who.Value);
        browser.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return browser;
    }

    private string Address(string pattern) => pattern
        .Replace("{customer}", Text(app.Company.EastCustomer), StringComparison.Ordinal)
        .Replace("{planned}", Text(app.Company.PlannedFollowUp), StringComparison.Ordinal)
        .Replace("{user}", Text(app.Company[Who.RepSouth].Id), StringComparison.Ordinal)
        .Replace("{department}", Text(app.Company.DepartmentHangzhou), StringComparison.Ordinal);

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
