using System.Net;
using System.Reflection;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Organization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>Searching is limited by what is asked, on whichever page it is asked.</summary>
public sealed class SearchLimitTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static readonly string[] Searching =
    [
        "/search?q={0}", "/search/suggest?q={0}", "/customers?q={0}", "/contacts?q={0}", "/follow-ups/new?q={0}", "/admin/users?q={0}", "/admin/lists/source?q={0}",
        "/contacts/{contact}/move?q={0}", "/customers/{customer}?q={0}", "/choices/customers?q={0}", "/follow-ups?q={0}", "/orders?q={0}", "/orders/new?q={0}",
    ];

    /// <summary>Searches only in what it answers to a form: the timeline around an entry that was pinned.</summary>
    private const string Posted = "/customers/{customer}/pin?followUp=1&pinned=true&q={0}";

    public static TheoryData<string> Addresses => [.. Searching];

    /// <summary>Every page whose address carries a search, found by what is bound.</summary>
    [Fact]
    public void The_addresses_above_are_all_that_search() => Assert.Equal(
        Searching.Append(Posted).Count(),
        typeof(Program).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(PageModel)))
            .Count(t => t.GetProperties().Any(p => IsSearch(p)
                || (p.GetCustomAttribute<BindPropertyAttribute>() is not null && p.PropertyType.GetProperties().Any(i => i.Name == "Q")))
                || t.GetMethods().Where(m => m.Name.StartsWith("OnGet", StringComparison.Ordinal))
                    .Any(m => m.GetParameters().Any(a => a.ParameterType.GetProperties().Any(i => i.Name == "Q")))));

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task An_overlong_search_is_refused_in_words(string address)
    {
        var browser = await app.ClientAsync(Who.Admin);
        var answer = await browser.GetAsync(string.Format(null, await FilledAsync(address), new string('长', 201)));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    /// <summary>A text in a field of the company's own is a search, too: whether there is such a field is not asked any more.</summary>
    [Fact]
    public async Task A_search_in_a_field_of_the_companys_own_counts_as_one()
    {
        var user = await app.Services.HireAsync(app.Company.DepartmentSouth, app.As(Who.Admin), BuiltInRoles.Admin);
        var browser = await app.SignInAsync(user.UserName!, Newcomers.Password);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync($"/customers?cf.notes.has={new string('长', 201)}")).Status);
        for (var i = 0; i < 240; i++)
            await browser.GetAsync("/search?cf.notes.has=恒锐");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.GetAsync("/search?cf.notes.has=恒锐")).Status);
    }

    [Fact]
    public async Task An_overlong_search_in_the_address_of_a_form_is_refused_in_words()
    {
        var browser = await app.ClientAsync(Who.Admin);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync(string.Format(null, await FilledAsync(Posted), new string('长', 201)))).Status);
    }

    [Fact]
    public async Task All_pages_together_are_searched_240_times_a_minute_and_looked_at_freely()
    {
        var user = await app.Services.HireAsync(app.Company.DepartmentSouth, app.As(Who.Admin), BuiltInRoles.Admin);
        var browser = await app.SignInAsync(user.UserName!, Newcomers.Password);
        var addresses = await Task.WhenAll(Searching.Select(FilledAsync));
        var answered = 0;
        for (var i = 0; i < 260; i++)
            answered += (await browser.GetAsync(string.Format(null, addresses[i % addresses.Length], "恒锐"))).Status == HttpStatusCode.OK ? 1 : 0;

        Assert.InRange(answered, 200, 240);
        foreach (var address in addresses)
            Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.GetAsync(string.Format(null, address, "恒锐"))).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.PostAsync(string.Format(null, await FilledAsync(Posted), "恒锐"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/customers")).Status);
    }

    private static bool IsSearch(PropertyInfo property) => property.Name == "Q" && property.GetCustomAttribute<BindPropertyAttribute>() is not null;

    private async Task<string> FilledAsync(string address) => address.Contains("{contact}", StringComparison.Ordinal)
        ? address.Replace("{contact}", $"{await ContactAsync()}", StringComparison.Ordinal)
        : address.Replace("{customer}", $"{app.Company.EastCustomer}", StringComparison.Ordinal);

    private async Task<int> ContactAsync()
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer($"搜索限制第{Guid.NewGuid().ToString("N")[..6]}号工厂"));
        return await app.DbAsync(db => Task.FromResult(db.Contacts.Where(c => c.CustomerId == customer).Select(c => c.Id).Single()));
    }
}
