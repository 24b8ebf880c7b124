using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Targets;

/// <summary>What of a month the reader sees: the rows that count, by measure. Months begin and end at the organisation's midnight.</summary>
internal sealed class TargetRows(CrmDbContext db, FollowUpQueries followUps, OrganizationClock clock, TargetMonth month, UserScope by)
{
    private readonly DateTime from = clock.StartOfDay(month.First);
    private readonly DateTime until = clock.StartOfDay(month.Last.AddDays(1));

    /// <summary>Orders in force or completed, by the day of the order.</summary>
    public IQueryable<Order> Orders()
    {
        var (first, last) = (month.First, month.Last);
        return db.Orders.AsNoTracking().VisibleTo(db, by)
            .Where(o => o.OrderedOn >= first && o.OrderedOn <= last).ThatCount();
    }

    /// <summary>Payments that stand, by the day the money came in; each with its order, whose owner it counts for.</summary>
    public IQueryable<Received> Payments()
    {
        var (first, last) = (month.First, month.Last);
        return db.Payments.AsNoTracking().Where(p => p.VoidedAt == null && p.PaidOn >= first && p.PaidOn <= last)
            .Join(db.Orders.VisibleTo(db, by).ThatCount(), p => p.OrderId, o => o.Id, (p, o) => new Received { Payment = p, Order = o });
    }

    /// <summary>Those of the customers that were entered in the month.</summary>
    public IQueryable<Customer> Entered(IQueryable<Customer> customers) => customers.Where(c => c.CreatedAt >= from && c.CreatedAt < until);

    /// <summary>Follow-ups that took place in the month.</summary>
    public IQueryable<FollowUp> FollowUps() => Done(followUps.Visible(by));

    /// <summary>Those of the follow-ups that took place in the month.</summary>
    public IQueryable<FollowUp> Done(IQueryable<FollowUp> all) => all.Where(f => f.State == FollowUpState.Done && f.At >= from && f.At < until);

    internal sealed class Received
    {
        public required Payment Payment { get; init; }

        public required Order Order { get; init; }
    }
}

/// <summary>What was done in a month, by whom and where; one question for each measure.</summary>
public sealed class TargetFigures(CrmDbContext db, FollowUpQueries followUps, OrganizationClock clock)
{
    internal TargetRows Rows(TargetMonth month, UserScope by) => new(db, followUps, clock, month, by);

    /// <summary>All that is done by those whose targets the reader sees.</summary>
    internal async Task<TargetSums> ReadAsync(TargetMonth month, UserScope by, CancellationToken ct)
    {
        var (rows, userId, team) = (Rows(month, by), by.UserId, TargetSubjects.SeesTeam(by));
        var amounts = await (team ? rows.Orders() : rows.Orders().Where(o => o.OwnerId == userId))
            .GroupBy(o => new { o.OwnerId, o.DepartmentId })
            .Select(g => new { g.Key.OwnerId, g.Key.DepartmentId, Sum = g.Sum(o => o.Amount) }).ToListAsync(ct);
        var payments = await (team ? rows.Payments() : rows.Payments().Where(r => r.Order.OwnerId == userId))
            .Select(r => new { r.Order.OwnerId, r.Order.DepartmentId, r.Payment.Amount }).GroupBy(r => new { r.OwnerId, r.DepartmentId })
            .Select(g => new { g.Key.OwnerId, g.Key.DepartmentId, Sum = g.Sum(r => r.Amount) }).ToListAsync(ct);
        var parts = (await CustomerAccess.VisibleNowAsync(db, by, ct)).Parts;
        var customers = await parts
            .Select(p => (team ? rows.Entered(p) : rows.Entered(p).Where(c => c.OwnerId == userId))
                .GroupBy(c => new { c.OwnerId, c.DepartmentId }).Select(g => new { g.Key.OwnerId, g.Key.DepartmentId, Count = g.Count() }))
            .Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);

        // From the customers: asked of each follow-up, PostgreSQL would read the whole company's to tell the department.
        var ofMonth = rows.Done(db.FollowUps.AsNoTracking());
        var done = await parts
            .Select(p => p.Join(team ? ofMonth : ofMonth.Where(f => f.AssigneeId == userId), c => c.Id, f => f.CustomerId, (c, f) => new { f.AssigneeId, c.DepartmentId })
                .GroupBy(x => new { x.AssigneeId, x.DepartmentId }).Select(g => new { g.Key.AssigneeId, g.Key.DepartmentId, Count = g.Count() }))
            .Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);

        TargetSums sums = new();
        amounts.ForEach(a => sums.Add(TargetMeasure.Amount, a.OwnerId, a.DepartmentId, a.Sum));
        payments.ForEach(p => sums.Add(TargetMeasure.Payments, p.OwnerId, p.DepartmentId, p.Sum));
        customers.ForEach(c => sums.Add(TargetMeasure.Customers, c.OwnerId, c.DepartmentId, c.Count));
        done.ForEach(f => sums.Add(TargetMeasure.FollowUps, f.AssigneeId, f.DepartmentId, f.Count));
        return sums;
    }
}

/// <summary>Sums by person and by department.</summary>
internal sealed class TargetSums
{
    private readonly Dictionary<(TargetMeasure, int), decimal> byUser = [];
    private readonly Dictionary<(TargetMeasure, int), decimal> byDepartment = [];
    private readonly Dictionary<TargetMeasure, decimal> all = [];

    /// <summary>A department's with its branch.</summary>
    public decimal Of(TargetMeasure measure, TargetSubject subject) =>
        subject.IsCompany ? all.GetValueOrDefault(measure)
        : subject.UserId is { } user ? byUser.GetValueOrDefault((measure, user))
        : subject.Branch.Sum(d => byDepartment.GetValueOrDefault((measure, d)));

    public void Add(TargetMeasure measure, int? userId, int? departmentId, decimal number)
    {
        all[measure] = all.GetValueOrDefault(measure) + number;
        if (userId is { } user)
            byUser[(measure, user)] = byUser.GetValueOrDefault((measure, user)) + number;
        if (departmentId is { } department)
            byDepartment[(measure, department)] = byDepartment.GetValueOrDefault((measure, department)) + number;
    }
}
