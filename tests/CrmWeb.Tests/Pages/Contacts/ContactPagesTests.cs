using System.Net;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Contacts;

/// <summary>The list of contacts, and contacts who leave or go to another customer.</summary>
public sealed class ContactPagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static int count;

    [Fact]
    public async Task A_contact_comes_with_a_phone_to_tap_the_customer_and_a_way_to_write()
    {
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync("/contacts?q=2222");
        Assert.Contains(page.Texts("tbody tr"), t => t.Contains(TestCompany.EastContact) && t.Contains(TestCompany.EastName));
        Assert.NotNull(page.Document.QuerySelector($"tbody a[href='tel:{TestCompany.EastMobile}']"));
        Assert.NotNull(page.Document.QuerySelector($"tbody a[href='/customers/{app.Company.EastCustomer}']"));
        var write = page.Document.QuerySelector($"tbody a[href^='/follow-ups/new?customer={app.Company.EastCustomer}&contact=']")!;
        Assert.Equal(HttpStatusCode.OK, (await (await app.ClientAsync(Who.RepEast)).GetAsync(write.GetAttribute("href")!)).Status);
        Assert.Contains("联系人", page.Texts(".side-nav a"));
    }

    [Fact]
    public async Task A_marketer_sees_masked_names_and_nothing_to_tap()
    {
        var page = await (await app.ClientAsync(Who.Marketer)).GetAsync("/contacts");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain(TestCompany.EastContact, page.Text);
        Assert.DoesNotContain(TestCompany.EastMobile, page.Text);
        Assert.Null(page.Document.QuerySelector("tbody a[href^='tel:'], tbody a[href^='/contacts/']"));
    }

    [Theory]
    [InlineData("departed=perhaps")]
    [InlineData("role=nobody")]
    [InlineData("p=two")]
    public async Task A_filter_that_means_nothing_is_answered_400(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/contacts?{query}")).Status);

    [Fact]
    public async Task A_departure_is_shown_in_grey_and_can_be_taken_back()
    {
        var (id, contacts) = await NewAsync("谢一", "谢二");
        var browser = await app.ClientAsync(Who.RepEast);
        var gone = await (await browser.GetAsync($"/contacts/{contacts[0]}")).FormWith("Form.On").Set("Form.On", "2026-11-17").SubmitAsync();
        Assert.Equal($"/customers/{id}", gone.Location);
        var record = await gone.FollowAsync();
        Assert.Contains(record.Texts(".is-departed"), t => t.Contains("谢一") && t.Contains("已离职"));
        Assert.DoesNotContain((await browser.GetAsync($"/follow-ups/new?customer={id}")).Texts("#Form_Contact option"), t => t.Contains("谢一"));


        // It is answered with a page, which nobody can put into this one.
        Assert.Null(record.Document.QuerySelector(".toast-note form[data-in-place]"));
        var back = await record.Form(".toast-note form").SubmitAsync();
        Assert.Empty((await back.FollowAsync()).Texts(".is-departed"));
    }

    [Fact]
    public async Task A_departed_contact_stays_chosen_where_it_is()
    {
        var (id, contacts) = await NewAsync("谢三", "谢四");
        var browser = await app.ClientAsync(Who.RepEast);
        await (await browser.GetAsync($"/contacts/{contacts[0]}")).FormWith("Form.On").SubmitAsync();
        var answer = await (await browser.GetAsync($"/follow-ups/new?customer={id}")).FormWith("Form.Content")
            .Set("Form.Contact", $"{contacts[0]}").Set("Form.Content", "").SubmitAsync();
        Assert.Contains(answer.Texts("#Form_Contact option[selected]"), t => t.Contains("谢三") && t.Contains("已离职"));
    }

    [Fact]
    public async Task The_customer_without_any_current_contact_asks_for_one()
    {
        var (id, contacts) = await NewAsync("谢五");
        var browser = await app.ClientAsync(Who.RepEast);
        await (await browser.GetAsync($"/contacts/{contacts[0]}")).FormWith("Form.On").SubmitAsync();
        var record = await browser.GetAsync($"/customers/{id}");
        Assert.Contains(record.Texts(".rows li"), t => t.Contains("联系人均已离职"));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/follow-ups/new?customer={id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/customers/{id}/edit")).Status);
    }

    [Fact]
    public async Task A_move_is_chosen_from_a_plain_search_and_shown_at_both()
    {
        var (from, contacts) = await NewAsync("谢六");
        var (to, _) = await NewAsync("谢七");
        var name = await app.DbAsync(db => db.Customers.Where(c => c.Id == to).Select(c => c.Name).SingleAsync());
        var browser = await app.ClientAsync(Who.RepEast);
        var page = await browser.GetAsync($"/contacts/{contacts[0]}/move?q={Uri.EscapeDataString(name)}");
        Assert.Equal($"{to}", Assert.Single(page.Document.QuerySelectorAll("#targets input")).GetAttribute("value"));

        var refused = await page.FormWith("Form.On").Set("Form.Customer", $"{app.Company.SouthCustomer}").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("没有这个选项", Assert.Single(refused.Texts("#Form_Customer_error")));

        var moved = await page.FormWith("Form.On").Set("Form.Customer", $"{to}").SubmitAsync();
        Assert.Equal($"/customers/{to}", moved.Location);
        Assert.Contains((await moved.FollowAsync()).Texts(".rows li"), t => t.Contains("谢六") && t.Contains("来自") && t.Contains("（至 2026-11）"));
        Assert.Contains((await browser.GetAsync($"/customers/{from}")).Texts(".rows li"), t => t.Contains("谢六") && t.Contains($"已转到 {name}"));
    }

    private async Task<(int Id, IReadOnlyList<int> Contacts)> NewAsync(params string[] names)
    {
        var form = Forms.Customer($"联系人页面第{Interlocked.Increment(ref count)}号铸造厂", contact: names[0]);
        form.Contacts.AddRange(names.Skip(1).Select(n => new ContactForm { Name = n, Mobile = Forms.NewMobile() }));
        var id = await app.RegisterAsync(Who.RepEast, form);
        return (id, await app.DbAsync(db => db.Contacts.Where(c => c.CustomerId == id).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync()));
    }
}
