using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Health;

/// <summary>A customer with what its score is worked out from, and what is stored of it.</summary>
/// <param name="Facts">Null in a lost stage: there is nothing to keep well any more.</param>
/// <param name="Score">As stored.</param>
/// <param name="Stored">The parts as stored; null where there are none.</param>
/// <param name="Noted">The newest point of the history; null where there is none.</param>
internal sealed record HealthReading(
    int CustomerId, StageEntry Stage, HealthFacts? Facts, int? Score, CustomerHealth? Stored, HealthLinePoint? Noted, IReadOnlyList<HealthPoint> Points);

/// <summary>Reads what scores are worked out from, by one question however many customers there are.</summary>
public sealed class HealthReader(CrmDbContext db, PipelineCatalog pipeline, ListCatalog lists, OrganizationClock clock)
{
    /// <summary>Days of which follow-ups are compared with those of as many days before.</summary>
    public const int Span = 30;

    private const string Decider = "decision-maker";

    /// <summary>The facts of the need block: those that count for the completeness of a record, without the budget, which counts for itself.</summary>
    private static readonly IReadOnlyList<CustomerField> NeedFacts =
        [.. CustomerFields.All.Where(f => f is { InNeedsPanel: true, Counted: CountedFor.Everybody, Stored: not null, Key: not "Budget" })];

    /// <param name="customers">Few enough for one answer.</param>
    /// <param name="since">From which day on the history is wanted; null for none of it.</param>
    internal async Task<IReadOnlyList<HealthReading>> ReadAsync(IQueryable<Customer> customers, DateOnly? since, CancellationToken ct)
    {
        var (today, stages, list) = (clock.Today, await pipeline.GetAsync(ct), await lists.GetAsync(ct));
        var role = list.Find(ListKind.ContactRole, Decider);
        List<int> deciders = role is null ? [] : [.. list.Branch(role)];
        var rows = await Question(customers, deciders, today, since ?? DateOnly.MaxValue).ToListAsync(ct);
        return [.. rows.Select(r => new HealthReading(r.Id, stages.ById(r.StageId), Facts(r, stages.ById(r.StageId), today), r.Health, r.Stored, Noted(r), r.Points))];
    }

    private static HealthLinePoint? Noted(Row r) => r.NotedOn is { } day && r.NotedScore is { } score ? new HealthLinePoint(day, score) : null;

    private HealthFacts? Facts(Row r, StageEntry stage, DateOnly today)
    {
        if (stage.Kind == StageKind.Lost)
            return null;
        var profile = new CustomerProfile { Name = "", Needs = r.Needs, BudgetId = r.BudgetId };
        var idle = today.DayNumber - DateOnly.FromDateTime(clock.ToLocal(r.IdleSince)).DayNumber;
        return new HealthFacts(
            Math.Max(0, idle), stage.Rhythm, NeedFacts.Count(f => f.Stored!(profile) is not null), NeedFacts.Count, r.BudgetId is not null, r.Deciders + r.Links > 0, r.Recent, r.Earlier,
            r.Orders.Sum(o => o.Amount), r.Orders.Sum(o => Math.Max(0m, o.Due - o.Received)));
    }

    private IQueryable<Row> Question(IQueryable<Customer> customers, List<int> deciders, DateOnly today, DateOnly since)
    {
        var (now, recent, earlier) = (clock.UtcNow, clock.StartOfDay(today.AddDays(1 - Span)), clock.StartOfDay(today.AddDays(1 - (2 * Span))));
        return customers.AsNoTracking().LeftJoin(db.CustomerHealth, c => c.Id, h => h.CustomerId, (c, h) => new Row
        {
            Id = c.Id,
            StageId = c.StageId,
            IdleSince = c.IdleSince,
            Health = c.Health,
            BudgetId = c.BudgetId,
            Needs = c.Needs,
            Stored = h,

            // Counted: whether there is any, PostgreSQL would tell by reading those of the whole company.
            Deciders = db.Contacts.Count(x => x.CustomerId == c.Id && x.DepartedOn == null && EF.Parameter(deciders).Contains(x.RoleId!.Value)),
            Links = db.Set<DecisionLink>().Count(l => l.CustomerId == c.Id),
            Recent = db.FollowUps.Count(f => f.CustomerId == c.Id && f.State == FollowUpState.Done && f.At >= recent && f.At <= now),
            Earlier = db.FollowUps.Count(f => f.CustomerId == c.Id && f.State == FollowUpState.Done && f.At >= earlier && f.At < recent),
            Orders = db.Orders.Where(o => o.CustomerId == c.Id && (o.State == OrderState.Active || o.State == OrderState.Completed)).Select(o => new OrderSums
            {
                Amount = o.Amount,
                Received = db.Payments.Where(p => p.OrderId == o.Id && p.VoidedAt == null).Sum(p => p.Amount),
                Due = db.PlannedPayments.Where(p => p.OrderId == o.Id && p.OverdueAt <= now).Sum(p => p.Amount),
            }).ToList(),

            // Two values and not a row: for a row, the newest point of every customer would be looked for among all of the history.
            NotedOn = db.HealthPoints.Where(p => p.CustomerId == c.Id).Max(p => (DateOnly?)p.Day),
            NotedScore = db.HealthPoints.Where(p => p.CustomerId == c.Id)
                .OrderByDescending(p => p.Day).ThenByDescending(p => p.Id).Select(p => (int?)p.Score).FirstOrDefault(),
            Points = db.HealthPoints.Where(p => p.CustomerId == c.Id && p.Day >= since).OrderBy(p => p.Day).ToList(),
        }).AsSingleQuery();
    }

    private sealed class Row
    {
        public int Id { get; init; }

        public int StageId { get; init; }

        public DateTime IdleSince { get; init; }

        public int? Health { get; init; }

        public int? BudgetId { get; init; }

        public CustomerNeeds Needs { get; init; } = new();

        public CustomerHealth? Stored { get; init; }

        public int Deciders { get; init; }

        public int Links { get; init; }

        public int Recent { get; init; }

        public int Earlier { get; init; }

        public List<OrderSums> Orders { get; init; } = [];

        public DateOnly? NotedOn { get; init; }

        public int? NotedScore { get; init; }

        public List<HealthPoint> Points { get; init; } = [];
    }

    private sealed class OrderSums
    {
        public decimal Amount { get; init; }

        public decimal Received { get; init; }

        public decimal Due { get; init; }
    }
}
