using CrmWeb.Core.Customers.List;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.ReferenceData.Stages;

namespace CrmWeb.Core.Dashboard;

/// <summary>An open task, with what one needs to act: the last words and the person to call.</summary>
/// <param name="List">Overdue, Today or Planned.</param>
/// <param name="MayWrite">Whether the reader may note something else about the customer, too.</param>
/// <param name="MayChange">Whether the reader may complete the task.</param>
public sealed record DueTask(
    FollowUpRow FollowUp, FollowUpList List, string? LastWords, DateTime? LastAt, ContactLine? Contact, StageEntry Stage, bool MayWrite, bool MayChange);

/// <summary>A customer nobody has spoken to for long and for whom nothing is planned.</summary>
/// <param name="TimesUrged">How often anybody has urged about it since the last follow-up.</param>
public sealed record IdleCustomer(
    int Id, string Name, int? OwnerId, string OwnerName, StageEntry Stage, DateTime IdleSince, int IdleDays, ContactLine? Contact, bool MayWrite, int TimesUrged);

/// <summary>How many customers stand in a stage.</summary>
public sealed record StageCount(StageEntry Stage, int Count);

/// <summary>How a colleague's work stands, as far as the reader sees their customers. Each number is that of a list.</summary>
/// <param name="Silent">Customers the silent rules in force catch.</param>
/// <param name="Stuck">Customers the stuck rules in force catch.</param>
/// <param name="FollowedUpToday">Customers last followed up today.</param>
/// <param name="LastAt">When they last followed up anybody (UTC); null where they never did.</param>
public sealed record TeamMember(int Id, string Name, bool IsActive, int Overdue, int Today, int Silent, int Stuck, int FollowedUpToday, DateTime? LastAt);

/// <summary>The team by colleague, those with most left undone first.</summary>
/// <param name="Others">How many more there are than are shown.</param>
public sealed record TeamOverview(IReadOnlyList<TeamMember> Members, int Others);

/// <summary>What the desk shows.</summary>
/// <param name="Due">The first of each list, in the order of time.</param>
/// <param name="Team">Null on one's own desk.</param>
public sealed record DeskView(
    FollowUpCounts Counts, IReadOnlyList<DueTask> Due, IReadOnlyList<IdleCustomer> Idle, IReadOnlyList<StageCount> Stages, TeamOverview? Team)
{
    /// <summary>How many open tasks there are in a list, shown or not.</summary>
    public int Count(FollowUpList list) => list switch { FollowUpList.Overdue => Counts.Overdue, FollowUpList.Today => Counts.Today, _ => Counts.Planned };
}
