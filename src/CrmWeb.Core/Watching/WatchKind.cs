using CrmWeb.Core.Customers;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;

namespace CrmWeb.Core.Watching;

/// <summary>A customer or task that meets a watch rule. The time it began to do so decides whether anybody is told yet.</summary>
public sealed class WatchCase
{
    public int CustomerId { get; init; }

    /// <summary>The task for rules about tasks, else the customer.</summary>
    public int SubjectId { get; init; }

    /// <summary>Where the customer stands.</summary>
    public int StageId { get; init; }

    /// <summary>The owner, or whoever is to do the task.</summary>
    public int PersonId { get; init; }

    /// <summary>Whose customer it is.</summary>
    public int? OwnerId { get; init; }

    /// <summary>What it began with (UTC): last contact, entry of the stage, planned time.</summary>
    public DateTime CaseAt { get; init; }
}

/// <summary>What a kind may look at.</summary>
/// <param name="Customers">The living customers that meet the rule's conditions.</param>
/// <param name="NamesStage">The rule is about one stage, so the kind leaves none out.</param>
/// <param name="Now">UTC.</param>
public sealed record WatchView(CrmDbContext Db, IQueryable<Customer> Customers, bool NamesStage, PipelineSnapshot Stages, DateTime Now);

/// <summary>
/// A kind of watch rule: how its cases are found. A further kind is a further class, registered in the module, and two texts
/// (Kind.CODE here, Say.CODE among the notifications); rules of it are rows. It may have words of its own where all kinds share
/// some: Kind.CODE.Text, Threshold.CODE, When.CODE and Why.CODE here, Say.CODE.Others and Say.Several.CODE there.
/// </summary>
public interface IWatchKind
{
    /// <summary>Name in rows and texts; also the kind of the notifications.</summary>
    string Code { get; }

    /// <summary>Whom rules of this kind may tell, the usual one first.</summary>
    IReadOnlyList<WatchRecipient> Recipients { get; }

    /// <summary>Whether a case is a task, and its subject the task's id.</summary>
    bool IsAboutTasks { get; }

    /// <summary>The least threshold that makes sense, in days.</summary>
    int LeastDays { get; }

    /// <summary>Everything the kind could be told of, however short it has lasted.</summary>
    IQueryable<WatchCase> Cases(WatchView view);
}
