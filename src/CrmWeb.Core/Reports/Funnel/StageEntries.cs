using CrmWeb.Core.Customers;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Reports.Funnel;

/// <summary>
/// When customers came how far. A customer reaches a step with its first move into that stage or one beyond: whoever skips a step has
/// come past it, whoever goes back and comes again reaches nothing anew (docs/decisions/0033).
/// </summary>
internal static class StageEntries
{
    /// <summary>The move of each customer that first brought it into one of these stages.</summary>
    /// <param name="ids">Of the path from a step on. They are few and hardly ever change, so they stand in the question itself.</param>
    public static IQueryable<StageChange> FirstInto(CrmDbContext db, IReadOnlyList<int> ids) => db.StageChanges.AsNoTracking()
        .Where(s => EF.Constant(ids).Contains(s.ToStageId)
            && !db.StageChanges.Any(e => e.CustomerId == s.CustomerId && EF.Constant(ids).Contains(e.ToStageId) && (e.At < s.At || (e.At == s.At && e.Id < s.Id))));

    /// <summary>Those customers that ever were in one of these stages.</summary>
    public static IQueryable<Customer> WhoEverEntered(this IQueryable<Customer> customers, CrmDbContext db, IReadOnlyList<int> ids) =>
        customers.Where(c => db.StageChanges.Any(s => s.CustomerId == c.Id && EF.Constant(ids).Contains(s.ToStageId)));

    /// <summary>Those customers that never were in any of these stages.</summary>
    public static IQueryable<Customer> WhoNeverEntered(this IQueryable<Customer> customers, CrmDbContext db, IReadOnlyList<int> ids) =>
        customers.Where(c => !db.StageChanges.Any(s => s.CustomerId == c.Id && EF.Constant(ids).Contains(s.ToStageId)));

    /// <summary>Of customers that have come as far as a step, what became of them by now.</summary>
    /// <param name="next">The stages beyond; none after the last step.</param>
    public static IQueryable<Customer> WithOutcome(
        this IQueryable<Customer> customers, CrmDbContext db, CohortOutcome outcome, IReadOnlyList<int> next, IReadOnlyList<int> lost) => outcome switch
        {
            CohortOutcome.On => customers.WhoEverEntered(db, next),
            CohortOutcome.Lost => customers.WhoNeverEntered(db, next).Where(c => EF.Constant(lost).Contains(c.StageId)),
            _ => customers.WhoNeverEntered(db, next).Where(c => !EF.Constant(lost).Contains(c.StageId)),
        };
}

/// <summary>What became of a customer that had come as far as a step.</summary>
internal enum CohortOutcome
{
    /// <summary>It came further.</summary>
    On,

    /// <summary>It did not, and is lost now.</summary>
    Lost,

    /// <summary>Neither so far: what will become of it is not known yet.</summary>
    Open,

    /// <summary>Has not come so far at all.</summary>
    Never,
}
