using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Watching;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Orders;
using Xunit;

namespace CrmWeb.Tests.Core.Watching;

/// <summary>The watch rule for payments that are overdue.</summary>
public sealed class OverduePaymentsTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Fact]
    public async Task A_customer_is_told_of_once_since_the_first_day_that_is_missing_until_it_is_paid()
    {
        var customer = await app.CustomerAsync();
        var order = await app.EnterAsync(customer, Forms.Order("600", ("2026-11-10", "100"), ("2026-11-15", "200"), ("2026-12-15", "300")));
        var other = await app.EnterAsync(customer, Forms.Order("50", ("2026-11-16", "50")));
        var rule = await RuleAsync(0, WatchRecipient.Owner);
        var hit = Assert.Single(await HitsAsync(rule, customer));
        Assert.Equal((customer, app.Company[Who.RepEast].Id, 7), (hit.Case.SubjectId, hit.RecipientId, hit.Days));
        Assert.Equal(new DateTime(2026, 11, 10, 16, 0, 0, DateTimeKind.Utc), hit.Case.CaseAt);

        // Part of the first row leaves it missing; all of it leaves the second.
        await app.PayAsync(order, Forms.Payment("99.99"));
        Assert.Equal(7, Assert.Single(await HitsAsync(rule, customer)).Days);
        await app.PayAsync(order, Forms.Payment("0.01"));
        Assert.Equal(2, Assert.Single(await HitsAsync(rule, customer)).Days);
        await app.PayAsync(order, Forms.Payment("200"));
        Assert.Equal(1, Assert.Single(await HitsAsync(rule, customer)).Days);
        await app.MoveAsync(other, OrderState.Void, "客户取消项目");
        Assert.Empty(await HitsAsync(rule, customer));
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
