using CrmWeb.Core.Access;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.Timeline;

/// <summary>Something that happened to a customer; time UTC.</summary>
public abstract record TimelineItem(DateTime At, string Actor)
{
    /// <summary>The place just below it.</summary>
    public required TimelineCursor Place { get; init; }
}

/// <summary>An interaction.</summary>
public sealed record FollowUpItem(DateTime At, string Actor, FollowUpRow FollowUp) : TimelineItem(At, Actor);

/// <summary>A move along the pipeline.</summary>
public sealed record StageItem(DateTime At, string Actor, StageEntry? From, StageEntry To, TimeSpan? SpentBefore, string? Reason, ListEntry? LossReason)
    : TimelineItem(At, Actor);

/// <summary>Changes of fields saved together, or an event such as creation.</summary>
public sealed record ChangeItem(DateTime At, string Actor, AuditAction Action, IReadOnlyList<FieldChange> Changes) : TimelineItem(At, Actor);

/// <summary>Somebody was urged (催办); about a task where <paramref name="TaskId"/> says which.</summary>
public sealed record UrgeItem(DateTime At, string Actor, string ToName, int? TaskId, string? TaskWords, string? Note, string? EscalatedTo)
    : TimelineItem(At, Actor);

/// <summary>Which kinds of entries are wanted.</summary>
public enum TimelineFilter
{
    All,
    FollowUps,
    Stages,
    Changes,
}

/// <summary>One stretch of the timeline; <see cref="Older"/> is where the next one begins, or null at the end.</summary>
public sealed record TimelinePage(IReadOnlyList<TimelineItem> Items, TimelineCursor? Older);

