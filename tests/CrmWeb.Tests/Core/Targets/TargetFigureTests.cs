using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Targets;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Targets;

/// <summary>A November whose figures are known, read on a Thursday in December.</summary>
public sealed class NovemberFixture : CoreFixture, IAsyncLifetime
{
    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        var handedOver = await this.CustomerAsync();

        // The last second of the month in Shanghai, and the first of the next.
        var evening = new DateTime(2026, 11, 30, 15, 59, 59, DateTimeKind.Utc);
        Clock.Now = evening;
        await this.CustomerAsync(Who.RepEast2);
        Clock.Now = evening.AddSeconds(1);
        await this.CustomerAsync(Who.RepEast2);
        var tonight = Services.GetRequiredService<OrganizationClock>().Today;

        Clock.Now = new DateTime(2026, 12, 10, 2, 0, 0, DateTimeKind.Utc);
        var first = await OrderAsync("100000", new DateOnly(2026, 11, 1));
        await OrderAsync("250.55", new DateOnly(2026, 11, 30));
        await OrderAsync("999", tonight);
        await OrderAsync("5000", new DateOnly(2026, 10, 31));
        await this.MoveAsync(await OrderAsync("0.45", new DateOnly(2026, 11, 15)), OrderState.Completed);
        await this.MoveAsync(await OrderAsync("700", new DateOnly(2026, 11, 15)), OrderState.Void, "客户取消项目");
        var draft = Forms.Order("800");
        draft.IsDraft = true;
        await this.EnterAsync(handedOver, draft);

        await PayAsync("1000", new DateOnly(2026, 11, 1));
        await PayAsync("500.5", new DateOnly(2026, 11, 30));
        await PayAsync("200", tonight);
        var wrong = await PayAsync("300", new DateOnly(2026, 11, 18));
        await WithAsync<PaymentService>(p => p.VoidAsync(wrong, new VoidForm { Reason = "重复登记" }, As(Who.RepEast), Ordered.None));

        var shared = Company.EastCustomer;
        foreach (var at in new[] { new DateTime(2026, 11, 30, 23, 59, 0), new DateTime(2026, 12, 1, 0, 0, 0) })
            await WithAsync<FollowUpService>(f => f.RecordAsync(shared, Forms.Record(at), As(Who.RepEast3), Ordered.None));

        await WithAsync<CustomerAssignment>(a => a.AssignAsync(handedOver, Company[Who.RepSouth].Id, As(Who.Admin), Ordered.None));

        Task<int> OrderAsync(string amount, DateOnly day)
        {
            var form = Forms.Order(amount);
            form.OrderedOn = day;
            return this.EnterAsync(handedOver, form);
        }

        Task<int> PayAsync(string amount, DateOnly day)
        {
            var form = Forms.Payment(amount);
            form.PaidOn = day;
            return this.PayAsync(first, form);
        }
    }
}

/// <summary>What counts for whom, and in which month.</summary>
public sealed class TargetFigureTests(NovemberFixture app) : IClassFixture<NovemberFixture>
{
    private int Id(Who who) => app.Company[who].Id;

    [Fact]
    public async Task The_figures_of_November_are_those_computed_by_hand()
    {
        var view = await app.TargetsAsync(Who.Admin);

        // The order stays its owner's after the customer was handed over; the customer itself counts for the new owner.
        Assert.Equal([100251m, 1500.5m, 1, 1], view.Done(Id(Who.RepEast)));
        Assert.Equal([0, 0, 1, 0], view.Done(Id(Who.RepEast2)));
        Assert.Equal([0, 0, 0, 1], view.Done(Id(Who.RepEast3)));
        Assert.Equal([0, 0, 2, 0], view.Done(Id(Who.RepSouth)));
        Assert.Equal([100251m, 1500.5m, 2, 2], view.Done(null, app.Company.DepartmentEast));
        Assert.Equal([100251m, 1500.5m, 2, 2], view.Done(null, app.Company.DepartmentShanghai));
        Assert.Equal([0, 0, 0, 0], view.Done(null, app.Company.DepartmentHangzhou));
        Assert.Equal([0, 0, 2, 0], view.Done(null, app.Company.DepartmentSouth));
        Assert.Equal([100251m, 1500.5m, 4, 2], view.Done(null));
    }

    [Fact]
    public async Task What_happened_after_sixteen_hours_UTC_of_the_last_day_counts_in_the_next_month()
    {
        var view = await app.TargetsAsync(Who.Admin, "2026-12");
        Assert.Equal([999m, 200m, 0, 0], view.Done(Id(Who.RepEast)));
        Assert.Equal([0, 0, 1, 0], view.Done(Id(Who.RepEast2)));
        Assert.Equal([0, 0, 0, 1], view.Done(Id(Who.RepEast3)));
    }

    [Fact]
    public async Task Each_reader_counts_what_the_reader_sees()
    {
        var own = Assert.Single((await app.TargetsAsync(Who.RepEast)).Rows);
        Assert.Equal([100251m, 1500.5m, 1, 1], own.Progress.Select(p => p.Done));
        Assert.Equal([100251m, 1500.5m, 2, 2], (await app.TargetsAsync(Who.MgrEast)).Done(null, app.Company.DepartmentEast));
        Assert.Equal([0, 0, 2, 0], (await app.TargetsAsync(Who.MgrSouth)).Done(null, app.Company.DepartmentSouth));
    }

