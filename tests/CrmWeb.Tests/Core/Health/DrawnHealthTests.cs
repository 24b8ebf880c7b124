using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Health;
using CrmWeb.Core.Orders;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Health;

/// <summary>What a night makes of a company drawn at random is what one makes of each customer by itself, in memory.</summary>
public sealed class DrawnHealthTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private const int Customers = 24;

    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    private readonly Random random = new(7);

    [Fact]
    public async Task The_scores_of_a_night_are_those_of_each_customer_by_itself()
    {
        var lists = await app.Services.GetRequiredService<ListCatalog>().GetAsync(default);
        await DrawAsync(lists);
        await app.NightAsync();
        var stages = await app.Services.GetRequiredService<PipelineCatalog>().GetAsync(default);

        var stored = await app.DbAsync(db => db.CustomerHealth.AsNoTracking().ToDictionaryAsync(h => h.CustomerId, h => h.Parts));
        var customers = await app.DbAsync(db => db.Customers.AsNoTracking().Include(c => c.Contacts).Include(c => c.DecisionChain).AsSplitQuery().OrderBy(c => c.Id).ToListAsync());
        var followUps = await app.DbAsync(db => db.FollowUps.AsNoTracking().ToListAsync());
        var orders = await app.DbAsync(db => db.Orders.AsNoTracking().Include(o => o.Plan).ToListAsync());
        var payments = await app.DbAsync(db => db.Payments.AsNoTracking().ToListAsync());
        Assert.True(customers.Select(c => c.Health).Distinct().Count() > 10);
        foreach (var c in customers)
        {
            if (stages.ById(c.StageId).Kind == StageKind.Lost)
            {
                Assert.Null(c.Health);
                Assert.False(stored.ContainsKey(c.Id));
                continue;
            }

            var facts = Facts(c, followUps.FindAll(f => f.CustomerId == c.Id), orders.FindAll(o => o.CustomerId == c.Id));
            Assert.Equal(HealthFormula.Parts(facts), stored[c.Id]);
            Assert.Equal(HealthFormula.Score(HealthFormula.Parts(facts), HealthWeights.Usual), c.Health);
            Assert.Equal(facts, (await app.ShownAsync(c.Id, Who.Admin))!.Facts);
        }

        HealthFacts Facts(Customer c, List<FollowUp> own, List<Order> bought)
        {
            var today = DateOnly.FromDateTime(app.Clock.Now + Zone);
            int Ago(DateTime at) => today.DayNumber - DateOnly.FromDateTime(at + Zone).DayNumber;
            var done = own.Where(f => f.State == FollowUpState.Done).Select(f => Ago(f.HappenedAt!.Value)).ToList();
            var counted = bought.Where(o => o.State is OrderState.Active or OrderState.Completed).ToList();
            decimal Received(Order o) => payments.Where(p => p.OrderId == o.Id && p.VoidedAt is null).Sum(p => p.Amount);
            var n = c.Needs;
            object?[] needs = [n.NeedSummary, n.PainPoints, n.ExpectedAmount, n.ExpectedOn, n.ExpectedDirection, n.Competitors];
            var role = lists.Find(ListKind.ContactRole, "decision-maker")!.Id;
            return new HealthFacts(
                Ago(c.IdleSince), stages.ById(c.StageId).Rhythm, needs.Count(x => x is not null), needs.Length, c.BudgetId is not null,
                c.DecisionChain.Count > 0 || c.Contacts.Any(x => x.RoleId == role && x.DepartedOn is null), done.Count(d => d < 30), done.Count(d => d is >= 30 and < 60),
                counted.Sum(o => o.Amount), counted.Sum(o => Math.Max(0m, o.Plan.Where(p => p.DueOn < today).Sum(p => p.Amount) - Received(o))));
        }
    }

    private async Task DrawAsync(ListSnapshot lists)
    {
        await app.DbAsync(db => db.Stages.Where(s => s.Code == "quotation").ExecuteUpdateAsync(s => s.SetProperty(x => x.FollowUpDays, 3)));
        app.Services.GetRequiredService<PipelineCatalog>().Invalidate();
        var stages = await app.Services.GetRequiredService<PipelineCatalog>().GetAsync(default);
        var (ids, budget, role) = (stages.Active.Select(s => s.Id).ToList(), lists.Offered(ListKind.Budget).First().Id, lists.Find(ListKind.ContactRole, "decision-maker")!.Id);
        for (var i = 0; i < Customers; i++)
        {
            var customer = await app.NewAsync();
            for (var f = random.Next(4); f > 0; f--)
                await app.FollowUpAsync(customer);
            for (var o = random.Next(3); o > 0; o--)
            {
                var order = await app.EnterAsync(customer, Forms.Order("1000", ("2026-11-17", "250.5"), ("2026-11-18", "249.5"), ("2026-12-31", "500")));
                if (random.Next(2) == 0)
                    await app.PayAsync(order, Forms.Payment(random.Next(2) == 0 ? "100.1" : "250.5"));
            }

            var (stage, idle) = (ids[random.Next(ids.Count)], app.Clock.Now.AddHours(-random.Next(24 * 40)));
            var (known, has, amount, summary) = (random.Next(2) == 0 ? budget : (int?)null, random.Next(2) == 0 ? role : (int?)null, random.Next(2) == 0 ? 10m : (decimal?)null, random.Next(2) == 0 ? "检测设备" : null);
            var gone = random.Next(4) == 0 ? new DateOnly(2026, 11, 1) : (DateOnly?)null;
            await app.DbAsync(db => db.Customers.Where(c => c.Id == customer).ExecuteUpdateAsync(s => s.SetProperty(c => c.StageId, stage).SetProperty(c => c.IdleSince, idle)
                .SetProperty(c => c.BudgetId, known).SetProperty(c => c.Needs.ExpectedAmount, amount).SetProperty(c => c.Needs.NeedSummary, summary)));
            await app.DbAsync(db => db.Contacts.Where(x => x.CustomerId == customer).ExecuteUpdateAsync(s => s.SetProperty(x => x.RoleId, has).SetProperty(x => x.DepartedOn, gone)));
            foreach (var id in await app.DbAsync(db => db.FollowUps.Where(f => f.CustomerId == customer).Select(f => f.Id).ToListAsync()))
            {
                var at = app.Clock.Now.AddHours(-random.Next(24 * 75));
                await app.DbAsync(db => db.FollowUps.Where(f => f.Id == id).ExecuteUpdateAsync(s => s.SetProperty(f => f.At, at).SetProperty(f => f.HappenedAt, at)));
            }
        }
    }
}
