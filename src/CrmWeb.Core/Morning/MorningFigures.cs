namespace CrmWeb.Core.Morning;

/// <summary>One number of a question that counts several things.</summary>
internal sealed class MorningTally
{
    /// <summary>A <see cref="MorningColumn"/>; of stages, whether they stand there or have for longer than the team's median.</summary>
    public int What { get; init; }

    /// <summary>A person's id; of stages, the stage's.</summary>
    public int Key { get; init; }

    public int Count { get; init; }
}

/// <summary>An order of which something has fallen due, or will within days, that was not received; in yuan.</summary>
internal sealed record UnpaidOrder(int OwnerId, decimal Late, decimal Soon, decimal Received)
{
    /// <summary>What should have come by now and has not.</summary>
    public decimal Overdue => Math.Max(Late - Received, 0m);

    /// <summary>What falls due in the days to come and has not been received: money fills the plan in the order in which it falls due.</summary>
    public decimal Due => Math.Max(Soon - Math.Max(Received, Late), 0m);
}

/// <summary>How long customers stay in a stage.</summary>
/// <param name="Median">Days after which those who left within the last months did; null where nobody did.</param>
internal sealed record StageRhythm(int StageId, decimal? Median)
{
    /// <summary>Whoever stays longer than so many days is stuck: the median in whole days, never fewer than one.</summary>
    public int? Days => Median is { } days ? Math.Max(1, (int)Math.Ceiling(days)) : null;
}

/// <summary>All that was counted.</summary>
internal sealed record MorningFigures(
    IReadOnlyList<MorningTally> People, IReadOnlyList<UnpaidOrder> Unpaid, IReadOnlyDictionary<int, decimal> Won, IReadOnlyDictionary<int, decimal> Targets,
    IReadOnlyList<StageRhythm> Rhythms, IReadOnlyList<MorningTally> Standing)
{
    private readonly Dictionary<(int What, int? Person), int> counts = People.GroupBy(t => (t.What, (int?)t.Key)).Concat(People.GroupBy(t => (t.What, (int?)null)))
        .ToDictionary(g => g.Key, g => g.Sum(t => t.Count));

    /// <summary>Of a person, or of all of them.</summary>
    public int Count(MorningColumn column, int? person) => counts.GetValueOrDefault(((int)column, person));

    public (int Count, decimal Amount) Payments(MorningColumn column, int? person)
    {
        var amounts = Unpaid.Where(o => person is null || o.OwnerId == person).Select(o => column == MorningColumn.PaymentsLate ? o.Overdue : o.Due).Where(a => a > 0).ToList();
        return (amounts.Count, amounts.Sum());
    }

    /// <summary>Whoever has something of it.</summary>
    public IEnumerable<int> Everybody => People.Select(t => t.Key).Concat(Unpaid.Select(o => o.OwnerId)).Concat(Won.Keys).Distinct();
}
