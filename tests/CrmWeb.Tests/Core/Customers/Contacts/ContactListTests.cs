using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Contacts;

public sealed class ContactListTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Theory]
    [InlineData("张伟明")]
    [InlineData("2222")]
    [InlineData("139 1111 2222")]
    [InlineData("恒锐")]
    public async Task A_contact_is_found_by_name_phone_last_digits_and_customer(string q) =>
        Assert.Contains(TestCompany.EastContact, await NamesAsync(new ContactFilter { Q = q }, Who.RepEast));

    [Theory]
    [InlineData("张伟明", 0)]
    [InlineData("2222", 0)]
    [InlineData("恒锐", 1)]
    public async Task Who_reads_no_personal_data_searches_by_none(string q, int found)
    {
        var rows = await ListAsync(new ContactFilter { Q = q }, Who.Marketer);
        Assert.Equal(found, rows.Total);
        Assert.All(rows.Rows, r =>
        {
            Assert.Equal("张**", r.Card.Name);
            Assert.Equal("139****2222", r.Card.Mobile);
            Assert.Null(r.Card.Dial);
        });
    }

    [Theory]
    [InlineData(Who.RepEast, true)]
    [InlineData(Who.RepEast2, true)]
    [InlineData(Who.MgrEast, true)]
    [InlineData(Who.RepSouth, false)]
    [InlineData(Who.MgrSouth, false)]
    public async Task Only_contacts_of_visible_customers_are_listed(Who who, bool seen) =>
        Assert.Equal(seen, (await NamesAsync(new ContactFilter(), who)).Contains(TestCompany.EastContact));

    [Fact]
    public async Task Contacts_of_deleted_customers_are_not_listed() =>
        Assert.DoesNotContain("徐静", await NamesAsync(new ContactFilter { Departed = "all" }, Who.Admin));

    [Fact]
    public async Task Departed_ones_are_listed_where_asked_for()
    {
        var form = Forms.Customer("离职名单铸造厂", contact: "离职甲");
        form.Contacts.Add(new ContactForm { Name = "在职乙", Mobile = Forms.NewMobile(), Role = await RoleAsync() });
        var id = await app.RegisterAsync(Who.RepEast, form);
        var gone = await app.DbAsync(db => db.Contacts.Where(c => c.CustomerId == id).OrderBy(c => c.Id).Select(c => c.Id).FirstAsync());
        await app.WithAsync<ContactTransfer>(m => m.DepartAsync(gone, new ContactMoveForm(), app.As(Who.RepEast), CancellationToken.None));

        Assert.Equal(["在职乙"], await NamesAsync(new ContactFilter { Q = "离职名单" }, Who.RepEast));
        Assert.Equal(["离职甲"], await NamesAsync(new ContactFilter { Q = "离职名单", Departed = "departed" }, Who.RepEast));
        Assert.Equal(2, (await NamesAsync(new ContactFilter { Q = "离职名单", Departed = "all", Owner = "me" }, Who.RepEast)).Count);
        Assert.Equal(["在职乙"], await NamesAsync(new ContactFilter { Q = "离职名单", Departed = "all", Role = await RoleAsync() }, Who.RepEast));
        Assert.Empty(await NamesAsync(new ContactFilter { Q = "离职名单", Departed = "all", Owner = "me" }, Who.MgrEast));
    }

    [Theory]
    [InlineData("role")]
    [InlineData("departed")]
    [InlineData("owner")]
    [InlineData("p")]
    [InlineData("size")]
    public async Task A_value_that_means_nothing_is_refused(string parameter)
    {
        ContactFilter filter = parameter switch
        {
            "role" => new() { Role = "nobody" },
            "departed" => new() { Departed = "perhaps" },
            "owner" => new() { Owner = "999999" },
            "p" => new() { P = "two" },
            _ => new() { Size = "1000" },
        };
        Assert.Equal(parameter, (await Assert.ThrowsAsync<BadQueryException>(() => ListAsync(filter, Who.Admin))).Parameter);
    }

    private Task<string> RoleAsync() => app.DbAsync(db => db.ListItems.Where(i => i.Kind == CrmWeb.Core.ReferenceData.Lists.ListKind.ContactRole).OrderBy(i => i.Id).Select(i => i.Code).FirstAsync());

    private Task<PageOf<ContactRow>> ListAsync(ContactFilter filter, Who who) =>
        app.WithAsync<ContactQueries, PageOf<ContactRow>>(q => q.ListAsync(filter, app.As(who), CancellationToken.None));

    private async Task<IReadOnlyList<string>> NamesAsync(ContactFilter filter, Who who) => [.. (await ListAsync(filter, who)).Rows.Select(r => r.Card.Name)];
}
