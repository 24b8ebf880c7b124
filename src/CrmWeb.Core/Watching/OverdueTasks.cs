using CrmWeb.Core.FollowUps;

namespace CrmWeb.Core.Watching;

/// <summary>Planned follow-ups whose time has passed and that are neither done nor called off.</summary>
internal sealed class OverdueTasks : IWatchKind
{
    public const string CodeName = "overdue";

    public string Code => CodeName;

    public IReadOnlyList<WatchRecipient> Recipients { get; } = [WatchRecipient.Assignee, WatchRecipient.Manager];

    public bool IsAboutTasks => true;

    public int LeastDays => 0;

    public IQueryable<WatchCase> Cases(WatchView view) =>
        from task in view.Db.FollowUps
        where (task.State == FollowUpState.Pending || task.State == FollowUpState.InProgress) && task.At < view.Now
        join customer in view.Customers on task.CustomerId equals customer.Id
        select new WatchCase { CustomerId = customer.Id, SubjectId = task.Id, StageId = customer.StageId, PersonId = task.AssigneeId, OwnerId = customer.OwnerId, CaseAt = task.At };
}
