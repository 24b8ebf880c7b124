using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.ReferenceData.Stages;

namespace CrmWeb.Pages.Customers.Record.Stages;

/// <summary>A stage in the bar of the record's head.</summary>
/// <param name="Spent">How long the customer has been in it, all in all; null where it never was.</param>
public sealed record StageStep(StageEntry Stage, TimeSpan? Spent, bool IsCurrent, bool IsPassed)
{
    /// <summary>The stages a customer can be in, and the present one in any case. Lost ones are no step on the way.</summary>
    public static IReadOnlyList<StageStep> Of(CustomerRecord customer, IReadOnlyDictionary<int, TimeSpan> spentBefore, PipelineSnapshot stages, DateTime utcNow)
    {
        var current = customer.Stage;
        return
        [
            .. stages.All.Where(s => s.IsActive || s.Id == current.Id).OrderBy(s => s.Kind == StageKind.Lost).ThenBy(s => s.Order).ThenBy(s => s.Id).Select(s => new StageStep(
                s, Spent(s), s.Id == current.Id, s.Kind != StageKind.Lost && current.Kind != StageKind.Lost && s.Order < current.Order)),
        ];

        TimeSpan? Spent(StageEntry stage)
        {
            TimeSpan? before = spentBefore.TryGetValue(stage.Id, out var spent) ? spent : null;
            return stage.Id == current.Id ? (before ?? TimeSpan.Zero) + (utcNow - customer.StageEnteredAt) : before;
        }
    }
}