/// <summary>The record's one timeline: interactions, stages, field changes, latest first.</summary>
public sealed class CustomerTimeline(
    CrmDbContext db, FollowUpQueries followUps, PipelineCatalog pipeline, ListCatalog lists, UserDirectory users, ChangeLabels labels)
{
    /// <summary>Entries in one stretch.</summary>
    public const int PageSize = 30;

    /// <param name="before">Only what stands below this place; null for the latest.</param>
    /// <exception cref="NotFoundException">The customer is absent or outside the scope.</exception>
    public async Task<TimelinePage> ReadAsync(int customerId, TimelineFilter filter, TimelineCursor? before, UserScope by, CancellationToken ct)
    {
        var urges = await UrgesAsync(customerId, before, by, ct);
        List<TimelineItem> items = [];
        if (filter is TimelineFilter.All or TimelineFilter.FollowUps)
        {
            items.AddRange(await FollowUpsAsync(customerId, before, by, ct));
            items.AddRange(urges);
        }

        if (filter is TimelineFilter.All or TimelineFilter.Stages)
            items.AddRange(await StagesAsync(customerId, before, by, ct));
        if (filter is TimelineFilter.All or TimelineFilter.Changes)
            items.AddRange(await ChangesAsync(customerId, before, by, ct));

        var ordered = items.OrderByDescending(i => i.At).ThenBy(i => i.Place.Source).ThenByDescending(i => i.Place.Id).ToList();
        List<TimelineItem> page = [.. ordered.Take(PageSize)];
        return new TimelinePage(page, ordered.Count > page.Count ? page[^1].Place : null);
    }

    private async Task<IEnumerable<TimelineItem>> FollowUpsAsync(int customerId, TimelineCursor? before, UserScope by, CancellationToken ct)
    {
        var done = db.FollowUps.AsNoTracking().Where(f => f.CustomerId == customerId && f.State == FollowUpState.Done);
        if (before is { At: var at } && before.IdsBelow(TimelineSource.FollowUp) is var below)
            done = done.Where(f => f.At <= at && (f.At < at || f.Id < below));
        var rows = await followUps.RowsAsync(done.OrderByDescending(f => f.At).ThenByDescending(f => f.Id).Take(PageSize + 1), by, ct);
        return rows.Select(f => new FollowUpItem(f.At, f.AssigneeName, f) { Place = new(f.At, TimelineSource.FollowUp, f.Id) });
    }

    /// <summary>What was urged, and by the same question whether the customer is there for the reader at all.</summary>
    private async Task<IEnumerable<TimelineItem>> UrgesAsync(int customerId, TimelineCursor? before, UserScope by, CancellationToken ct)
    {
        var wanted = db.Urges.AsNoTracking().Where(u => u.CustomerId == customerId);
        if (before is { At: var at } && before.IdsBelow(TimelineSource.Urge) is var below)
            wanted = wanted.Where(u => u.At <= at && (u.At < at || u.Id < below));
        var found = await db.Customers.AsNoTracking().VisibleTo(by).Where(c => c.Id == customerId)
            .Select(c => new { c.Id, HasUrges = wanted.Any() }).FirstOrDefaultAsync(ct) ?? throw new NotFoundException();
        if (!found.HasUrges)
            return [];

        // Not within the question above: a list in a row becomes a join for which the database numbers the urges of the company.
        var urges = await wanted.OrderByDescending(u => u.At).ThenByDescending(u => u.Id).Take(PageSize + 1)
            .Select(u => new { Urge = u, Words = db.FollowUps.Where(f => f.Id == u.FollowUpId).Select(f => f.Subject ?? f.Content).FirstOrDefault() }).ToListAsync(ct);
        var directory = await users.GetAsync(ct);
        var view = PersonalView.Of(by);
        return urges.Select(r => new UrgeItem(
            r.Urge.At, directory.Name(r.Urge.ById), directory.Name(r.Urge.ToId), r.Urge.FollowUpId, view.Words(r.Words), view.Words(r.Urge.Note),
            r.Urge.EscalatedToId is { } above ? directory.Name(above) : null)
        { Place = new(r.Urge.At, TimelineSource.Urge, r.Urge.Id) });
    }

    private async Task<IEnumerable<TimelineItem>> StagesAsync(int customerId, TimelineCursor? before, UserScope by, CancellationToken ct)
    {
        var stages = await pipeline.GetAsync(ct);
        var list = await lists.GetAsync(ct);
        var directory = await users.GetAsync(ct);
        var moves = db.StageChanges.AsNoTracking().Where(s => s.CustomerId == customerId && s.FromStageId != null);
        if (before is { At: var at } && before.IdsBelow(TimelineSource.Stage) is var below)
            moves = moves.Where(s => s.At <= at && (s.At < at || s.Id < below));
        var rows = await moves.OrderByDescending(s => s.At).ThenByDescending(s => s.Id).Take(PageSize + 1).ToListAsync(ct);
        return rows.Select(s => new StageItem(
            s.At, directory.Name(s.OperatorId), s.FromStageId is { } from ? stages.ById(from) : null, stages.ById(s.ToStageId),
            s.SecondsBefore is { } seconds ? TimeSpan.FromSeconds(seconds) : null, PersonalView.Of(by).Words(s.Reason), list.ById(s.LossReasonId))
        { Place = new(s.At, TimelineSource.Stage, s.Id) });
    }

    private async Task<IEnumerable<TimelineItem>> ChangesAsync(int customerId, TimelineCursor? before, UserScope by, CancellationToken ct)
    {
        var directory = await users.GetAsync(ct);
        var translate = await labels.ForAsync(by, ct);

        // A follow-up's own coming and going is on the timeline already, and with it what it promises.
        var entries = db.AuditEntries.AsNoTracking().Where(a => a.RootType == nameof(Customer) && a.RootId == customerId)
            .Where(a => a.EntityType != nameof(FollowUp) && (a.EntityType != nameof(Commitment) || a.Action == AuditAction.Changed));
        var (at, below) = (before?.At ?? DateTime.MaxValue, before?.IdsBelow(TimelineSource.Change) ?? long.MaxValue);
        if (before is not null)
            entries = entries.Where(a => a.At <= at);

        // By saves, not by fields: a save of the whole record has forty of them. Its place is that of its last entry.
        var saves = entries.GroupBy(a => new { a.At, a.BatchId }).Select(g => new { g.Key.At, g.Key.BatchId, Id = g.Max(a => a.Id) });
        if (before is not null)
            saves = saves.Where(s => s.At < at || s.Id < below);
        var page = await saves.OrderByDescending(s => s.At).ThenByDescending(s => s.Id).Take(PageSize + 1).ToListAsync(ct);
        if (page.Count == 0)
            return [];

        var (batches, first) = (page.ConvertAll(s => s.BatchId), page[^1].At);
        var rows = await entries.Where(a => a.At >= first && EF.Parameter(batches).Contains(a.BatchId)).ToListAsync(ct);
        var fields = rows.ToLookup(a => (a.BatchId, a.At));
        return page.Select(save =>
        {
            var batch = fields[(save.BatchId, save.At)].OrderBy(a => a.Id).ToList();
            var ownAction = batch.FindLast(a => a.EntityType == nameof(Customer) && a.Action != AuditAction.Changed)?.Action ?? AuditAction.Changed;
            return new ChangeItem(save.At, directory.Name(batch[^1].ActorId), ownAction, [.. batch.Select(translate).OfType<FieldChange>()])
            {
                Place = new(save.At, TimelineSource.Change, save.Id),
            };
        });
    }
}
