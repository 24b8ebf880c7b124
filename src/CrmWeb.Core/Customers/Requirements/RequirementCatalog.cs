using CrmWeb.Core.Persistence;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.Requirements;

/// <summary>A field required in a version.</summary>
/// <param name="FromStage">Code of the stage from which on; null from the beginning.</param>
public sealed record RequirementRule(string Key, IReadOnlyList<CustomerCategory> Categories, string? FromStage)
{
    /// <summary>The same as one text, to compare by.</summary>
    public string Said => $"{Key}|{string.Join(',', Categories)}|{FromStage}";
}

/// <summary>A version as pages and rules use it; id 0 stands for the time before anybody saved one.</summary>
/// <param name="Fillers">One in a line; null for those that come with the product.</param>
public sealed record RequirementVersion(int Id, DateOnly From, IReadOnlyList<RequirementRule> Rules, string? Fillers, int? CreatedById, DateTime CreatedAt)
{
    public static readonly RequirementVersion None = new(
        0, DateOnly.MinValue, [.. RequirableFields.Usual.Select(key => new RequirementRule(key, Enum.GetValues<CustomerCategory>(), null))], null, null, default);

    private VagueWords? vague;

    public VagueWords Vague => vague ??= Fillers is null ? VagueWords.Usual : new VagueWords(Fillers.Split('\n'));

    public RequirementRule? Of(string key) => Rules.FirstOrDefault(r => r.Key == key);
}

/// <summary>All versions at one moment.</summary>
/// <param name="versions">In the order in which they come to hold.</param>
public sealed class RequirementSnapshot(IReadOnlyList<RequirementVersion> versions)
{
    public IReadOnlyList<RequirementVersion> All => versions;

    /// <summary>The one that holds on a day.</summary>
    public RequirementVersion On(DateOnly day) => versions.LastOrDefault(v => v.From <= day) ?? RequirementVersion.None;

    /// <summary>The one that holds in the end.</summary>
    public RequirementVersion Last => versions.Count == 0 ? RequirementVersion.None : versions[^1];

    /// <summary>The id of the one saved last; 0 for none.</summary>
    public int Newest => versions.Select(v => v.Id).DefaultIfEmpty(0).Max();

    public RequirementVersion? Find(int id) => versions.FirstOrDefault(v => v.Id == id);
}

/// <summary>The versions, cached; a change elsewhere is seen within a minute.</summary>
public sealed class RequirementCatalog(IDbContextFactory<CrmDbContext> databases, TimeProvider time) : CachedSnapshot<RequirementSnapshot>(databases, time)
{
    protected override Task<RequirementSnapshot> LoadAsync(CrmDbContext db, CancellationToken ct) => ReadAsync(db, ct);

    /// <summary>As the database has them now: for those who keep them.</summary>
    internal static async Task<RequirementSnapshot> ReadAsync(CrmDbContext db, CancellationToken ct)
    {
        var versions = await db.Set<RequiredFieldVersion>().AsNoTracking().Include(v => v.Rules).AsSingleQuery().OrderBy(v => v.ValidFrom).ThenBy(v => v.Id).ToListAsync(ct);
        return new RequirementSnapshot([.. versions.Select(Entry)]);
    }

    internal static RequirementVersion Entry(RequiredFieldVersion v) => new(
        v.Id, v.ValidFrom, [.. v.Rules.OrderBy(r => r.Id).Select(r => new RequirementRule(r.FieldKey, Categories(r.Categories), r.FromStage))], v.Fillers, v.CreatedById, v.CreatedAt);

    private static CustomerCategory[] Categories(string joined) =>
        [.. joined.Split(',').Select(c => Enum.TryParse<CustomerCategory>(c, out var category) ? category : default).Where(c => c != default)];
}
