using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Requests;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Targets;

/// <summary>Who has targets: a person, a department with its branch, or the company, which is neither.</summary>
/// <param name="Depth">How deep it stands in the tree, from 0.</param>
public sealed record TargetSubject(int? UserId, int? DepartmentId, string Name, int Depth)
{
    /// <summary>The department's id and those of all below it; empty for a person and the company.</summary>
    public IReadOnlyList<int> Branch { get; init; } = [];

    /// <summary>As a form names it.</summary>
    public string Code => IsCompany ? "c" : string.Create(CultureInfo.InvariantCulture, $"{(UserId is null ? 'd' : 'u')}{UserId ?? DepartmentId}");

    /// <summary>Everybody and every department.</summary>
    public bool IsCompany => UserId is null && DepartmentId is null;

    internal bool IsOf(SalesTarget target) => target.UserId == UserId && target.DepartmentId == DepartmentId;
}

/// <summary>
/// Whose targets somebody sees: everybody the own ones; those who see what the team does, those of the departments and people their role
/// reaches.
/// </summary>
public sealed class TargetSubjects(UserDirectory users, DepartmentTree departments, IStringLocalizer<TargetsText> text)
{
    /// <summary>As many are shown, and go into one form.</summary>
    public const int Most = 120;

    /// <summary>The company, to whoever sees all of it, then the departments in the order of the tree, each followed by its people.</summary>
    /// <param name="department">Only this department with its branch.</param>
    /// <param name="targeted">People who have a target, wherever they are by now and whatever their role.</param>
    /// <exception cref="BadQueryException">The department is no number.</exception>
    /// <exception cref="NotFoundException">The department is outside the reader's reach.</exception>
    internal async Task<IReadOnlyList<TargetSubject>> OfAsync(string? department, IReadOnlySet<int> targeted, UserScope by, CancellationToken ct)
    {
        var directory = await users.GetAsync(ct);
        var reached = Reached(await departments.GetAsync(ct), department, by);
        if (!SeesTeam(by))
            return directory.ById(by.UserId) is { } own ? [Person(own, 0)] : [];

        var isWhole = by.Scope == DataScope.Everything && string.IsNullOrWhiteSpace(department);
        var top = reached.Select(d => d.Depth).DefaultIfEmpty().Min() - (isWhole ? 1 : 0);
        var tree = await departments.GetAsync(ct);
        var people = directory.All.Where(u => targeted.Contains(u.Id) || (u.IsActive && u.Scope != DataScope.Everything)).ToLookup(u => u.DepartmentId);
        List<TargetSubject> all = isWhole ? [Company()] : [];
        foreach (var one in reached)
        {
            all.Add(new TargetSubject(null, one.Id, one.Name, one.Depth - top) { Branch = tree.Branch(one.Id) });
            all.AddRange(people[one.Id].Select(u => Person(u, one.Depth - top + 1)));
        }

        if (isWhole)
            all.AddRange(people[null].Select(u => Person(u, 1)));
        return all;
    }

    /// <summary>The departments somebody may choose among, in the order of the tree; none for whoever sees the own targets alone.</summary>
    public async Task<IReadOnlyList<DepartmentEntry>> DepartmentsAsync(UserScope by, CancellationToken ct) => Reached(await departments.GetAsync(ct), null, by);

    internal TargetSubject Company() => new(null, null, text["Company"], 0);

    internal static bool SeesTeam(UserScope by) => by.Has(Permissions.TeamView) && by.Scope != DataScope.Own;

    private static IReadOnlyList<DepartmentEntry> Reached(DepartmentSnapshot tree, string? department, UserScope by)
    {
        IReadOnlyList<DepartmentEntry> reached = !SeesTeam(by) ? []
            : by.Scope == DataScope.Everything ? tree.All
            : [.. tree.All.Where(d => by.DepartmentIds.Contains(d.Id))];
        if (string.IsNullOrWhiteSpace(department))
            return reached;
        if (!int.TryParse(department, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            throw new BadQueryException("department");
        if (reached.All(d => d.Id != id))
            throw new NotFoundException();
        var branch = tree.Branch(id);
        return [.. reached.Where(d => branch.Contains(d.Id))];
    }

    private static TargetSubject Person(UserEntry user, int depth) => new(user.Id, null, user.Name, depth);
}
