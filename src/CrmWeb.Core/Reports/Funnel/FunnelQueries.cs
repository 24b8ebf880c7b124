using CrmWeb.Core.Customers;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Servers;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Reports.Funnel;

/// <summary>How many customers of an owner and department stand at, or came as far as, a step.</summary>
internal sealed class FunnelTally
{
    /// <summary>A step of the path; for those standing somewhere now, the stage's id.</summary>
    public int Step { get; init; }

    /// <summary>A <see cref="CohortOutcome"/>, or <see cref="FunnelQueries.All"/>.</summary>
    public int Outcome { get; init; }

    public int? OwnerId { get; init; }

    public int? DepartmentId { get; init; }

    public int Count { get; init; }
}

/// <summary>How long the way from a step to the next took so many customers.</summary>
internal sealed class StepTime
{
    public int Step { get; init; }

    /// <summary>In tenths of a day, cut off.</summary>
    public long Tenths { get; init; }

    /// <summary>They are still there: it has taken them at least so long.</summary>
    public bool IsStanding { get; init; }

    public int Count { get; init; }
}

/// <summary>What the funnel counts, grouped by the database.</summary>
internal static class FunnelQueries
{
    /// <summary>Stands for all outcomes.</summary>
    public const int All = -1;

    /// <summary>How many stand in each stage now.</summary>
    public static async Task<IReadOnlyList<FunnelTally>> NowAsync(IReadOnlyList<IQueryable<Customer>> parts, CancellationToken ct) =>
        await parts.Select(part => part.GroupBy(c => new { c.StageId, c.OwnerId, c.DepartmentId })
            .Select(g => new FunnelTally { Step = g.Key.StageId, Outcome = All, OwnerId = g.Key.OwnerId, DepartmentId = g.Key.DepartmentId, Count = g.Count() }))
            .Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);

    /// <summary>Of each step, how many came so far within the period, and how many of them came to some outcomes by now.</summary>
    public static async Task<IReadOnlyList<FunnelTally>> CohortsAsync(
        CrmDbContext db, StagePath path, DateTime from, DateTime until, IReadOnlyList<IQueryable<Customer>> parts, IReadOnlyList<CohortOutcome> outcomes, CancellationToken ct)
    {
        List<IQueryable<FunnelTally>> questions = [];
        foreach (var part in parts)
        {
            for (var step = 0; step < path.Steps.Count; step++)
            {
                var reached = StageEntries.FirstInto(db, path.From(step)).Where(s => s.At >= from && s.At < until).Join(part, s => s.CustomerId, c => c.Id, (s, c) => c);
                questions.Add(Tallied(reached, step, All));
                if (step == path.Steps.Count - 1)
                    continue;
                foreach (var outcome in outcomes)
                    questions.Add(Tallied(reached.WithOutcome(db, outcome, path.From(step + 1), path.Lost), step, (int)outcome));
            }
        }

        return await questions.Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);
    }

    /// <summary>How long those who came so far within the period needed to come further. Whoever skipped a step spent no time in it and is left out.</summary>
    public static async Task<IReadOnlyList<StepTime>> TimesAsync(
        CrmDbContext db, StagePath path, DateTime from, DateTime until, IReadOnlyList<IQueryable<Customer>> parts, CancellationToken ct)
    {
        List<IQueryable<StepTime>> questions = [];
        foreach (var part in parts)
        {
            for (var step = 0; step < path.Steps.Count - 1; step++)
                questions.Add(Times(db, path, step, from, until, part));
        }

        return questions.Count == 0 ? [] : await questions.Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);
    }

    /// <summary>The middle of the times; between two middle ones half way.</summary>
    /// <returns>In days; null of none.</returns>
    public static decimal? Median(IEnumerable<(long Tenths, int Count)> times)
    {
        var sorted = times.OrderBy(t => t.Tenths).ToList();
        var total = sorted.Sum(t => t.Count);
        return total == 0 ? null : (At((total - 1) / 2) + At(total / 2)) / 20m;

        long At(int place)
        {
            foreach (var (tenths, count) in sorted)
            {
                if ((place -= count) < 0)
                    return tenths;
            }

            return 0;
        }
    }

    private static IQueryable<FunnelTally> Tallied(IQueryable<Customer> customers, int step, int outcome) => customers
        .GroupBy(c => new { c.OwnerId, c.DepartmentId })
        .Select(g => new FunnelTally { Step = step, Outcome = outcome, OwnerId = g.Key.OwnerId, DepartmentId = g.Key.DepartmentId, Count = g.Count() });

    private static IQueryable<StepTime> Times(CrmDbContext db, StagePath path, int step, DateTime from, DateTime until, IQueryable<Customer> part) =>
        StageEntries.FirstInto(db, path.From(step)).Where(s => s.At >= from && s.At < until)
            .Join(part, s => s.CustomerId, c => c.Id, (s, c) => s)
            .Join(StageEntries.FirstInto(db, path.From(step + 1)), s => s.CustomerId, next => next.CustomerId, (s, next) => new { s.At, Then = next.At })
            .Where(x => x.Then > x.At)
            .GroupBy(x => TimeFunctions.TenthsOfDays(x.At, x.Then))
            .Select(g => new StepTime { Step = step, Tenths = g.Key, Count = g.Count() });
}
