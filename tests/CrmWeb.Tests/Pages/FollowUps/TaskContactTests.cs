using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.FollowUps;

/// <summary>Whom one calls about a task: whoever it names, the customer's primary contact only where it names nobody.</summary>
public sealed class TaskContactTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;

    [Theory]
    [InlineData(Who.RepEast, "/")]
    [InlineData(Who.MgrEast, "/")]
    [InlineData(Who.RepEast, "/follow-ups/{task}")]
    [InlineData(Who.RepEast, "/follow-ups/{task}?replan=true")]
    public async Task The_number_is_that_of_whoever_the_task_names(Who who, string address)
    {
        var (primary, second, customer) = await CustomerAsync();
        var named = await PlanAsync(customer, await ContactAsync(customer, second));
        Assert.Equal([second], await DialledAsync(who, address, named, customer));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/follow-ups/{task}")]
    public async Task Where_the_task_names_nobody_it_is_the_primary_contacts(string address)
    {
        var (primary, _, customer) = await CustomerAsync();
        Assert.Equal([primary], await DialledAsync(Who.RepEast, address, await PlanAsync(customer, null), customer));
    }

    [Fact]
    public async Task A_contact_who_has_left_is_still_the_one_named_and_the_desk_says_so()
    {
        var (_, second, customer) = await CustomerAsync();
        var contact = await ContactAsync(customer, second);
        var task = await PlanAsync(customer, contact);
        await app.WithAsync<ContactTransfer, int>(t => t.DepartAsync(contact, new ContactMoveForm(), app.As(Who.RepEast), None));
        foreach (var address in new[] { "/", $"/follow-ups/{task}" })
        {
            Assert.Equal([second], await DialledAsync(Who.RepEast, address, task, customer));
            Assert.Contains("已离职", (await (await app.ClientAsync(Who.RepEast)).GetAsync(address)).Text);
        }
    }

    [Fact]
    public async Task A_marketer_dials_nobody()
    {
        var (_, second, customer) = await CustomerAsync();
        var task = await PlanAsync(customer, await ContactAsync(customer, second));
        Assert.Empty(await DialledAsync(Who.Marketer, "/follow-ups/{task}", task, customer));
    }

    [Fact]
    public async Task Writing_about_a_contact_shows_that_contacts_number()
    {
        var (_, second, customer) = await CustomerAsync();
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/new?customer={customer}&contact={await ContactAsync(customer, second)}");
        Assert.Equal([$"tel:{second}"], page.Document.QuerySelectorAll(".about a[href^='tel:']").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task What_comes_after_a_task_does_not_repeat_its_subject()
    {
        var (_, _, customer) = await CustomerAsync();
        var task = await PlanAsync(customer, null);
        var form = Forms.Record(new DateTime(2026, 11, 18, 9, 30, 0), new DateTime(2026, 11, 20, 10, 0, 0));
        (form.Subject, form.NextStep) = ("去年就该做的事", null);
        await app.WithAsync<FollowUpCompletion>(w => w.CompleteAsync(task, form, app.As(Who.RepEast), None));
        var next = await app.DbAsync(db => db.FollowUps.AsNoTracking().SingleAsync(f => f.CustomerId == customer && f.Id != task));
        Assert.Equal(("Follow up", null), (next.Subject, next.Content));
    }

    [Fact]
    public async Task A_plan_begins_with_the_method_used_last_with_the_customer_and_else_with_the_readers_own()
    {
        var (_, _, customer) = await CustomerAsync();
        var other = (await CustomerAsync()).Customer;
        await RecordAsync(customer, "meeting", Who.MgrEast);
        await RecordAsync(other, "chat", Who.RepEast);
        var fresh = (await CustomerAsync()).Customer;
        Assert.Equal("meeting", await PlannedMethodAsync(customer));
        Assert.Equal("chat", await PlannedMethodAsync(fresh));
    }

    private async Task<string?> PlannedMethodAsync(int customer) =>
        (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/new?customer={customer}&plan=true")).FormWith("Form.Subject")["Form.Method"];

    private Task RecordAsync(int customer, string method, Who who)
    {
        var form = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0));
        form.Method = method;
        return app.WithAsync<FollowUpService, int>(w => w.RecordAsync(customer, form, app.As(who), None));
    }

    private async Task<(string Primary, string Second, int Customer)> CustomerAsync()
    {
        var (primary, second) = (Forms.NewMobile(), Forms.NewMobile());
        var form = Forms.Customer($"两位联系人第{Interlocked.Increment(ref count)}号轴承厂", primary);
        form.Contacts.Add(new ContactForm { Name = "宋佳", Mobile = second });
        return (primary, second, await app.RegisterAsync(Who.RepEast, form));
    }

    private Task<int> ContactAsync(int customer, string mobile) =>
        app.DbAsync(db => db.Contacts.Where(c => c.CustomerId == customer && c.Mobile == mobile).Select(c => c.Id).SingleAsync());

    private Task<int> PlanAsync(int customer, int? contact)
    {
        var form = Forms.Plan(new DateTime(2026, 11, 18, 16, 0, 0), "去年就该做的事");
        form.Contact = contact;
        return app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, form, app.As(Who.RepEast), None));
    }

    /// <summary>The numbers to tap beside the customer.</summary>
    private async Task<List<string>> DialledAsync(Who who, string address, int task, int customer)
    {
        var page = await (await app.ClientAsync(who)).GetAsync(address.Replace("{task}", $"{task}", StringComparison.Ordinal));
        return
        [
            .. page.Document.QuerySelectorAll(".due-rows li, .about").Where(place => place.QuerySelector($"a[href='/customers/{customer}']") is not null)
                .SelectMany(place => place.QuerySelectorAll("a[href^='tel:']")).Select(a => a.GetAttribute("href")![4..]),
        ];
    }
}
