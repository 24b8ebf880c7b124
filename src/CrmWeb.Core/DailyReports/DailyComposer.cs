using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.DailyReports;

/// <summary>How much was done on a day; amounts in yuan.</summary>
public sealed record DailyFigures(
    int FollowUps, int StageMoves, int NewCustomers, int Orders, decimal OrderAmount, int Payments, decimal PaymentAmount, int Planned)
{
    /// <summary>How many of a kind there are, listed or not.</summary>
    public int Of(DailyLineKind kind) => kind switch
    {
        DailyLineKind.FollowUp => FollowUps,
        DailyLineKind.StageMove => StageMoves,
        DailyLineKind.NewCustomer => NewCustomers,
        DailyLineKind.Order => Orders,
        DailyLineKind.Payment => Payments,
        _ => Planned,
    };
}

/// <summary>What a report of a day would say.</summary>
/// <param name="PlanUntil">The next working day; the plan goes to its end.</param>
public sealed record DailyDraft(DateOnly Day, DateOnly PlanUntil, DailyFigures Figures, IReadOnlyList<DailyLine> Lines);

/// <summary>
/// Puts a day together from what somebody entered on it, between the organisation's midnights, as far as they see the customers
/// now. What was entered later than it happened belongs to the day it was entered on.
/// </summary>
public sealed class DailyComposer(CrmDbContext db, WorkingDayCalendar calendar, OrganizationClock clock)
{
    /// <summary>As many lines of a kind are listed; the figures count the rest, too.</summary>
    public const int MostLines = 50;

    /// <param name="by">Whose day it is.</param>
    public async Task<DailyDraft> ComposeAsync(DateOnly day, UserScope by, CancellationToken ct)
    {
        var until = (await calendar.GetAsync(ct)).Add(day, 1);
        var (from, to, planTo) = (clock.StartOfDay(day), clock.StartOfDay(day.AddDays(1)), clock.StartOfDay(until.AddDays(1)));
        var (followUps, followed) = await ReadAsync(FollowUps(from, to, by), ct);
        var (moves, moved) = await ReadAsync(Moves(from, to, by), ct);
        var (customers, added) = await ReadAsync(Customers(from, to, by), ct);
        var (orders, ordered) = await ReadAsync(Orders(from, to, by), ct);
        var (payments, paid) = await ReadAsync(Payments(from, to, by), ct);
        var (plan, planned) = await ReadAsync(Plan(to, planTo, by), ct);
        return new DailyDraft(
            day, until,
            new DailyFigures(
                followed, moved, added, ordered, await SumAsync(orders, ordered, Orders(from, to, by), ct), paid, await SumAsync(payments, paid, Payments(from, to, by), ct), planned),
            [.. followUps, .. moves, .. customers, .. orders, .. payments, .. plan]);
    }

    private static async Task<(List<DailyLine> Lines, int Count)> ReadAsync(IQueryable<DailyLine> rows, CancellationToken ct)
    {
        var some = await rows.Take(MostLines + 1).ToListAsync(ct);
        return some.Count <= MostLines ? (some, some.Count) : (some[..MostLines], await rows.CountAsync(ct));
    }

    private static async Task<decimal> SumAsync(List<DailyLine> lines, int count, IQueryable<DailyLine> all, CancellationToken ct) =>
        (lines.Count == count ? lines : await all.ToListAsync(ct)).Sum(l => l.Amount ?? 0m);

    private IQueryable<DailyLine> FollowUps(DateTime from, DateTime to, UserScope by)
    {
        var (me, visible) = (by.UserId, db.Customers.VisibleTo(by));
        return db.FollowUps.AsNoTracking()
            .Where(f => f.AssigneeId == me && f.State == FollowUpState.Done && f.UpdatedAt >= from && f.UpdatedAt < to && visible.Any(c => c.Id == f.CustomerId))
            .OrderBy(f => f.At).ThenBy(f => f.Id)
            .Select(f => new DailyLine
            {
                Kind = DailyLineKind.FollowUp,
                CustomerId = f.CustomerId,
                RecordId = f.Id,
                At = f.At,
                MethodId = f.MethodId,
                Words = f.Result ?? f.Content ?? f.Subject,
            });
    }

