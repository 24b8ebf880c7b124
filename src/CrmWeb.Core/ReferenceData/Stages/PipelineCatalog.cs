using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.ReferenceData.Stages;

/// <summary>The pipeline at one moment, in order.</summary>
public sealed class PipelineSnapshot(IReadOnlyList<StageEntry> stages)
{
    /// <summary>Code of the stage every new customer starts in.</summary>
    public const string InitialCode = "initial";

    private readonly Dictionary<int, StageEntry> byId = stages.ToDictionary(s => s.Id);
    private readonly Dictionary<string, StageEntry> byCode = stages.ToDictionary(s => s.Code);

    /// <summary>Every stage there is or was: the history shows removed ones too.</summary>
    public IReadOnlyList<StageEntry> All => stages;

    /// <summary>The stages a customer can be in.</summary>
    public IEnumerable<StageEntry> Active => stages.Where(s => s.IsActive);

    public StageEntry Initial => byCode[InitialCode];

    /// <summary>The stage itself, also when it was removed.</summary>
    /// <exception cref="KeyNotFoundException">No stage has this id.</exception>
    public StageEntry ById(int id) => byId[id];

    /// <summary>The stage with this code, or the one that took over from it.</summary>
    public StageEntry? Find(string? code) => code is null ? null : Current(byCode.GetValueOrDefault(code));

    /// <summary>The stage's id and those of the stages it took over from: a form sent a moment ago may still have written one of them.</summary>
    public IReadOnlyList<int> Ids(StageEntry stage) => [.. stages.Where(s => Current(s)?.Id == stage.Id).Select(s => s.Id)];

    private StageEntry? Current(StageEntry? stage)
    {
        while (stage?.ReplacedById is { } next)
            stage = byId.GetValueOrDefault(next);
        return stage;
    }
}

/// <summary>The company's pipeline, cached.</summary>
public sealed class PipelineCatalog(IDbContextFactory<CrmDbContext> databases, TimeProvider time)
    : CachedSnapshot<PipelineSnapshot>(databases, time)
{
    protected override async Task<PipelineSnapshot> LoadAsync(CrmDbContext db, CancellationToken ct)
    {
        return new PipelineSnapshot(await db.Stages.AsNoTracking().OrderBy(s => s.Order).ThenBy(s => s.Id)
            .Select(s => new StageEntry(s.Id, s.Code, s.Zh, s.En, s.Order, s.Kind, s.Colour, s.Probability, s.StuckDays, s.EntryType, s.IsActive, s.ReplacedById) { FollowUpDays = s.FollowUpDays })
            .ToListAsync(ct));
    }
}
