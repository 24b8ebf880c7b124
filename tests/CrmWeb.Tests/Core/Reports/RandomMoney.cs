using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Tests.Core.Reports;

/// <summary>
/// The customers drawn at random with what is expected of them, and with orders, plans, payments and tasks of others than their owners as
/// often as not: as if they had been handed over.
/// </summary>
public sealed class RandomMoney : RandomReports
{
    private static readonly Who[] People = [Who.RepEast, Who.RepEast2, Who.RepEast3, Who.RepSouth, Who.MgrEast];

    private static readonly OrderState[] States = [OrderState.Active, OrderState.Active, OrderState.Completed, OrderState.Draft, OrderState.Void];

    private readonly Random random = new(20261201);

    private TestUser Somebody => Company[People[random.Next(People.Length)]];

    protected override async Task FillAsync()
    {
        await base.FillAsync();
        var ids = await DbAsync(db => db.Customers.IgnoreQueryFilters().OrderBy(c => c.Id).Select(c => c.Id).ToListAsync());
        await ExpectAsync(ids);
        await OrderAsync(ids);
        await PlanAsync(ids);
    }

    private Task<bool> ExpectAsync(List<int> ids) => DbAsync(async db =>
    {
        foreach (var id in ids)
        {
            decimal? amount = random.Next(4) == 0 ? null : Amount(1_000_000);
            DateOnly? day = random.Next(4) == 0 ? null : new DateOnly(2026, 12, 10).AddDays(random.Next(-20, 80));
            await db.Customers.Where(c => c.Id == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.Needs.ExpectedAmount, amount).SetProperty(c => c.Needs.ExpectedOn, day));
        }

        return true;
    });

    private Task<int> OrderAsync(List<int> ids) => DbAsync(async db =>
    {
        var method = await db.ListItems.Where(i => i.Kind == ListKind.PaymentMethod).Select(i => i.Id).FirstAsync();
        List<Order> orders = [];
        foreach (var id in ids)
        {
            var owner = Somebody;
            List<PlannedPaymentFacts> plan = [];
            for (var rows = random.Next(3); rows > 0; rows--)
            {
                var due = new DateOnly(2026, 12, 10).AddDays(random.Next(-15, 15));
                plan.Add(new PlannedPaymentFacts(null, due, Amount(500_000), null, due.ToDateTime(new TimeOnly(16, 0), DateTimeKind.Utc)));
            }

            orders.Add(new Order(
                id, $"M{id:D6}", Guid.NewGuid(), new OrderFacts(Day(), "随机", Amount(10_000_000), owner.Id, owner.DepartmentId, null, [], plan), States[random.Next(States.Length)], null, Clock.Now));
        }

        db.Orders.AddRange(orders);
        await db.SaveChangesAsync(UserScope.System, None);
        foreach (var order in orders.Where(_ => random.Next(4) > 0))
        {
            var payment = new Payment(order.Id, Guid.NewGuid(), new PaymentFacts(Day(), Amount(600_000), method, null, null), null, Clock.Now);
            if (random.Next(5) == 0)
                payment.MakeVoid("重复登记", null, Clock.Now);
            db.Payments.Add(payment);
        }

        return await db.SaveChangesAsync(UserScope.System, None);
    });

    /// <summary>Tasks around now, and what was done on the working day before.</summary>
    private Task<int> PlanAsync(List<int> ids) => DbAsync(async db =>
    {
        var method = await db.ListItems.Where(i => i.Kind == ListKind.FollowUpMethod).Select(i => i.Id).FirstAsync();
        var facts = new FollowUpFacts(method, null, null, "联系过");
        foreach (var id in ids)
        {
            var at = Clock.Now.AddMinutes(random.Next(-3000, 3000));
            if (random.Next(2) == 0)
                db.FollowUps.Add(FollowUp.Planned(id, Guid.NewGuid(), facts, new FollowUpPlan(at, Somebody.Id, FollowUpPriority.Normal, 10, NotificationChannels.Page), Somebody.Id, Clock.Now.AddDays(-5)));
            if (random.Next(2) == 0)
                db.FollowUps.Add(FollowUp.Recorded(id, Guid.NewGuid(), facts, Clock.Now.AddMinutes(-random.Next(4000)), Somebody.Id, Clock.Now));
        }

        return await db.SaveChangesAsync(UserScope.System, None);
    });

    private decimal Amount(int most) => random.Next(1, most) / 100m;

    private DateOnly Day() => new DateOnly(random.Next(5) == 0 ? 2025 : 2026, 9, 1).AddDays(random.Next(101));
}
