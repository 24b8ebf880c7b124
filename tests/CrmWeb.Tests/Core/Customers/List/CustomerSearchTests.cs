using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.List;

public sealed class CustomerSearchTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Theory]
    [InlineData("精密机械")]
    [InlineData("恒锐精")]
    [InlineData("张伟明")]
    [InlineData("1111")]
    [InlineData("139-1111 2222")]
    [InlineData("C202611")]
    [InlineData("ｃ202611")]
    public async Task Any_part_of_name_number_contact_and_phone_finds_the_customer(string typed) =>
        Assert.Contains(await SuggestAsync(typed, Who.RepEast), s => s.Id == app.Company.EastCustomer);

    [Theory]
    [InlineData("")]
    [InlineData("恒")]
    [InlineData("没有这家公司")]
    [InlineData("恒锐%")]
    [InlineData("_锐")]
    [InlineData("'; DROP TABLE Customers; --")]
    public async Task Too_little_and_what_is_not_there_finds_nothing(string typed) => Assert.Empty(await SuggestAsync(typed, Who.Admin));

    [Theory]
    [InlineData(Who.RepSouth)]
    [InlineData(Who.MgrSouth)]
    public async Task Outside_the_scope_nothing_is_found(Who who)
    {
        Assert.Empty(await SuggestAsync("恒锐", who));
        Assert.Empty(await SuggestAsync(TestCompany.EastMobile, who));
    }

    [Theory]
    [InlineData(Who.RepEast2)]
    [InlineData(Who.RepEast3)]
    [InlineData(Who.MgrEast)]
    [InlineData(Who.Service)]
    public async Task Inside_it_the_contact_is_named(Who who) =>
        Assert.Equal(TestCompany.EastContact, Assert.Single(await SuggestAsync("恒锐", who)).ContactName);

    [Fact]
    public async Task Whoever_reads_no_personal_data_sees_the_contact_masked() =>
        Assert.Equal("张**", Assert.Single(await SuggestAsync("恒锐", Who.Marketer)).ContactName);

    [Theory]
    [InlineData(TestCompany.EastMobile)]
    [InlineData("2222")]
    [InlineData(TestCompany.EastContact)]
    public async Task Whoever_reads_no_personal_data_cannot_find_by_it(string typed)
    {
        Assert.Empty(await SuggestAsync(typed, Who.Marketer));
        Assert.Equal(0, (await ListAsync(typed, Who.Marketer)).Total);
    }

    [Fact]
    public async Task The_list_masks_too()
    {
        var contact = Assert.Single((await ListAsync("恒锐", Who.Marketer)).Rows).Contact!;
        Assert.Equal(new ContactLine("张**", "139****2222", null), contact);
    }

    [Fact]
    public async Task The_record_masks_too()
    {
        var record = await app.WithAsync<CustomerRecordQueries, CustomerRecord>(
            q => q.ReadAsync(app.Company.EastCustomer, app.As(Who.Marketer), CancellationToken.None));
        var contact = Assert.Single(record.Contacts);
        Assert.Equal(("张**", "139****2222", null), (contact.Name, contact.Mobile, contact.Dial));
    }

    [Fact]
    public async Task What_lies_in_the_bin_is_not_found() => Assert.Empty(await SuggestAsync("明曜包装", Who.Admin));

    private Task<IReadOnlyList<SearchSuggestion>> SuggestAsync(string typed, Who who) =>
        app.WithAsync<CustomerSearch, IReadOnlyList<SearchSuggestion>>(s => s.SuggestAsync(typed, app.As(who), CancellationToken.None));

    private Task<PageOf<CustomerRow>> ListAsync(string q, Who who) =>
        app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(l => l.ListAsync(new CustomerFilter { Q = q }, app.As(who), CancellationToken.None));
}
