using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReferenceData.Stages;

/// <summary>One stage for those who keep the pipeline.</summary>
/// <param name="Customers">How many customers are in it.</param>
/// <param name="WhyItStays">Why the rules need it; null for one that can be removed.</param>
public sealed record StageRow(StageEntry Stage, Guid Version, int Customers, string? WhyItStays)
{
    public bool IsFirst { get; init; }

    public bool IsLast { get; init; }
}

/// <summary>Reads the pipeline for those who keep it.</summary>
public sealed class StageQueries(CrmDbContext db, ICustomerCounts counts, IStringLocalizer<PipelineText> text)
{
    /// <summary>All stages in order, removed ones too.</summary>
    /// <exception cref="NotFoundException">The user may not keep stages.</exception>
    public async Task<IReadOnlyList<StageRow>> ReadAsync(UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminLists);
        var stages = await db.Stages.AsNoTracking().OrderBy(s => s.Order).ThenBy(s => s.Id).ToListAsync(ct);
        var customers = await counts.ByStageAsync(ct);
        var active = stages.Where(s => s.IsActive).ToList();
        return
        [
            .. stages.Select(s => new StageRow(
                new StageEntry(s.Id, s.Code, s.Zh, s.En, s.Order, s.Kind, s.Colour, s.Probability, s.StuckDays, s.EntryType, s.IsActive, s.ReplacedById) { FollowUpDays = s.FollowUpDays },
                s.Version, customers.GetValueOrDefault(s.Id), StageRules.WhyNot(s, stages, text))
            {
                IsFirst = s == active[0],
                IsLast = s == active[^1],
            }),
        ];
    }
}
