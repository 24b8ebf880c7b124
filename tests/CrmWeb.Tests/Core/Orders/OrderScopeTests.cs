using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Orders;

/// <summary>Who sees which orders, and who may change them; also after the customer has gone to somebody else.</summary>
public sealed class OrderScopeTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly Who[] Everybody = Enum.GetValues<Who>();

    [Fact]
    public async Task Everybody_sees_and_changes_exactly_what_the_customer_and_the_own_orders_allow()
    {
        var (customer, order) = await SharedAsync();
        var seers = await WhereAsync(who => SeesAsync(order, who));
        Assert.Equal([Who.RepEast, Who.RepEast2, Who.RepEast3, Who.MgrEast, Who.Admin, Who.Service, Who.Marketer], seers);
        Assert.Equal([Who.RepEast, Who.RepEast3, Who.MgrEast, Who.Admin], await WhereAsync(who => DoesAsync(() => app.OpenAsync(order, who))));
        Assert.Equal([Who.RepEast, Who.RepEast3, Who.MgrEast, Who.Admin], await WhereAsync(who => DoesAsync(() => app.PayAsync(order, Forms.Payment("1"), who))));

        // The list, its count and its search show the same as the page.
        foreach (var who in Everybody)
        {
            var list = await ListAsync(new OrderFilter { Customer = $"{customer}" }, who);
            Assert.Equal((seers.Contains(who) ? 1 : 0, list.Rows.Count), (list.Total, list.Total));
            var number = await app.DbAsync(db => db.Orders.Where(o => o.Id == order).Select(o => o.Number).SingleAsync());
            Assert.Equal(list.Total, (await ListAsync(new OrderFilter { Q = number.ToLowerInvariant() }, who)).Total);
        }
    }

    [Fact]
    public async Task An_order_stays_its_owners_when_the_customer_goes_to_another_branch()
    {
        var customer = await app.CustomerAsync();
        var order = await app.EnterAsync(customer, Forms.Order());
        await app.WithAsync<CustomerAssignment>(a => a.AssignAsync(customer, app.Company[Who.RepSouth].Id, app.As(Who.Admin), Ordered.None));

        Assert.Equal([Who.RepEast, Who.MgrEast, Who.MgrSouth, Who.RepSouth, Who.Admin, Who.Service, Who.Marketer], await WhereAsync(who => SeesAsync(order, who)));
        var view = await app.ReadAsync(order);
        Assert.Equal(("王海涛", false, false), (view.Row.OwnerName, view.Row.OpensCustomer, view.Rights.Write));
        Assert.Equal([Who.MgrSouth, Who.RepSouth, Who.Admin], await WhereAsync(who => DoesAsync(() => app.OpenAsync(order, who))));
        Assert.Equal(("王海涛", true), ((await app.ReadAsync(order, Who.RepSouth)).Row.OwnerName, (await app.ReadAsync(order, Who.RepSouth)).Row.OpensCustomer));
        Assert.Equal(1, (await ListAsync(new OrderFilter { Customer = $"{customer}", Owner = "me" }, Who.RepEast)).Total);
        Assert.Equal(0, (await ListAsync(new OrderFilter { Customer = $"{customer}", Owner = "me" }, Who.RepSouth)).Total);

        // Changing it does not change whose it is.
        var form = await app.OpenAsync(order, Who.RepSouth);
        form.Amount = "80000";
        Assert.True((await app.SaveAsync(order, form, Who.RepSouth)).IsSaved);
        Assert.Equal("王海涛", (await app.ReadAsync(order)).Row.OwnerName);
    }

    [Fact]
    public async Task Whose_order_it_is_changes_only_by_those_who_may_give_customers_away()
    {
        var customer = await app.CustomerAsync();
        var order = await app.EnterAsync(customer, Forms.Order());
        await app.WithAsync<CustomerAssignment>(a => a.AssignAsync(customer, app.Company[Who.RepSouth].Id, app.As(Who.Admin), Ordered.None));
        var form = await app.OpenAsync(order, Who.RepSouth);
        form.Owner = app.Company[Who.RepSouth].Id;
        Assert.Equal("Owner", (await Assert.ThrowsAsync<ValidationException>(() => app.SaveAsync(order, form, Who.RepSouth))).Errors.Single().PropertyName);
        Assert.Equal("王海涛", (await app.ReadAsync(order)).Row.OwnerName);
        Assert.True((await app.SaveAsync(order, form, Who.MgrSouth)).IsSaved);
        Assert.Equal("林志强", (await app.ReadAsync(order, Who.MgrSouth)).Row.OwnerName);
    }

    [Fact]
    public async Task Whoever_shares_a_customer_enters_orders_for_its_owner_and_for_oneself_and_for_nobody_else()
    {
        var (customer, _) = await SharedAsync();
        async Task<string> OwnerAsync(Who owner)
        {
            var form = Forms.Order("10");
            form.Owner = app.Company[owner].Id;
            return (await app.ReadAsync(await app.EnterAsync(customer, form, Who.RepEast3), Who.RepEast3)).Row.OwnerName;
        }

        Assert.Equal("王海涛", await OwnerAsync(Who.RepEast));
        Assert.Equal("何家宝", await OwnerAsync(Who.RepEast3));
        Assert.Equal("Owner", (await Assert.ThrowsAsync<ValidationException>(() => OwnerAsync(Who.RepEast2))).Errors.Single().PropertyName);
    }

    [Fact]
    public async Task With_the_customer_its_orders_go_to_the_recycle_bin_for_everybody()
    {
        var customer = await app.CustomerAsync();
        var order = await app.EnterAsync(customer, Forms.Order());
        await app.WithAsync<RecycleBin>(b => b.DeleteAsync(customer, app.As(Who.MgrEast), Ordered.None));
        Assert.Empty(await WhereAsync(who => SeesAsync(order, who)));
        foreach (var who in Everybody)
            Assert.Equal(0, (await ListAsync(new OrderFilter { Customer = $"{customer}" }, who)).Total);
        await app.WithAsync<RecycleBin>(b => b.RestoreAsync(customer, app.As(Who.MgrEast), Ordered.None));
        Assert.True(await SeesAsync(order, Who.RepEast));
    }

    [Fact]
    public async Task Whoever_reads_no_personal_data_reads_no_words_of_an_order()
    {
        var form = Forms.Order(plan: [("2026-12-01", "1")]);
        (form.Amount, form.Remarks, form.Plan[0].Note) = (null, "张总 13911112222", "张总签字后付");
        form.Items = [new() { Name = "张总定制柜", Unit = "套", Quantity = "1", UnitPrice = "10" }];
        var order = await app.OrderAsync(form);
        var payment = Forms.Payment("1");
        payment.Note = "张总个人账户";
        await app.PayAsync(order, payment);
        var view = await app.ReadAsync(order, Who.Marketer);
        foreach (var words in new[] { view.Row.Subject, view.Remarks, view.Items[0].Name, view.Plan[0].Note, view.Payments[0].Note })
            Assert.Equal(PersonalView.Hidden, words);
        Assert.Equal((10m, 1m), (view.Row.Amount, view.Row.Received));
        var changes = await app.WithAsync<OrderChanges, IReadOnlyList<OrderChange>>(c => c.ReadAsync(order, app.As(Who.Marketer), Ordered.None));
        Assert.DoesNotContain(changes.SelectMany(c => c.Changes), c => $"{c.Old}{c.New}".Contains('张', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("state=4")]
    [InlineData("state=Nothing")]
    [InlineData("paid=perhaps")]
    [InlineData("owner=0")]
    [InlineData("owner=999999")]
    [InlineData("customer=x")]
    [InlineData("sort=remarks")]
    public async Task What_nobody_can_have_typed_is_no_address(string query)
    {
        var (name, value) = (query.Split('=')[0], query.Split('=')[1]);
        var filter = new OrderFilter
        {
            State = name == "state" ? value : null,
            Paid = name == "paid" ? value : null,
            Owner = name == "owner" ? value : null,
            Customer = name == "customer" ? value : null,
            Sort = name == "sort" ? value : null,
        };
        Assert.Equal(name, (await Assert.ThrowsAsync<BadQueryException>(() => ListAsync(filter, Who.RepEast))).Parameter);
    }

    private async Task<(int Customer, int Order)> SharedAsync()
    {
        var customer = await app.CustomerAsync();
        var order = await app.EnterAsync(customer, Forms.Order());
        await app.DbAsync(async db =>
        {
            var shared = await db.Customers.Include(c => c.Collaborators).SingleAsync(c => c.Id == customer);
            shared.AddCollaborator(new Collaborator(app.Company[Who.RepEast2].Id, canEdit: false, until: null));
            shared.AddCollaborator(new Collaborator(app.Company[Who.RepEast3].Id, canEdit: true, until: null));
            return await db.SaveChangesAsync(UserScope.System, Ordered.None);
        });
        return (customer, order);
    }

    private Task<bool> SeesAsync(int order, Who who) => DoesAsync(() => app.ReadAsync(order, who));

    private static async Task<bool> DoesAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (NotFoundException)
        {
            return false;
        }
    }

    private static async Task<List<Who>> WhereAsync(Func<Who, Task<bool>> holds)
    {
        List<Who> found = [];
        foreach (var who in Everybody)
        {
            if (await holds(who))
                found.Add(who);
        }

        return found;
    }

    private Task<PageOf<OrderRow>> ListAsync(OrderFilter filter, Who who) => app.WithAsync<OrderListQueries, PageOf<OrderRow>>(o => o.ListAsync(filter, app.As(who), Ordered.None));
}
