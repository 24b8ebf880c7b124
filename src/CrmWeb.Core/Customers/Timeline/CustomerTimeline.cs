using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Search;

namespace CrmWeb.Core.Customers.Timeline;

/// <summary>Something that happened to a customer; time UTC.</summary>
public abstract record TimelineItem(DateTime At, string Actor)
{
    /// <summary>The place just below it.</summary>
    public required TimelineCursor Place { get; init; }
}

/// <summary>A move along the pipeline.</summary>
public sealed record StageItem(DateTime At, string Actor, StageEntry? From, StageEntry To, TimeSpan? SpentBefore, string? Reason, ListEntry? LossReason)
    : TimelineItem(At, Actor);

/// <summary>Changes of fields saved together, or an event such as creation.</summary>
public sealed record ChangeItem(DateTime At, string Actor, AuditAction Action, IReadOnlyList<FieldChange> Changes) : TimelineItem(At, Actor);

/// <summary>Which kinds of entries are wanted.</summary>
public enum TimelineFilter
{
    All,
    FollowUps,
    Stages,
    Orders,
    Changes,
    Files,
}

/// <summary>One stretch of the timeline; <see cref="Older"/> is where the next one begins, or null at the end.</summary>
public sealed record TimelinePage(IReadOnlyList<TimelineItem> Items, TimelineCursor? Older);

/// <summary>Which stretch of whose timeline is read, through whose eyes.</summary>
/// <param name="Before">Only what stands below this place; null for the latest.</param>
/// <param name="Size">As many entries are wanted at most.</param>
public sealed record TimelineStretch(int CustomerId, TimelineCursor? Before, int Size, UserScope By)
{
    /// <summary>What one save did is one entry: a move and changes saved with a follow-up are told by the follow-up's alone.</summary>
    public bool Folds { get; init; }

    /// <summary>Only entries with all of these folded words in what was written; none for all.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}

/// <summary>What a feature contributes to the timeline of a customer; registered by the feature.</summary>
public interface ITimelineSource
{
    /// <summary>Under which choice of the reader its entries stand, besides <see cref="TimelineFilter.All"/>.</summary>
    TimelineFilter Filter { get; }

    /// <summary>Whether it looks for words; a source that does not has nothing where some are looked for.</summary>
    bool LooksForWords => false;

    /// <summary>Whether it may have anything of this customer: what the record knows to be absent is not asked for.</summary>
    bool MayHave(CustomerRecord customer) => true;

    /// <summary>Its latest entries below the place, in the order of the timeline. Whether the customer is in sight was asked before.</summary>
    Task<IEnumerable<TimelineItem>> ReadAsync(TimelineStretch stretch, CancellationToken ct);
}

/// <summary>Saves of which a source tells everything itself; registered by its feature.</summary>
public interface IToldSaves
{
    /// <summary>The batches of the change log they wrote.</summary>
    IQueryable<Guid> Of(int customerId);
}

/// <summary>The record's one timeline: whatever the features contribute, latest first.</summary>
public sealed class CustomerTimeline(IEnumerable<ITimelineSource> sources)
{
    /// <summary>Entries in one stretch.</summary>
    public const int PageSize = 30;

    private const int LongestQuestion = 200;

    /// <param name="customer">As the reader may see it, so that nobody asks once more.</param>
    /// <param name="before">Only what stands below this place; null for the latest.</param>
    /// <param name="q">Only entries with these words in what was written, in any order and spelling; whoever does not get to read that finds nothing.</param>
    /// <exception cref="BadQueryException">More is looked for than anybody types.</exception>
    public Task<TimelinePage> ReadAsync(CustomerRecord customer, TimelineFilter filter, TimelineCursor? before, UserScope by, CancellationToken ct, string? q = null)
    {
        var words = Words(q);
        var wanted = sources.Where(s => (filter == TimelineFilter.All || s.Filter == filter) && s.MayHave(customer) && (words.Count == 0 || (s.LooksForWords && PersonalView.Of(by).IsClear)));
        return ReadAsync(wanted, new TimelineStretch(customer.Id, before, PageSize + 1, by) { Folds = filter == TimelineFilter.All, Words = words }, ct);
    }

    private static IReadOnlyList<string> Words(string? q) => q?.Length > LongestQuestion ? throw new BadQueryException("q") : SearchText.Query(q).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<TimelinePage> ReadAsync(IEnumerable<ITimelineSource> wanted, TimelineStretch stretch, CancellationToken ct)
    {
        List<TimelineItem> items = [];
        foreach (var source in wanted)
            items.AddRange(await source.ReadAsync(stretch, ct));

        var ordered = items.OrderByDescending(i => i.At).ThenBy(i => i.Place.Source).ThenByDescending(i => i.Place.Id).ToList();
        List<TimelineItem> page = [.. ordered.Take(PageSize)];
        return new TimelinePage(page, ordered.Count > page.Count ? page[^1].Place : null);
    }
}
