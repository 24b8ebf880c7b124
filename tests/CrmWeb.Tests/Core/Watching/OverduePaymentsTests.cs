using System.Text.Json;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Watching;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Orders;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Watching;

/// <summary>The watch rule for payments that are overdue.</summary>
public sealed class OverduePaymentsTests : IClassFixture<CoreFixture>
{
    private readonly CoreFixture app;

    public OverduePaymentsTests(CoreFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task Each_day_on_which_something_is_missing_is_a_case_until_it_is_paid()
    {
        var customer = await app.CustomerAsync();
        var order = await app.EnterAsync(customer, Forms.Order("600", ("2026-11-10", "100"), ("2026-11-15", "200"), ("2026-12-15", "300")));
        var other = await app.EnterAsync(customer, Forms.Order("50", ("2026-11-16", "50")));
        var rule = await RuleAsync(0, WatchRecipient.Owner);
        var hits = await HitsAsync(rule, customer);
        Assert.All(hits, hit => Assert.Equal((customer, app.Company[Who.RepEast].Id), (hit.Case.SubjectId, hit.RecipientId)));
        Assert.Equal([7, 2, 1], hits.Select(h => h.Days));
        Assert.Equal(new DateTime(2026, 11, 10, 16, 0, 0, DateTimeKind.Utc), hits[0].Case.CaseAt);

        // Part of the first row leaves it missing; all of it leaves the second.
        await app.PayAsync(order, Forms.Payment("99.99"));
        Assert.Equal([7, 2, 1], (await HitsAsync(rule, customer)).Select(h => h.Days));
        await app.PayAsync(order, Forms.Payment("0.01"));
        Assert.Equal([2, 1], (await HitsAsync(rule, customer)).Select(h => h.Days));
        await app.PayAsync(order, Forms.Payment("200"));
        Assert.Equal(1, Assert.Single(await HitsAsync(rule, customer)).Days);
        await app.MoveAsync(other, OrderState.Void, "客户取消项目");
        Assert.Empty(await HitsAsync(rule, customer));
    }

    [Fact]
    public async Task What_falls_due_on_one_day_is_one_case_however_many_orders_it_is_of()
    {
        var customer = await app.CustomerAsync();
        await app.EnterAsync(customer, Forms.Order("100", ("2026-11-12", "100")));
        await app.EnterAsync(customer, Forms.Order("70", ("2026-11-12", "30"), ("2026-11-12", "40")));
        Assert.Equal(5, Assert.Single(await HitsAsync(await RuleAsync(0, WatchRecipient.Owner), customer)).Days);
    }

    [Fact]
    public async Task A_payment_that_falls_due_later_is_told_of_though_another_is_overdue_already()
    {
        var customer = await app.CustomerAsync();
        await app.EnterAsync(customer, Forms.Order("300", ("2026-11-10", "100"), ("2026-11-20", "200")));
        await RuleAsync(0, WatchRecipient.Owner);
        Task<int> ToldAsync() => app.DbAsync(db => db.Notifications.CountAsync(n => n.CustomerId == customer && n.Kind == OverduePayments.CodeName));
        await app.RunAsync();
        Assert.Equal(1, await ToldAsync());
        await app.RunAsync();
        Assert.Equal(1, await ToldAsync());
        app.Clock.Advance(TimeSpan.FromDays(3));
        await app.RunAsync();
        Assert.Equal(2, await ToldAsync());
    }

    [Fact]
    public async Task Told_together_a_customer_counts_once_however_many_payments_are_overdue()
    {
        (string, string)[] plan = [.. Enumerable.Range(1, WatchRun.MostSingly).Select(day => ($"2026-11-{day:D2}", "10"))];
        await app.EnterAsync(await app.CustomerAsync(owner: Who.RepEast2), Forms.Order("100", plan), Who.RepEast2);
        await app.EnterAsync(await app.CustomerAsync(owner: Who.RepEast2), Forms.Order("10", ("2026-11-16", "10")), Who.RepEast2);
        await RuleAsync(0, WatchRecipient.Owner);
        await app.RunAsync();
        var told = await app.DbAsync(db => db.Notifications.SingleAsync(n => n.UserId == app.Company[Who.RepEast2].Id && n.Kind == OverduePayments.CodeName));
        Assert.Null(told.CustomerId);
        Assert.Equal("2", JsonSerializer.Deserialize<Dictionary<string, string>>(told.Facts)![NotificationFacts.Count]);
    }

    [Fact]
    public async Task A_rule_with_days_waits_for_them_and_drafts_are_not_told_of()
    {
        var customer = await app.CustomerAsync();
        await app.EnterAsync(customer, Forms.Order("100", ("2026-11-15", "100")));
        var draft = Forms.Order("100", ("2026-10-01", "100"));
        draft.IsDraft = true;
        await app.EnterAsync(customer, draft);
        Assert.Empty(await HitsAsync(await RuleAsync(3, WatchRecipient.Manager), customer));
        await app.AppointAsync(app.Company.DepartmentEast, Who.MgrEast);
        Assert.Equal(app.Company[Who.MgrEast].Id, Assert.Single(await HitsAsync(await RuleAsync(2, WatchRecipient.Manager), customer)).RecipientId);
    }

    private async Task<IReadOnlyList<WatchHit>> HitsAsync(WatchRule rule, int customer) => [.. (await app.FindAsync(rule)).Where(h => h.Case.CustomerId == customer)];

    private Task<WatchRule> RuleAsync(int days, WatchRecipient whom) => app.RuleAsync("payment", new WatchRuleFacts(days, false, whom, NotificationChannels.Page, null));
}
