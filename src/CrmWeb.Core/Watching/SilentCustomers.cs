using CrmWeb.Core.FollowUps;
using CrmWeb.Core.ReferenceData.Stages;

namespace CrmWeb.Core.Watching;

/// <summary>
/// Customers nobody has followed up since a day: the last follow-up, or the day their owner received them where that is later.
/// Not those won or lost, unless the rule names their stage, and not those for whom something is planned ahead.
/// </summary>
internal sealed class SilentCustomers : IWatchKind
{
    public const string CodeName = "silent";

    public string Code => CodeName;

    public IReadOnlyList<WatchRecipient> Recipients { get; } = [WatchRecipient.Owner, WatchRecipient.Manager];

    public bool IsAboutTasks => false;

    public int LeastDays => 1;

    public IQueryable<WatchCase> Cases(WatchView view)
    {
        var (db, now) = (view.Db, view.Now);
        var customers = view.NamesStage
            ? view.Customers.Where(c => c.Type != CustomerType.Lost)
            : view.Customers.Where(c => c.Type == CustomerType.Potential || c.Type == CustomerType.Interested);
        return customers
            .Where(c => c.OwnerId != null)
            .Where(c => c.NextFollowUpAt == null || (c.NextFollowUpAt <= now
                && !db.FollowUps.Any(f => f.CustomerId == c.Id && f.At > now && (f.State == FollowUpState.Pending || f.State == FollowUpState.InProgress))))
            .Select(c => new WatchCase { CustomerId = c.Id, SubjectId = c.Id, StageId = c.StageId, PersonId = c.OwnerId!.Value, OwnerId = c.OwnerId, CaseAt = c.IdleSince });
    }
}
