using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.Timeline;

/// <summary>Moves along the pipeline.</summary>
internal sealed class StageTimeline(CrmDbContext db, PipelineCatalog pipeline, ListCatalog lists, UserDirectory users) : ITimelineSource
{
    public TimelineFilter Filter => TimelineFilter.Stages;

    public async Task<IEnumerable<TimelineItem>> ReadAsync(TimelineStretch stretch, CancellationToken ct)
    {
        var stages = await pipeline.GetAsync(ct);
        var list = await lists.GetAsync(ct);
        var directory = await users.GetAsync(ct);
        var moves = db.StageChanges.AsNoTracking().Where(s => s.CustomerId == stretch.CustomerId && s.FromStageId != null);
        if (stretch.Folds)
            moves = moves.Where(s => s.FollowUpId == null);
        if (stretch.Before is { At: var at } before && before.IdsBelow(TimelineSource.Stage) is var below)
            moves = moves.Where(s => s.At <= at && (s.At < at || s.Id < below));
        var rows = await moves.OrderByDescending(s => s.At).ThenByDescending(s => s.Id).Take(stretch.Size).ToListAsync(ct);
        var view = PersonalView.Of(stretch.By);
        return rows.Select(s => Item(s, stages, list, directory, view));
    }

    /// <summary>A move in words for a reader.</summary>
    internal static StageItem Item(StageChange s, PipelineSnapshot stages, ListSnapshot list, UserSnapshot directory, PersonalView view) => new(
        s.At, directory.Name(s.OperatorId), s.FromStageId is { } from ? stages.ById(from) : null, stages.ById(s.ToStageId),
        s.SecondsBefore is { } seconds ? TimeSpan.FromSeconds(seconds) : null, view.Words(s.Reason), list.ById(s.LossReasonId))
    {
        Place = new(s.At, TimelineSource.Stage, s.Id),
    };
}