    /// <summary>The first stage of a new customer is no move.</summary>
    private IQueryable<DailyLine> Moves(DateTime from, DateTime to, UserScope by)
    {
        var (me, visible) = (by.UserId, db.Customers.VisibleTo(by));
        return db.StageChanges.AsNoTracking()
            .Where(s => s.OperatorId == me && s.At >= from && s.At < to && s.FromStageId != null && visible.Any(c => c.Id == s.CustomerId))
            .OrderBy(s => s.At).ThenBy(s => s.Id)
            .Select(s => new DailyLine
            {
                Kind = DailyLineKind.StageMove,
                CustomerId = s.CustomerId,
                At = s.At,
                FromStageId = s.FromStageId,
                ToStageId = s.ToStageId,
                Words = s.Reason,
            });
    }

    private IQueryable<DailyLine> Customers(DateTime from, DateTime to, UserScope by)
    {
        var me = by.UserId;
        return db.Customers.AsNoTracking().VisibleTo(by).Where(c => c.CreatedById == me && c.CreatedAt >= from && c.CreatedAt < to)
            .OrderBy(c => c.CreatedAt).ThenBy(c => c.Id)
            .Select(c => new DailyLine { Kind = DailyLineKind.NewCustomer, CustomerId = c.Id, At = c.CreatedAt });
    }

    /// <summary>Neither drafts nor what was called off.</summary>
    private IQueryable<DailyLine> Orders(DateTime from, DateTime to, UserScope by)
    {
        var (me, visible) = (by.UserId, db.Customers.VisibleTo(by));
        return db.Orders.AsNoTracking()
            .Where(o => o.CreatedById == me && o.CreatedAt >= from && o.CreatedAt < to && (o.State == OrderState.Active || o.State == OrderState.Completed)
                && visible.Any(c => c.Id == o.CustomerId))
            .OrderBy(o => o.CreatedAt).ThenBy(o => o.Id)
            .Select(o => new DailyLine
            {
                Kind = DailyLineKind.Order,
                CustomerId = o.CustomerId,
                RecordId = o.Id,
                At = o.CreatedAt,
                Amount = o.Amount,
                Number = o.Number,
                Words = o.Subject,
            });
    }

    /// <summary>Not what was taken back.</summary>
    private IQueryable<DailyLine> Payments(DateTime from, DateTime to, UserScope by)
    {
        var (me, visible) = (by.UserId, db.Customers.VisibleTo(by));
        return db.Payments.AsNoTracking().Where(p => p.CreatedById == me && p.CreatedAt >= from && p.CreatedAt < to && p.VoidedAt == null)
            .Join(db.Orders, p => p.OrderId, o => o.Id, (p, o) => new { p, o })
            .Where(x => visible.Any(c => c.Id == x.o.CustomerId))
            .OrderBy(x => x.p.CreatedAt).ThenBy(x => x.p.Id)
            .Select(x => new DailyLine
            {
                Kind = DailyLineKind.Payment,
                CustomerId = x.o.CustomerId,
                RecordId = x.o.Id,
                At = x.p.CreatedAt,
                Amount = x.p.Amount,
                Number = x.o.Number,
                Words = x.p.Note,
            });
    }

    private IQueryable<DailyLine> Plan(DateTime from, DateTime to, UserScope by)
    {
        var (me, visible) = (by.UserId, db.Customers.VisibleTo(by));
        return db.FollowUps.AsNoTracking()
            .Where(f => f.AssigneeId == me && (f.State == FollowUpState.Pending || f.State == FollowUpState.InProgress) && f.At >= from && f.At < to
                && visible.Any(c => c.Id == f.CustomerId))
            .OrderBy(f => f.At).ThenBy(f => f.Id)
            .Select(f => new DailyLine
            {
                Kind = DailyLineKind.Plan,
                CustomerId = f.CustomerId,
                RecordId = f.Id,
                At = f.At,
                MethodId = f.MethodId,
                Words = f.Subject ?? f.Content,
            });
    }
}
