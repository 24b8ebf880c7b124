using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers;

public sealed class CustomerAccessTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private enum Right
    {
        View,
        Edit,
        Govern,
    }

    [Theory]
    [InlineData(Who.RepEast, "VEG")]
    [InlineData(Who.RepEast2, "V")]
    [InlineData(Who.RepEast3, "VE")]
    [InlineData(Who.MgrEast, "VEG")]
    [InlineData(Who.MgrSouth, "")]
    [InlineData(Who.RepSouth, "")]
    [InlineData(Who.Admin, "VEG")]
    [InlineData(Who.Service, "VG")]
    [InlineData(Who.Marketer, "VG")]
    public async Task Everybody_reaches_the_customer_as_far_as_their_role_does(Who who, string rights)
    {
        var id = app.Company.EastCustomer;
        Assert.Equal(rights.Contains('V'), await ReachesAsync(id, app.As(who), Right.View));
        Assert.Equal(rights.Contains('E'), await ReachesAsync(id, app.As(who), Right.Edit));
        Assert.Equal(rights.Contains('G'), await ReachesAsync(id, app.As(who), Right.Govern));
    }

    [Fact]
    public async Task Nobody_sees_nothing()
    {
        Assert.False(await ReachesAsync(app.Company.EastCustomer, UserScope.Nobody, Right.View));
        Assert.False(await ReachesAsync(app.Company.EastCustomer, UserScope.Nobody, Right.Edit));
    }

    [Fact]
    public async Task A_role_without_the_permission_to_see_customers_sees_none_however_wide_its_scope() =>
        Assert.False(await ReachesAsync(app.Company.EastCustomer, app.As(Who.Admin) with { Permissions = [Permissions.CustomersEdit] }, Right.View));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public async Task A_collaboration_holds_to_the_end_of_its_last_day(int days, bool holds)
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer($"协作到期第{days + 2}家机床厂"));
        var by = app.As(Who.RepSouth);
        await ShareAsync(id, new Collaborator(by.UserId, canEdit: true, by.Today.AddDays(days)));

        Assert.Equal(holds, await ReachesAsync(id, by, Right.View));
        Assert.Equal(holds, await ReachesAsync(id, by, Right.Edit));
        Assert.False(await ReachesAsync(id, by, Right.Govern));
    }

    [Fact]
    public async Task A_manager_may_collaborate_outside_the_department_too()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("跨区协作齿轮厂"));
        await ShareAsync(id, new Collaborator(app.Company[Who.MgrSouth].Id, canEdit: false, until: null));

        Assert.True(await ReachesAsync(id, app.As(Who.MgrSouth), Right.View));
        Assert.False(await ReachesAsync(id, app.As(Who.MgrSouth), Right.Edit));
        Assert.False(await ReachesAsync(id, app.As(Who.MgrSouth), Right.Govern));
    }

    [Fact]
    public async Task A_customer_without_owner_and_department_is_seen_by_those_who_see_everything()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("公海里的阀门厂"));
        await app.DbAsync(db => db.Customers.Where(c => c.Id == id)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.OwnerId, (int?)null).SetProperty(c => c.DepartmentId, (int?)null)));

        Assert.False(await ReachesAsync(id, app.As(Who.RepEast), Right.View));
        Assert.False(await ReachesAsync(id, app.As(Who.MgrEast), Right.View));
        Assert.True(await ReachesAsync(id, app.As(Who.Service), Right.View));
    }

    [Theory]
    [InlineData(Who.RepEast)]
    [InlineData(Who.Admin)]
    public async Task What_lies_in_the_bin_is_out_of_reach(Who who) =>
        Assert.False(await ReachesAsync(app.Company.BinnedCustomer, app.As(who), Right.View));

    [Theory]
    [InlineData(Who.RepEast, true, true, false, false)]
    [InlineData(Who.RepEast2, false, false, false, false)]
    [InlineData(Who.RepEast3, true, true, false, false)]
    [InlineData(Who.MgrEast, true, true, true, true)]
    [InlineData(Who.Admin, true, true, true, true)]
    [InlineData(Who.Service, false, false, false, false)]
    [InlineData(Who.Marketer, false, false, false, false)]
    public async Task The_record_offers_what_its_reader_may_do(Who who, bool edit, bool followUp, bool reassign, bool delete)
    {
        var record = await app.WithAsync<CustomerRecordQueries, CustomerRecord>(q => q.ReadAsync(app.Company.EastCustomer, app.As(who), CancellationToken.None));
        Assert.Equal(new CustomerRights(edit, followUp, reassign, delete), record.Rights with { Urge = false });
    }

    private Task<bool> ReachesAsync(int id, UserScope by, Right right) => app.DbAsync(db => (right switch
    {
        Right.View => db.Customers.VisibleTo(by),
        Right.Edit => db.Customers.EditableBy(by),
        _ => db.Customers.GovernedBy(by),
    }).AnyAsync(c => c.Id == id));

    private Task ShareAsync(int id, Collaborator with) => app.DbAsync(async db =>
    {
        var customer = await db.Customers.Include(c => c.Collaborators).SingleAsync(c => c.Id == id);
        customer.AddCollaborator(with);
        return await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
    });
}
