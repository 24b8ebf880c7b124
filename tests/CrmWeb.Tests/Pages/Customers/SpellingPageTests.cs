using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Customers;

/// <summary>What a page shows is found by all pages that search, and dialled.</summary>
public sealed class SpellingPageTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Theory]
    [InlineData("Contacts[0].Landline", "021-6888 5501 转 801", "02168885501,801", "021-6888 5501 转 801")]
    [InlineData("Contacts[0].Landline", "+852 23455502", "+85223455502", "+852 2345 5502")]
    [InlineData("Contacts[0].Landline", "400-810-5503转1", "4008105503,1", "400-810-5503转1")]
    [InlineData("Contacts[0].Mobile", "138\uFE0F–1111–5504\u200E", "13811115504", "138–1111–5504")]
    public async Task A_number_copied_from_a_page_finds_its_row_everywhere_and_is_dialled_with_its_extension(string field, string typed, string dial, string shown)
    {
        var browser = await app.ClientAsync(Who.RepEast);
        var name = $"页面号码{dial.Length}{dial[^4..].Trim(',')}仪表有限公司";
        var form = (await browser.GetAsync("/customers/new")).FormWith("Form.Name")
            .Set("Form.Name", name).Set("Form.Kind", "Enterprise").Set("Form.Industry", "C34").Set("Form.Type", "Potential").Set("Form.Category", "New").Set("Form.Source", "online")
            .Set("Form.Contacts[0].Name", "章\u3000明").Set($"Form.{field}", typed);
        var saved = await form.SubmitAsync();
        Assert.True(saved.IsRedirect, saved.Text);

        var record = await saved.FollowAsync();
        Assert.NotNull(record.Document.QuerySelector($"a[href='tel:{dial}']"));
        foreach (var address in new[] { "/customers?q=", "/contacts?q=", "/search?q=" })
        {
            foreach (var q in new[] { shown, $"章明 {shown}", $"仪表 {shown}" })
            {
                var page = await browser.GetAsync(address + Uri.EscapeDataString(q));
                Assert.True(page.Text.Contains(name, StringComparison.Ordinal), $"{address}{q}");
            }
        }

        Assert.Contains((await browser.GetAsync($"/contacts?q={Uri.EscapeDataString(shown)}")).Texts(".tel"), t => t.Contains(shown, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_invisible_character_is_stored_where_none_can_be_meant()
    {
        var browser = await app.ClientAsync(Who.RepEast);
        var saved = await (await browser.GetAsync("/customers/new")).FormWith("Form.Name")
            .Set("Form.Name", "隐\u200B形\uFE0F字符仪表有限公司").Set("Form.Kind", "Enterprise").Set("Form.Industry", "C34").Set("Form.Type", "Potential").Set("Form.Category", "New").Set("Form.Source", "online")
            .Set("Form.Contacts[0].Name", "郝\u200D人").Set("Form.Contacts[0].Mobile", "\u202A152\uFE0F99990001\u202C").Set("Form.Contacts[0].Mail", "hao\u200E@example.com")
            .Set("Form.Website", "www.\u200Bexample.com").Set("Form.ExpectedAmount", "1\u20605000").Set("Form.Remarks", "家\u200B人 👨\u200D👩\u200D👧 ❤\uFE0F 1\uFE0F\u20E3").SubmitAsync();
        Assert.True(saved.IsRedirect, saved.Text);

        var id = int.Parse(saved.Location!.Split('/', '?')[2], System.Globalization.CultureInfo.InvariantCulture);
        var customer = await app.DbAsync(db => db.Customers.AsNoTracking().Include(c => c.Contacts).SingleAsync(c => c.Id == id));
        var contact = Assert.Single(customer.Contacts);
        Assert.Equal(("隐形字符仪表有限公司", "www.example.com", 15000m), (customer.Name, customer.Company.Website, customer.Needs.ExpectedAmount));
        Assert.Equal(("郝人", "15299990001", "hao@example.com"), (contact.Name, contact.Mobile, contact.Mail));
        Assert.Equal("家人 👨\u200D👩\u200D👧 ❤\uFE0F 1\uFE0F\u20E3", customer.Notes.Remarks);
    }
}
