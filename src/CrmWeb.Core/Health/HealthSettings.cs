using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Health;

/// <summary>What each part of the score counts. One row; none before somebody changes it.</summary>
public sealed class HealthSettings : IAudited
{
    /// <summary>The id of the only row.</summary>
    public const int OnlyId = 1;

    private HealthSettings()
    {
    }

    internal HealthSettings(HealthWeights weights)
    {
        Id = OnlyId;
        Change(weights);
    }

    public int Id { get; private set; }

    /// <summary>In percent.</summary>
    public int Timeliness { get; private set; }

    /// <summary>In percent.</summary>
    public int NeedFit { get; private set; }

    /// <summary>In percent.</summary>
    public int Engagement { get; private set; }

    /// <summary>In percent.</summary>
    public int Payments { get; private set; }

    [NotAudited]
    public Guid Version { get; private set; }

    string IAudited.RootType => nameof(HealthSettings);

    int IAudited.RootId => Id;

    internal HealthWeights Weights => new(Timeliness, NeedFit, Engagement, Payments);

    internal void Change(HealthWeights weights)
    {
        (Timeliness, NeedFit, Engagement, Payments) = (weights.Timeliness, weights.NeedFit, weights.Engagement, weights.Payments);
        Version = Guid.NewGuid();
    }
}

/// <summary>The weights in force, cached.</summary>
public sealed class HealthWeightCatalog(IDbContextFactory<CrmDbContext> databases, TimeProvider time) : CachedSnapshot<HealthWeights>(databases, time)
{
    protected override async Task<HealthWeights> LoadAsync(CrmDbContext db, CancellationToken ct) =>
        (await db.Set<HealthSettings>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == HealthSettings.OnlyId, ct))?.Weights ?? HealthWeights.Usual;
}
