using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.FollowUps;

/// <summary>An interaction, with what else its form did.</summary>
public sealed record FollowUpItem(DateTime At, string Actor, FollowUpRow FollowUp) : TimelineItem(At, Actor)
{
    /// <summary>The customer's move to another stage.</summary>
    public StageItem? Move { get; init; }

    /// <summary>The customer's other fields that changed with it.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];
}

/// <summary>Interactions on the customer's timeline.</summary>
internal sealed class FollowUpTimeline(
    CrmDbContext db, FollowUpQueries followUps, FollowUpSaves saves, PipelineCatalog pipeline, ListCatalog lists, UserDirectory users) : ITimelineSource
{
    public TimelineFilter Filter => TimelineFilter.FollowUps;

    public bool LooksForWords => true;

    /// <summary>A follow-up's own coming and going is on the timeline already, and with it what it promises.</summary>
    public static ChangeKind[] Changes { get; } =
    [
        new(nameof(FollowUp), ChangesTold.None, (_, _, _) => null),
        new(nameof(Commitment), ChangesTold.OfFields, Words),
    ];

    public async Task<IEnumerable<TimelineItem>> ReadAsync(TimelineStretch stretch, CancellationToken ct)
    {
        var done = db.FollowUps.AsNoTracking().Where(f => f.CustomerId == stretch.CustomerId && f.State == FollowUpState.Done);
        if (stretch.Before is { At: var at } before && before.IdsBelow(TimelineSource.FollowUp) is var below)
            done = done.Where(f => f.At <= at && (f.At < at || f.Id < below));
        if (stretch.Words.Count > 0)
            done = await SayingAsync(done, stretch, ct);
        var page = done.OrderByDescending(f => f.At).ThenByDescending(f => f.Id).Take(stretch.Size);
        var rows = await followUps.WithMovesAsync(page, stretch.CustomerId, stretch.By, ct);
        var changes = await saves.ChangesAsync(stretch.CustomerId, [.. rows.Select(r => r.Id)], stretch.By, ct);
        var (stages, list, directory, view) = (await pipeline.GetAsync(ct), await lists.GetAsync(ct), await users.GetAsync(ct), PersonalView.Of(stretch.By));
        return rows.Select(f => new FollowUpItem(f.At, f.AssigneeName, f)
        {
            Place = new(f.At, TimelineSource.FollowUp, f.Id),
            Move = f.Move is null ? null : StageTimeline.Item(f.Move, stages, list, directory, view),
            Changes = [.. changes[f.Id]],
        });
    }

    /// <summary>
    /// The latest that say all the words, as many as are wanted. Only the program folds texts; one customer's are read, latest first,
    /// until there are enough.
    /// </summary>
    private async Task<IQueryable<FollowUp>> SayingAsync(IQueryable<FollowUp> followUps, TimelineStretch stretch, CancellationToken ct)
    {
        List<int> found = [];
        var texts = followUps.OrderByDescending(f => f.At).ThenByDescending(f => f.Id)
            .Select(f => new { f.Id, f.Subject, f.Content, f.Result, f.NextStep, f.Feedback, f.NeedChange, f.Objections, f.Commitments });
        await foreach (var f in texts.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (FoldedText.HoldsWords($"{f.Subject} | {f.Content} | {f.Result} | {f.NextStep} | {f.Feedback} | {f.NeedChange} | {f.Objections} | {f.Commitments}", stretch.Words))
                found.Add(f.Id);
            if (found.Count == stretch.Size)
                break;
        }

        return followUps.Where(f => EF.Parameter(found).Contains(f.Id));
    }

    private static FieldChange Words(AuditEntry entry, PersonalView view, IStringLocalizer<CustomersText> text)
    {
        if (entry.Field.Length == 0)
        {
            var promise = view.Words(entry.NewValue ?? entry.OldValue);
            return entry.Action == AuditAction.Removed ? new FieldChange(text["Commitments"], promise, null) : new FieldChange(text["Commitments"], null, promise);
        }

        return entry.Field == nameof(Commitment.FulfilledAt)
            ? new FieldChange(text["Commitments"], null, text[entry.NewValue is null ? "Commitment.Open" : "Commitment.Fulfilled"])
            : new FieldChange(text["Commitments"], view.Words(entry.OldValue), view.Words(entry.NewValue));
    }
}
