using CrmWeb.Core.ReferenceData.Stages;

namespace CrmWeb.Core.Watching;

/// <summary>Customers that do not leave their stage: the one the rule names, or any open one.</summary>
internal sealed class StuckCustomers : IWatchKind
{
    public const string CodeName = "stuck";

    public string Code => CodeName;

    public IReadOnlyList<WatchRecipient> Recipients { get; } = [WatchRecipient.Manager, WatchRecipient.Owner];

    public bool IsAboutTasks => false;

    public int LeastDays => 1;

    public IQueryable<WatchCase> Cases(WatchView view)
    {
        var customers = view.Customers;
        if (!view.NamesStage)
        {
            var open = view.Stages.All.Where(s => s.Kind == StageKind.Open).Select(s => s.Id).ToList();
            customers = customers.Where(c => open.Contains(c.StageId));
        }

        return customers.Where(c => c.OwnerId != null)
            .Select(c => new WatchCase { CustomerId = c.Id, SubjectId = c.Id, StageId = c.StageId, PersonId = c.OwnerId!.Value, OwnerId = c.OwnerId, CaseAt = c.StageEnteredAt });
    }
}
