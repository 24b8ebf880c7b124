using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Health;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Orders;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Health;

/// <summary>Scores are kept at every change and every night.</summary>
public sealed class HealthScoreTests : IClassFixture<CoreFixture>
{
    private readonly CoreFixture app;

    public HealthScoreTests(CoreFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task Every_change_of_a_customer_changes_its_score_at_once()
    {
        var customer = await app.NewAsync();
        Assert.Equal(((int?)null, (HealthParts?)null), await app.StoredAsync(customer));

        await app.FollowUpAsync(customer);
        Assert.Equal((65, new HealthParts(100, 0, 100, 50)), await app.StoredAsync(customer));

        var form = await app.WithAsync<CustomerEditor, CustomerForm>(e => e.OpenAsync(customer, app.As(Who.RepEast), default));
        (form.Budget, form.NeedSummary, form.Contacts[0].Role) = ("over-1m", "需要一套在线检测设备", "decision-maker");
        Assert.True((await app.WithAsync<CustomerEditor, CustomerMerge>(e => e.SaveAsync(customer, form, app.As(Who.RepEast), default))).IsSaved);
        Assert.Equal((80, new HealthParts(100, 58, 100, 50)), await app.StoredAsync(customer));

        var order = await app.EnterAsync(customer, Forms.Order("1000", ("2026-11-17", "300"), ("2026-12-31", "700")));
        Assert.Equal(new HealthParts(100, 58, 100, 30), (await app.StoredAsync(customer)).Parts);
        var payment = await app.PayAsync(order, Forms.Payment("300"));
        Assert.Equal((90, new HealthParts(100, 58, 100, 100)), await app.StoredAsync(customer));
        await app.WithAsync<PaymentService>(p => p.VoidAsync(payment, new VoidForm { Reason = "记到了别的订单上" }, app.As(Who.RepEast), default));
        Assert.Equal(30, (await app.StoredAsync(customer)).Parts!.Payments);
        var changed = await app.OpenAsync(order);
        changed.Plan[0].DueOn = new DateOnly(2026, 12, 1);
        Assert.True((await app.SaveAsync(order, changed)).IsSaved);
        Assert.Equal(100, (await app.StoredAsync(customer)).Parts!.Payments);
        await app.MoveAsync(order, OrderState.Void, "客户取消了采购计划");
        Assert.Equal(50, (await app.StoredAsync(customer)).Parts!.Payments);
    }

    [Fact]
    public async Task A_lost_customer_has_no_score_until_it_comes_back()
    {
        var customer = await app.NewAsync();
        await app.MoveAsync(customer, "initial", "lost");
        Assert.Equal((null, null), await app.StoredAsync(customer));
        Assert.Null(await app.ShownAsync(customer));
        await app.NightAsync();
        Assert.Equal((null, null), await app.StoredAsync(customer));

        await app.MoveAsync(customer, "lost", "needs");
        Assert.Equal(40, (await app.StoredAsync(customer)).Score);
    }

    [Fact]
    public async Task Contacts_that_leave_come_back_or_move_change_the_need_fit_at_once()
    {
        var (form, other) = (Forms.Customer("健康测试离职联系人有限公司"), await app.NewAsync());
        form.Contacts[0].Role = "decision-maker";
        var customer = await app.RegisterAsync(Who.RepEast, form);
        var contact = await app.DbAsync(db => db.Contacts.Where(c => c.CustomerId == customer).Select(c => c.Id).SingleAsync());
        async Task<int> FitAsync() => (await app.StoredAsync(customer)).Parts!.NeedFit;
        await app.FollowUpAsync(customer);
        Assert.Equal(25, await FitAsync());

        await app.WithAsync<ContactTransfer>(t => t.DepartAsync(contact, new ContactMoveForm(), app.As(Who.RepEast), default));
        Assert.Equal(0, await FitAsync());
        await app.WithAsync<ContactTransfer>(t => t.ReinstateAsync(contact, app.As(Who.RepEast), default));
        Assert.Equal(25, await FitAsync());
        await app.WithAsync<ContactTransfer>(t => t.MoveAsync(contact, new ContactMoveForm { Customer = other }, app.As(Who.RepEast), default));
        Assert.Equal(0, await FitAsync());
        Assert.Equal(40, (await app.StoredAsync(other)).Score);
    }

    [Fact]
    public async Task A_customer_out_of_the_bin_has_the_score_of_the_day()
    {
        var customer = await app.NewAsync();
        await app.FollowUpAsync(customer);
        await app.WithAsync<RecycleBin>(b => b.DeleteAsync(customer, app.As(Who.MgrEast), default));
        app.Clock.Advance(TimeSpan.FromDays(20));
        await app.NightAsync();
        Assert.Equal(65, (await app.StoredAsync(customer)).Score);

        await app.WithAsync<RecycleBin>(b => b.RestoreAsync(customer, app.As(Who.MgrEast), default));
        Assert.Equal((37, new HealthParts(8, 0, 100, 50)), await app.StoredAsync(customer));
        Assert.Equal(37, (await app.ShownAsync(customer))!.Score);
    }

    [Fact]
    public async Task A_night_that_runs_again_after_a_customer_came_back_notes_no_day_twice()
    {
        var (customer, later) = (await app.NewAsync(), await app.NewAsync());
        await app.NightAsync();
        await app.MoveAsync(customer, "initial", "lost");
        await app.MoveAsync(customer, "lost", "needs");
        await app.FollowUpAsync(customer);
        await app.DbAsync(db => db.Customers.Where(c => c.Id == later).ExecuteUpdateAsync(s => s.SetProperty(c => c.Health, 99)));

        await app.NightAsync();

        Assert.Equal([(new DateOnly(2026, 11, 18), 40)], await app.HistoryAsync(customer));
        Assert.Equal(40, (await app.StoredAsync(later)).Score);
    }

    [Fact]
    public async Task The_night_lets_days_pass_and_notes_a_point_a_week_where_the_score_is_another()
    {
        var customer = await app.NewAsync();
        var first = new DateOnly(2026, 11, 18);
        await app.NightAsync();
        Assert.Equal(0, (await app.NightAsync()).Changed);
        Assert.Equal([(first, 40)], await app.HistoryAsync(customer));

        // Ten days without a follow-up where seven are expected: 79 of 100 points.
        app.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(40, (await app.StoredAsync(customer)).Score);
        await app.NightAsync();
        Assert.Equal((34, new HealthParts(79, 0, 0, 50)), await app.StoredAsync(customer));
        Assert.Equal([(first, 40), (first.AddDays(10), 34)], await app.HistoryAsync(customer));

        app.Clock.Advance(TimeSpan.FromDays(2));
        await app.NightAsync();
        Assert.Equal(30, (await app.StoredAsync(customer)).Score);
        Assert.Equal(2, (await app.HistoryAsync(customer)).Count);
        app.Clock.Advance(TimeSpan.FromDays(5));
        await app.NightAsync();
        Assert.Equal((first.AddDays(17), 19), (await app.HistoryAsync(customer))[^1]);

        var shown = await app.ShownAsync(customer);
        Assert.Equal([40, 34, 19], shown!.Line.Select(p => p.Score));
        Assert.Equal([HealthStep.Engagement, HealthStep.FollowUp, HealthStep.Needs], shown.Steps);

        app.Clock.Advance(TimeSpan.FromDays(350));
        await app.WithAsync<Cleaning>(c => c.CleanAsync(default));
        Assert.Equal([first.AddDays(10), first.AddDays(17)], (await app.HistoryAsync(customer)).Select(p => p.Day));
    }

    [Fact]
    public async Task A_night_asks_no_more_for_more_customers_and_writes_nothing_where_nothing_is_different()
    {
        for (var i = 0; i < 5; i++)
            await app.NewAsync();
        await app.NightAsync();
        app.Sql.Clear();
        var (looked, changed) = await app.NightAsync();
        Assert.True(looked > 5);
        Assert.Equal(0, changed);
        Assert.Equal(3, app.Sql.Commands.Count);
    }

    [Fact]
    public async Task The_record_asks_once_and_only_those_who_see_the_customer_are_told()
    {
        _ = await app.ShownAsync(app.Company.EastCustomer);
        app.Sql.Clear();
        Assert.NotNull(await app.ShownAsync(app.Company.EastCustomer));
        Assert.Single(app.Sql.Commands);

        List<Who> seers = [];
        foreach (var who in Enum.GetValues<Who>())
        {
            if (await app.ShownAsync(app.Company.EastCustomer, who) is not null)
                seers.Add(who);
        }

        Assert.Equal([Who.RepEast, Who.RepEast2, Who.RepEast3, Who.MgrEast, Who.Admin, Who.Service, Who.Marketer], seers);
    }

    [Fact]
    public async Task The_job_says_how_many_it_looked_at_and_changed()
    {
        var customer = await app.NewAsync();
        await app.DbAsync(db => db.Customers.Where(c => c.Id == customer).ExecuteUpdateAsync(s => s.SetProperty(c => c.Health, 99)));
        var said = await app.WithAsync<HealthJob, string?>(j => j.RunAsync(app.Clock.Now, default));
        Assert.Matches("^checked=[0-9]+;rescored=[0-9]+$", said);
        Assert.Equal(40, (await app.StoredAsync(customer)).Score);
    }
}
