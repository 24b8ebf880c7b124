using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization;

/// <summary>A department in the tree; <paramref name="Depth"/> is 0 at the top.</summary>
public sealed record DepartmentEntry(int Id, string Name, int? ParentId, int? HeadId, int Order, int Depth, string Path);

/// <summary>The departments at one moment, ordered as a tree is read: each branch directly below its root.</summary>
public sealed class DepartmentSnapshot
{
    private readonly Dictionary<int, DepartmentEntry> byId;

    public DepartmentSnapshot(IReadOnlyCollection<Department> departments)
    {
        var byParent = departments.OrderBy(d => d.Order).ThenBy(d => d.Id).ToLookup(d => d.ParentId);
        List<DepartmentEntry> all = [];
        Append(null, 0, "");
        All = all;
        byId = all.ToDictionary(d => d.Id);

        void Append(int? parentId, int depth, string path)
        {
            foreach (var d in byParent[parentId])
            {
                var own = path.Length == 0 ? d.Name : $"{path} / {d.Name}";
                all.Add(new DepartmentEntry(d.Id, d.Name, d.ParentId, d.HeadId, d.Order, depth, own));
                Append(d.Id, depth + 1, own);
            }
        }
    }

    public IReadOnlyList<DepartmentEntry> All { get; }

    public DepartmentEntry? ById(int? id) => id is { } value ? byId.GetValueOrDefault(value) : null;

    /// <summary>The department's id and those of all below it; empty for an unknown one.</summary>
    public IReadOnlyList<int> Branch(int id)
    {
        var start = All.Select((d, i) => (d, i)).FirstOrDefault(x => x.d.Id == id);
        return start.d is null
            ? []
            : [id, .. All.Skip(start.i + 1).TakeWhile(d => d.Depth > start.d.Depth).Select(d => d.Id)];
    }
}

/// <summary>The company's departments, cached.</summary>
public sealed class DepartmentTree(IDbContextFactory<CrmDbContext> databases, TimeProvider time)
    : CachedSnapshot<DepartmentSnapshot>(databases, time)
{
    protected override async Task<DepartmentSnapshot> LoadAsync(CrmDbContext db, CancellationToken ct)
    {
        return new DepartmentSnapshot(await db.Departments.AsNoTracking().ToListAsync(ct));
    }
}
