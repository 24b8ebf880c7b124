using CrmWeb.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Pipeline;

/// <summary>The pipeline at one moment, in order.</summary>
public sealed class PipelineSnapshot(IReadOnlyList<StageEntry> stages)
{
    /// <summary>Code of the stage every new customer starts in.</summary>
    public const string InitialCode = "initial";

    private readonly Dictionary<int, StageEntry> byId = stages.ToDictionary(s => s.Id);
    private readonly Dictionary<string, StageEntry> byCode = stages.ToDictionary(s => s.Code);

    public IReadOnlyList<StageEntry> All => stages;

    public StageEntry Initial => byCode[InitialCode];

    /// <exception cref="KeyNotFoundException">No stage has this id.</exception>
    public StageEntry ById(int id) => byId[id];

    public StageEntry? Find(string? code) => code is null ? null : byCode.GetValueOrDefault(code);
}

/// <summary>The company's pipeline, cached.</summary>
public sealed class PipelineCatalog(IDbContextFactory<CrmDbContext> databases, TimeProvider time)
    : CachedSnapshot<PipelineSnapshot>(time)
{
    protected override async Task<PipelineSnapshot> LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return new PipelineSnapshot(await db.Stages.AsNoTracking().OrderBy(s => s.Order)
            .Select(s => new StageEntry(s.Id, s.Code, s.Zh, s.En, s.Order, s.Kind, s.Colour, s.Probability, s.StuckDays, s.EntryType, s.IsActive))
            .ToListAsync(ct));
    }
}