    [Fact]
    public async Task The_list_of_payments_has_those_that_stand_and_is_asked_by_owner_branch_and_day()
    {
        Task<PaymentList> ListAsync(Who who, string? owner = null, int? department = null) => app.WithAsync<PaymentListQueries, PaymentList>(l => l.ListAsync(
            new PaymentFilter { OnFrom = "2026-11-01", OnTo = "2026-11-30", Owner = owner, Department = department?.ToString(System.Globalization.CultureInfo.InvariantCulture) },
            app.As(who), Targeted.None));
        var own = await ListAsync(Who.RepEast, "me");
        Assert.Equal([500.5m, 1000m], own.Page.Rows.Select(r => r.Amount));
        Assert.Equal((2, 1500.5m, "王海涛"), (own.Page.Total, own.Sum, own.Page.Rows[0].OwnerName));

        // Who has the customer now sees its payments, which are of the branch that sold.
        Assert.Equal(1500.5m, (await ListAsync(Who.RepSouth)).Sum);
        Assert.Equal(0m, (await ListAsync(Who.MgrSouth, department: app.Company.DepartmentSouth)).Sum);
        Assert.Equal(1500.5m, (await ListAsync(Who.Admin, department: app.Company.DepartmentEast)).Sum);
        Assert.Equal(0m, (await ListAsync(Who.Admin, department: app.Company.DepartmentHangzhou)).Sum);
        Assert.Equal((0, 0m), ((await ListAsync(Who.RepEast2)).Page.Total, (await ListAsync(Who.RepEast2)).Sum));
        Assert.Equal("department", (await Assert.ThrowsAsync<BadQueryException>(() => ListAsync(Who.Admin, department: 99_999))).Parameter);
        Assert.Equal("owner", (await Assert.ThrowsAsync<BadQueryException>(() => ListAsync(Who.Admin, "99999"))).Parameter);
    }

    [Fact]
    public async Task A_department_that_was_moved_counts_in_the_branch_where_it_is_now()
    {
        async Task MoveAsync(int below)
        {
            await app.DbAsync(db => db.Departments.Where(d => d.Id == app.Company.DepartmentShanghai).ExecuteUpdateAsync(s => s.SetProperty(d => d.ParentId, below)));
            app.Services.GetRequiredService<DepartmentTree>().Invalidate();
        }

        await MoveAsync(app.Company.DepartmentSouth);
        try
        {
            var view = await app.TargetsAsync(Who.Admin);
            Assert.Equal([0, 0, 0, 0], view.Done(null, app.Company.DepartmentEast));
            Assert.Equal([100251m, 1500.5m, 4, 2], view.Done(null, app.Company.DepartmentSouth));
        }
        finally
        {
            await MoveAsync(app.Company.DepartmentEast);
        }
    }

    [Fact]
    public async Task The_desk_tells_the_running_month_by_one_question_and_nothing_without_a_target()
    {
        Task<DeskTargetsView?> DeskAsync(Who who, bool team) => app.WithAsync<DeskTargets, DeskTargetsView?>(d => d.ReadAsync(team, app.As(who), Targeted.None));
        Assert.Null(await DeskAsync(Who.RepEast, team: false));
        Assert.Null(await DeskAsync(Who.Admin, team: true));
        await app.SetAsync("2026-12", Who.RepEast, null, new TargetValues(2000m, null, 4, null));
        await app.SetAsync("2026-12", null, app.Company.DepartmentEast, new TargetValues(null, 400m, null, 10));
        await app.SetAsync("2026-12", null, app.Company.DepartmentSouth, new TargetValues(1m, null, null, null));

        // The calendar and the tree are in memory.
        await DeskAsync(Who.RepEast, team: false);
        app.Sql.Clear();
        var own = (await DeskAsync(Who.RepEast, team: false))!;
        Assert.Single(app.Sql.Commands);
        Assert.Equal([(TargetMeasure.Amount, 999m), (TargetMeasure.Customers, 0m)], Assert.Single(own.Rows).Progress.Select(p => (p.Measure, p.Done)));
        app.Sql.Clear();
        var team = (await DeskAsync(Who.MgrEast, team: true))!;
        Assert.Single(app.Sql.Commands);
        Assert.Equal([(TargetMeasure.Payments, 200m), (TargetMeasure.FollowUps, 1m)], Assert.Single(team.Rows).Progress.Select(p => (p.Measure, p.Done)));
        Assert.Equal([app.Company.DepartmentEast, app.Company.DepartmentSouth], (await DeskAsync(Who.Admin, team: true))!.Rows.Select(r => r.Subject.DepartmentId!.Value));
        Assert.Null(await DeskAsync(Who.RepEast2, team: false));
        Assert.Null(await DeskAsync(Who.MgrEast, team: false));
        Assert.Null(await DeskAsync(Who.Marketer, team: true));
    }
}
