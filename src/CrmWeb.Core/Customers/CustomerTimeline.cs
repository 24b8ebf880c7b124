using CrmWeb.Core.Auditing;
using CrmWeb.Core.Data;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Lists;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers;

/// <summary>Something that happened to a customer; time UTC.</summary>
public abstract record TimelineItem(DateTime At, string Actor);

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
public sealed record TimelinePage(IReadOnlyList<TimelineItem> Items, DateTime? Older);

/// <summary>The record's one timeline: interactions, stages, field changes, latest first.</summary>
public sealed class CustomerTimeline(
    CrmDbContext db, FollowUpQueries followUps, PipelineCatalog pipeline, ListCatalog lists, UserDirectory users, ChangeLabels labels)
{
    private const int PageSize = 30;

    /// <param name="before">Only what happened before (UTC); null for the latest.</param>
    /// <exception cref="NotFoundException">The customer is absent or outside the scope.</exception>
    public async Task<TimelinePage> ReadAsync(int customerId, TimelineFilter filter, DateTime? before, UserScope by, CancellationToken ct)
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

        // What happened at the same moment stays together: the next stretch begins before it.
        var ordered = items.OrderByDescending(i => i.At).ToList();
        var page = ordered.TakeWhile((item, index) => index < PageSize || item.At == ordered[PageSize - 1].At).ToList();
        return new TimelinePage(page, ordered.Count > page.Count ? page[^1].At : null);
    }

    private async Task<IEnumerable<TimelineItem>> FollowUpsAsync(int customerId, DateTime? before, UserScope by, CancellationToken ct)
    {
        var done = db.FollowUps.AsNoTracking()
            .Where(f => f.CustomerId == customerId && f.State == FollowUpState.Done && (before == null || f.At < before))
            .OrderByDescending(f => f.At).Take(PageSize + 1);
        return (await followUps.RowsAsync(done, by, ct)).Select(f => new FollowUpItem(f.At, f.AssigneeName, f));
    }

    /// <summary>What was urged, and by the same question whether the customer is there for the reader at all.</summary>
    private async Task<IEnumerable<TimelineItem>> UrgesAsync(int customerId, DateTime? before, UserScope by, CancellationToken ct)
    {
        var wanted = db.Urges.AsNoTracking().Where(u => u.CustomerId == customerId && (before == null || u.At < before));
        var found = await db.Customers.AsNoTracking().VisibleTo(by).Where(c => c.Id == customerId)
            .Select(c => new { c.Id, HasUrges = wanted.Any() }).FirstOrDefaultAsync(ct) ?? throw new NotFoundException();
        if (!found.HasUrges)
            return [];

        // Not within the question above: a list in a row becomes a join for which the database numbers the urges of the company.
        var urges = await wanted.OrderByDescending(u => u.At).Take(PageSize + 1)
            .Select(u => new { Urge = u, Words = db.FollowUps.Where(f => f.Id == u.FollowUpId).Select(f => f.Subject ?? f.Content).FirstOrDefault() }).ToListAsync(ct);
        var directory = await users.GetAsync(ct);
        var view = PersonalView.Of(by);
        return urges.Select(r => new UrgeItem(
            r.Urge.At, directory.Name(r.Urge.ById), directory.Name(r.Urge.ToId), r.Urge.FollowUpId, view.Words(r.Words), view.Words(r.Urge.Note),
            r.Urge.EscalatedToId is { } above ? directory.Name(above) : null));
    }

    private async Task<IEnumerable<TimelineItem>> StagesAsync(int customerId, DateTime? before, UserScope by, CancellationToken ct)
    {
        var stages = await pipeline.GetAsync(ct);
        var list = await lists.GetAsync(ct);
        var directory = await users.GetAsync(ct);
        var rows = await db.StageChanges.AsNoTracking()
            .Where(s => s.CustomerId == customerId && s.FromStageId != null && (before == null || s.At < before))
            .OrderByDescending(s => s.At).Take(PageSize + 1).ToListAsync(ct);
        return rows.Select(s => new StageItem(
            s.At, directory.Name(s.OperatorId), s.FromStageId is { } from ? stages.ById(from) : null, stages.ById(s.ToStageId),
            s.SecondsBefore is { } seconds ? TimeSpan.FromSeconds(seconds) : null, PersonalView.Of(by).Words(s.Reason), list.ById(s.LossReasonId)));
    }

    private async Task<IEnumerable<TimelineItem>> ChangesAsync(int customerId, DateTime? before, UserScope by, CancellationToken ct)
    {
        var directory = await users.GetAsync(ct);
        var translate = await labels.ForAsync(by, ct);

        // A follow-up's own coming and going is on the timeline already, and with it what it promises.
        var entries = db.AuditEntries.AsNoTracking()
            .Where(a => a.RootType == nameof(Customer) && a.RootId == customerId && (before == null || a.At < before))
            .Where(a => a.EntityType != nameof(FollowUp) && (a.EntityType != nameof(Commitment) || a.Action == AuditAction.Changed));

        // By saves, not by fields: a save of the whole record has forty of them.
        var saves = entries.Select(a => new { a.At, a.BatchId }).Distinct().OrderByDescending(a => a.At).Take(PageSize + 1).Select(a => a.BatchId);
        var rows = await entries.Where(a => saves.Contains(a.BatchId)).OrderByDescending(a => a.At).ThenByDescending(a => a.Id).ToListAsync(ct);
        return rows.GroupBy(a => (a.BatchId, a.At)).Select(batch =>
        {
            var ownAction = batch.FirstOrDefault(a => a.EntityType == nameof(Customer) && a.Action != AuditAction.Changed)?.Action ?? AuditAction.Changed;
            return new ChangeItem(batch.Key.At, directory.Name(batch.First().ActorId), ownAction,
                [.. batch.Reverse().Select(translate).OfType<FieldChange>()]);
        });
    }
}
