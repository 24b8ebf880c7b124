using CrmWeb.Core.ReferenceData.Stages;

namespace CrmWeb.Core.Health;

/// <summary>Something that would raise a customer's score.</summary>
public enum HealthStep
{
    /// <summary>The stage expects a follow-up by now.</summary>
    FollowUp,

    /// <summary>The facts about the needs are not all known.</summary>
    Needs,
    Budget,
    Decider,

    /// <summary>Fewer follow-ups than on the days before.</summary>
    Engagement,

    /// <summary>Something is to be paid and its day has passed.</summary>
    Overdue,

    /// <summary>Won, and no order is entered.</summary>
    Order,
}

/// <summary>What would raise a score, the most promising first.</summary>
public static class HealthAdvice
{
    /// <summary>No more at once than one can do.</summary>
    private const int Most = 3;

    /// <param name="stage">Where the customer stands.</param>
    public static IReadOnlyList<HealthStep> Of(HealthFacts facts, StageEntry stage, HealthWeights weights)
    {
        var parts = HealthFormula.Parts(facts);
        (HealthStep Step, int Gain)[] steps =
        [
            (HealthStep.FollowUp, (100 - parts.Timeliness) * weights.Timeliness),
            (HealthStep.Budget, facts.HasBudget ? 0 : HealthFormula.PointsOfOne * weights.NeedFit),
            (HealthStep.Decider, facts.HasDecider ? 0 : HealthFormula.PointsOfOne * weights.NeedFit),
            (HealthStep.Needs, HealthFormula.FactPointsLeft(facts) * weights.NeedFit),
            (HealthStep.Engagement, (100 - parts.Engagement) * weights.Engagement),
            (HealthStep.Overdue, facts.Overdue > 0 ? (100 - parts.Payments) * weights.Payments : 0),
            (HealthStep.Order, facts.Ordered <= 0 && stage.Kind is (StageKind.Won or StageKind.AfterSale) ? (100 - parts.Payments) * weights.Payments : 0),
        ];
        return [.. steps.Where(s => s.Gain > 0).OrderByDescending(s => s.Gain).ThenBy(s => s.Step).Take(Most).Select(s => s.Step)];
    }
}
