using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;

namespace CrmWeb.Core.Reports.Funnel;

/// <summary>
/// The customers that came as far as a stage (reached), on which days (reachedOnFrom, reachedOnTo), and what became of them (outcome);
/// or those that never did. Without a stage the first one is meant, into which every customer comes.
/// </summary>
public sealed class ReachedCondition(PipelineCatalog pipeline, OrganizationClock clock) : ICustomerCondition
{
    /// <summary>What <c>outcome</c> can be.</summary>
    public static readonly IReadOnlyList<string> Outcomes = [.. Enum.GetNames<CohortOutcome>().Select(n => n.ToLowerInvariant())];

    /// <summary>The stages that can be reached: lost is the way out.</summary>
    public static IReadOnlyList<StageEntry> Stages(PipelineSnapshot pipeline) => StagePath.Of(pipeline).Steps;

    /// <inheritdoc/>
    public async Task<Func<IQueryable<Customer>, IQueryable<Customer>>> OfAsync(CrmDbContext database, CustomerFilter filter, UserScope by, CancellationToken ct)
    {
        var (from, to) = (FilterValues.Day(filter.ReachedOnFrom, clock.Today), FilterValues.Day(filter.ReachedOnTo, clock.Today, ends: true));
        var (isStage, isOutcome) = (!string.IsNullOrWhiteSpace(filter.Reached), !string.IsNullOrWhiteSpace(filter.Outcome));
        if (!isStage && !isOutcome && from is null && to is null)
            return customers => customers;

        var stages = await pipeline.GetAsync(ct);
        var path = StagePath.Of(stages);
        var step = isStage ? path.Find(stages, filter.Reached) ?? throw new BadQueryException("reached") : 0;
        var outcome = isOutcome ? (CohortOutcome?)CustomerFilterBuilder.Choice<CohortOutcome>(filter.Outcome!, "outcome") : null;
        if (outcome == CohortOutcome.Never)
            return customers => customers.WhoNeverEntered(database, path.From(step));
        var moves = StageEntries.FirstInto(database, path.From(step));
        if (from is { } first && clock.StartOfDay(first) is var begin)
            moves = moves.Where(s => s.At >= begin);
        if (to is { } last && clock.StartOfDay(last.AddDays(1)) is var end)
            moves = moves.Where(s => s.At < end);
        return customers =>
        {
            var reached = customers.Where(c => moves.Any(s => s.CustomerId == c.Id));
            return outcome is { } became ? reached.WithOutcome(database, became, path.From(step + 1), path.Lost) : reached;
        };
    }
}
