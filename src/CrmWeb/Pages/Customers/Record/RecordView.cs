using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Sharing;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Files;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Health;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Urging;
using CrmWeb.Pages.Customers.Record.Stages;
using CrmWeb.Pages.FollowUps;

namespace CrmWeb.Pages.Customers.Record;

/// <summary>What the record shows: what matters in the first second of a call, what happened, and what to do next.</summary>
public sealed record RecordView
{
    public required CustomerRecord Customer { get; init; }

    public int Id => Customer.Id;

    public required TimelinePage Entries { get; init; }

    public required TimelineAddress Address { get; init; }

    public FollowUpsOfCustomer FollowUps { get; init; } = new([], null);

    public IReadOnlyList<FollowUpRow> Open => FollowUps.Open;

    public FollowUpRow? LastWords => FollowUps.Last;

    public PromiseList Promises { get; init; } = new([], false, false);

    /// <summary>Who asks to collaborate; only for those who decide.</summary>
    public IReadOnlyList<RequestToDecide> Requests { get; init; } = [];

    /// <summary>None for masked readers.</summary>
    public AttachmentsOfCustomer Files { get; init; } = AttachmentsOfCustomer.None;

    public OrdersOfCustomer Orders { get; init; } = OrdersOfCustomer.None;

    /// <summary>Null in a lost stage.</summary>
    public HealthOfCustomer? Health { get; init; }

    public SilenceState Silence { get; init; } = new(false, 0);

    public required CustomerChoices Choices { get; init; }

    public IReadOnlyList<StageStep> Steps { get; init; } = [];

    /// <summary>The form on top of the timeline; null for those who may not write.</summary>
    public Composer? Composer { get; init; }

    public required int Me { get; init; }

    public required DateTime UtcNow { get; init; }

    /// <summary>The reader gets the words people wrote, so there is something to look for.</summary>
    public bool MaySearch { get; init; }

    /// <summary>Whom to call: the one the next task is about, otherwise the primary one; null where everybody has left.</summary>
    public ContactCard? Caller => Customer.Contacts.FirstOrDefault(c => c.DepartedOn is null && c.Id == Open.FirstOrDefault()?.ContactId) ?? Customer.Primary;

    /// <summary>Whether the reader may urge about the customer itself now.</summary>
    public bool MayUrgeSilence => Customer.Rights.Urge && Silence.IsSilent && Customer.OwnerId != Me;

    /// <summary>Whether the reader may urge about this task now.</summary>
    public bool MayUrge(FollowUpRow task) => Customer.Rights.Urge && task.AssigneeId != Me && task.IsOverdueAt(UtcNow);
}

/// <summary>Which stretch of the timeline is wanted, as the address says it.</summary>
/// <param name="Kind">all, follow-ups, stages, files, orders or changes.</param>
/// <param name="Before">The place below which it is wanted, see <see cref="TimelineCursor"/>.</param>
/// <param name="Q">What is looked for in the follow-ups.</param>
public sealed record TimelineAddress(string? Kind = null, string? Before = null, string? Q = null)
{
    /// <summary>As the record shows it first.</summary>
    public bool IsWhole => Filter == TimelineFilter.All && Before is null && string.IsNullOrWhiteSpace(Q);

    /// <exception cref="CrmWeb.Core.Requests.BadQueryException">There is no such kind.</exception>
    public TimelineFilter Filter => Kind switch
    {
        null or "" or "all" => TimelineFilter.All,
        "follow-ups" => TimelineFilter.FollowUps,
        "stages" => TimelineFilter.Stages,
        "orders" => TimelineFilter.Orders,
        "changes" => TimelineFilter.Changes,
        "files" => TimelineFilter.Files,
        _ => throw new CrmWeb.Core.Requests.BadQueryException("timeline"),
    };
}
