namespace CrmWeb.Core.Health;

/// <summary>What the health score (健康度) of a customer is worked out from.</summary>
/// <param name="DaysIdle">Days by the calendar since the last follow-up, or since the owner received the customer.</param>
/// <param name="RhythmDays">Days within which the stage expects the next follow-up.</param>
/// <param name="NeedsFilled">How many facts about the needs are known, budget and decision maker apart.</param>
/// <param name="NeedsTotal">How many there are.</param>
/// <param name="RecentFollowUps">Done on the last thirty days, today included.</param>
/// <param name="EarlierFollowUps">Done on the thirty days before.</param>
/// <param name="Ordered">What orders that count come to, in yuan.</param>
/// <param name="Overdue">What of it is overdue, in yuan.</param>
public sealed record HealthFacts(
    int DaysIdle, int RhythmDays, int NeedsFilled, int NeedsTotal, bool HasBudget, bool HasDecider, int RecentFollowUps, int EarlierFollowUps, decimal Ordered, decimal Overdue);

/// <summary>The four parts of a score, each 0 to 100.</summary>
/// <param name="Timeliness">Follow-up timeliness against the rhythm of the stage (跟进及时度).</param>
/// <param name="NeedFit">How much is known of what the customer needs, can pay and who decides (需求匹配度).</param>
/// <param name="Engagement">Follow-ups of late against those before (互动趋势).</param>
/// <param name="Payments">Orders, and whether they are paid in time (订单与回款).</param>
public sealed record HealthParts(int Timeliness, int NeedFit, int Engagement, int Payments);

/// <summary>What each part counts, in percent; together 100.</summary>
public sealed record HealthWeights(int Timeliness, int NeedFit, int Engagement, int Payments)
{
    /// <summary>All of them together.</summary>
    public const int Whole = 100;

    /// <summary>Where nobody has said otherwise.</summary>
    public static HealthWeights Usual { get; } = new(30, 25, 25, 20);
}

/// <summary>The formula, in whole numbers only, so that no database and no machine comes to another result. docs/health.md tells it in words.</summary>
public static class HealthFormula
{
    /// <summary>What an order-less customer has for orders and payments: neither good nor bad.</summary>
    public const int WithoutOrders = 50;

    /// <summary>Points of the need fit for the budget, and as many for the decision maker; the rest is for the facts.</summary>
    public const int PointsOfOne = 25;

    private const int Full = 100;
    private const int PointsOfFacts = 50;
    private const int MostWithOverdue = 60;
    private const int RhythmsToNothing = 3;

    public static HealthParts Parts(HealthFacts f) => new(
        Timeliness(f.DaysIdle, Math.Max(1, f.RhythmDays)),
        FactPoints(f) + (f.HasBudget ? PointsOfOne : 0) + (f.HasDecider ? PointsOfOne : 0),
        f.RecentFollowUps == 0 ? 0 : f.RecentFollowUps >= f.EarlierFollowUps ? Full : Full * f.RecentFollowUps / f.EarlierFollowUps,
        Payments(f.Ordered, f.Overdue));

    /// <summary>The weighted mean, rounded half up.</summary>
    public static int Score(HealthParts p, HealthWeights w) =>
        ((p.Timeliness * w.Timeliness) + (p.NeedFit * w.NeedFit) + (p.Engagement * w.Engagement) + (p.Payments * w.Payments) + (HealthWeights.Whole / 2)) / HealthWeights.Whole;

    /// <summary>Points the known facts bring to the need fit.</summary>
    internal static int FactPoints(HealthFacts f) => PointsOfFacts * f.NeedsFilled / Math.Max(1, f.NeedsTotal);

    /// <summary>What the facts could bring still.</summary>
    internal static int FactPointsLeft(HealthFacts f) => PointsOfFacts - FactPoints(f);

    /// <summary>Full within one rhythm, nothing after three, evenly less in between.</summary>
    private static int Timeliness(int days, int rhythm) => days <= rhythm ? Full
        : days >= RhythmsToNothing * rhythm ? 0
        : Full - (Full * (days - rhythm) / ((RhythmsToNothing - 1) * rhythm));

    /// <summary>Full with nothing overdue; otherwise sixty less the share that is overdue, in whole percent rounded up.</summary>
    private static int Payments(decimal ordered, decimal overdue) => ordered <= 0 ? WithoutOrders
        : overdue <= 0 ? Full
        : Math.Max(0, MostWithOverdue - (int)Math.Min(Full, decimal.Ceiling(Full * overdue / ordered)));
}
