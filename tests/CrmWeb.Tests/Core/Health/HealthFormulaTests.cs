using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Health;
using CrmWeb.Core.ReferenceData.Stages;
using Xunit;

namespace CrmWeb.Tests.Core.Health;

/// <summary>The score as one works it out by hand with docs/health.md.</summary>
[Trait("Category", "Pure")]
public sealed class HealthFormulaTests
{
    private static readonly HealthFacts Perfect = new(0, 7, 6, 6, true, true, 3, 2, 1000m, 0m);

    [Theory]
    [InlineData(0, 7, 100)]
    [InlineData(7, 7, 100)]
    [InlineData(8, 7, 93)]
    [InlineData(14, 7, 50)]
    [InlineData(20, 7, 8)]
    [InlineData(21, 7, 0)]
    [InlineData(500, 7, 0)]
    [InlineData(30, 30, 100)]
    [InlineData(60, 30, 50)]
    [InlineData(2, 1, 50)]
    public void Timeliness_is_full_within_one_rhythm_and_nothing_after_three(int idle, int rhythm, int points) =>
        Assert.Equal(points, HealthFormula.Parts(Perfect with { DaysIdle = idle, RhythmDays = rhythm }).Timeliness);

    [Theory]
    [InlineData(0, false, false, 0)]
    [InlineData(0, true, false, 25)]
    [InlineData(0, false, true, 25)]
    [InlineData(1, false, false, 8)]
    [InlineData(5, true, true, 91)]
    [InlineData(6, true, true, 100)]
    public void Need_fit_is_half_facts_a_quarter_budget_a_quarter_decision_maker(int filled, bool budget, bool decider, int points) =>
        Assert.Equal(points, HealthFormula.Parts(Perfect with { NeedsFilled = filled, HasBudget = budget, HasDecider = decider }).NeedFit);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 5, 0)]
    [InlineData(1, 0, 100)]
    [InlineData(2, 2, 100)]
    [InlineData(3, 1, 100)]
    [InlineData(2, 3, 66)]
    [InlineData(1, 8, 12)]
    public void Engagement_is_full_while_follow_ups_do_not_become_fewer(int recent, int earlier, int points) =>
        Assert.Equal(points, HealthFormula.Parts(Perfect with { RecentFollowUps = recent, EarlierFollowUps = earlier }).Engagement);

    [Theory]
    [InlineData(0, 0, 50)]
    [InlineData(1000, 0, 100)]
    [InlineData(1000, 0.01, 59)]
    [InlineData(1000, 100, 50)]
    [InlineData(1000, 100.01, 49)]
    [InlineData(1000, 600, 0)]
    [InlineData(1000, 1000, 0)]
    public void Payments_in_time_are_full_and_what_is_overdue_costs_forty_and_its_share(double ordered, double overdue, int points) =>
        Assert.Equal(points, HealthFormula.Parts(Perfect with { Ordered = (decimal)ordered, Overdue = (decimal)overdue }).Payments);

    [Theory]
    [InlineData(100, 100, 100, 100, 100)]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(50, 91, 66, 50, 64)]
    [InlineData(1, 1, 0, 0, 1)]
    [InlineData(1, 0, 0, 1, 1)]
    [InlineData(1, 0, 0, 0, 0)]
    public void The_score_is_the_weighted_mean_rounded_half_up(int timeliness, int fit, int engagement, int payments, int score) =>
        Assert.Equal(score, HealthFormula.Score(new HealthParts(timeliness, fit, engagement, payments), HealthWeights.Usual));

    [Fact]
    public void The_bands_meet_without_a_gap()
    {
        Assert.Equal([HealthBand.AtRisk, HealthBand.Fair, HealthBand.Fair, HealthBand.Good], new[] { 49, 50, 74, 75 }.Select(HealthBands.Of));
        Assert.All(Enum.GetValues<HealthBand>(), b => Assert.Equal((b, b), (HealthBands.Of(HealthBands.Range(b).From), HealthBands.Of(HealthBands.Range(b).To))));
        Assert.Equal(101, Enum.GetValues<HealthBand>().Sum(b => HealthBands.Range(b).To - HealthBands.Range(b).From + 1));
    }

    [Fact]
    public void What_would_raise_a_score_names_at_most_three_steps_the_most_promising_first()
    {
        var (open, won) = (Stage(StageKind.Open), Stage(StageKind.Won));
        Assert.Empty(HealthAdvice.Of(Perfect, open, HealthWeights.Usual));
        Assert.Empty(HealthAdvice.Of(Perfect with { Ordered = 0 }, open, HealthWeights.Usual));
        Assert.Equal([HealthStep.Order], HealthAdvice.Of(Perfect with { Ordered = 0 }, won, HealthWeights.Usual));

        var poor = new HealthFacts(14, 7, 0, 6, false, false, 0, 4, 1000m, 1m);
        Assert.Equal([HealthStep.Engagement, HealthStep.FollowUp, HealthStep.Needs], HealthAdvice.Of(poor, won, HealthWeights.Usual));
        Assert.Equal([HealthStep.Overdue], HealthAdvice.Of(poor, won, new HealthWeights(0, 0, 0, 100)));
        Assert.Equal([HealthStep.Budget, HealthStep.Decider], HealthAdvice.Of(Perfect with { HasBudget = false, HasDecider = false }, open, HealthWeights.Usual));
    }

    [Fact]
    public void A_stage_without_a_rhythm_of_its_own_has_that_of_its_kind()
    {
        Assert.Equal([7, 30, 30], new[] { StageKind.Open, StageKind.Won, StageKind.AfterSale }.Select(k => Stage(k).Rhythm));
        Assert.Equal(3, (Stage(StageKind.Won) with { FollowUpDays = 3 }).Rhythm);
    }

    private static StageEntry Stage(StageKind kind) => new(1, "x", "甲", "A", 10, kind, "blue", 10, null, null, true);
}
