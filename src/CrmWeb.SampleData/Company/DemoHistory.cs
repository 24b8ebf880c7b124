using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;

namespace CrmWeb.SampleData.Company;

/// <summary>One interaction; times UTC. <paramref name="MovesTo"/> is the stage its form moved the customer to.</summary>
internal sealed record DemoVisit(DateTime HappenedAt, DateTime WrittenAt, string Stage, string? MovesTo);

/// <summary>What happened with one customer: how far it came and when it was spoken to.</summary>
internal sealed class DemoHistory
{
    public required CrmUser Owner { get; init; }

    /// <summary>Index of the furthest stage reached in <see cref="DemoHistories.Path"/>.</summary>
    public required int Depth { get; init; }

    public required bool IsLost { get; init; }

    public required DateTime CreatedAt { get; init; }

    public IReadOnlyList<DemoVisit> Visits { get; set; } = [];

    public Customer Customer { get; set; } = null!;

    public int Moves => Depth + (IsLost ? 1 : 0);
}

/// <summary>Plans how far each customer came: every later stage is reached by fewer than the one before.</summary>
internal sealed class DemoHistories(Random random, OrganizationClock clock, int days = DemoHistories.Days)
{
    public static readonly string[] Path = ["initial", "needs", "quotation", "negotiation", "won", "renewal"];

    public const string Lost = "lost";

    private const int Days = 179;

    /// <summary>How many customers come exactly so far, and how many of them are lost there.</summary>
    private static readonly (int Count, int Lost)[] Reach = [(78, 7), (58, 7), (48, 6), (40, 5), (40, 3), (36, 2)];

    /// <summary>Rows that are no done interactions: what is planned, and what was called off.</summary>
    private const int NotDone = DemoFollowUps.PlannedCount + DemoFollowUps.CancelledCount;

    /// <summary>Customers nobody has spoken to yet.</summary>
    private const int FreshLeads = 8;

    public IReadOnlyList<DemoHistory> Plan(DemoAssignments assignments)
    {
        var now = clock.UtcNow;
        var shapes = Reach.SelectMany((reach, depth) => Enumerable.Range(0, reach.Count).Select(i => (Depth: depth, IsLost: i < reach.Lost)))
            .Select((shape, i) => (shape.Depth, shape.IsLost, Owner: assignments.OwnerOf(i))).ToArray();
        var histories = shapes.Select(shape => new DemoHistory
        {
            Owner = shape.Owner,
            Depth = shape.Depth,
            IsLost = shape.IsLost,
            CreatedAt = AtWork(now.AddDays(-random.Next(4 + (shape.Depth + (shape.IsLost ? 1 : 0)) * 16, 210)), DateTime.MinValue, now),
        }).OrderBy(h => h.CreatedAt).ToList();

        var counts = Counts(histories);
        for (var i = 0; i < histories.Count; i++)
            histories[i].Visits = Visits(histories[i], counts[i], now);
        return histories;
    }

    /// <summary>A time at which people work: Monday to Friday, nine to half past five, in steps of five minutes.</summary>
    internal DateTime AtWork(DateTime utc, DateTime notBefore, DateTime notAfter)
    {
        var day = DateOnly.FromDateTime(clock.ToLocal(utc));
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            day = day.AddDays(-1);
        var at = clock.ToUtc(day.ToDateTime(new TimeOnly(9, 0).AddMinutes(5 * random.Next(0, 103))));
        return at < notBefore ? notBefore : at > notAfter ? notAfter : at;
    }

    /// <summary>How many interactions each customer had; together with the planned ones exactly as many as promised.</summary>
    private int[] Counts(List<DemoHistory> histories)
    {
        var fresh = histories.Where(h => h.Moves == 0).TakeLast(FreshLeads).ToHashSet();
        var counts = histories.Select(h => fresh.Contains(h) ? 0 : h.Moves + 1).ToArray();
        var wanted = DemoCompany.FollowUpCount - NotDone;
        var turns = histories.SelectMany((h, i) => Enumerable.Repeat(i, fresh.Contains(h) ? 0 : 1 + h.Moves)).ToArray();
        for (var total = counts.Sum(); total < wanted; total++)
            counts[turns[random.Next(turns.Length)]]++;
        return counts;
    }

    /// <summary>The interactions of one customer, the moves through the stages spread over them.</summary>
    internal List<DemoVisit> Visits(DemoHistory history, int count, DateTime now)
    {
        var start = Later(history.CreatedAt.AddHours(1), now.AddDays(-days));
        var span = now - start;
        var quiet = history.IsLost ? random.Next(5, 40) : random.Next(100) switch { < 55 => random.Next(0, 6), < 80 => random.Next(6, 21), _ => random.Next(21, 60) };
        var end = now - Shorter(TimeSpan.FromDays(quiet) + TimeSpan.FromMinutes(30), span / 2);
        var times = Enumerable.Range(0, count).Select(_ => AtWork(start + (end - start) * random.NextDouble(), start, end)).Order().ToList();

        // The moves are spread evenly over the interactions; the last of a lost customer is the one at which it was lost.
        List<DemoVisit> visits = [];
        var moved = 0;
        for (var i = 0; i < count; i++)
        {
            var moves = moved < history.Moves && i + 1 >= (moved + 1) * count / (history.Moves + 1.0)
                && (!history.IsLost || moved < history.Moves - 1 || i == count - 1);
            moves |= count - i <= history.Moves - moved;
            var next = !moves ? null : history.IsLost && moved == history.Moves - 1 ? Lost : Path[moved + 1];
            var stage = next == Lost ? Lost : Path[Math.Min(moved, Path.Length - 1)];
            var latest = i + 1 < count ? times[i + 1] : now;
            var delay = random.Next(100) < 4 ? TimeSpan.FromHours(random.Next(26, 60)) : TimeSpan.FromMinutes(random.Next(5, 90));
            visits.Add(new DemoVisit(times[i], Earlier(times[i] + delay, latest), stage, next));
            moved += moves ? 1 : 0;
        }

        return visits;
    }

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
