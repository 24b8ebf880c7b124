using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;

namespace CrmWeb.Core.Reports;

/// <summary>Chooses which departments have a row where a report compares them. Each row counts a department with its branch.</summary>
internal static class DepartmentRows
{
    /// <summary>
    /// In the order of the tree: those in whose branch something is counted. Whoever reaches some departments only is shown no other, though
    /// it stands above them, except where something of their own is counted there.
    /// </summary>
    /// <param name="counts">Whether something is counted in the department of this id itself.</param>
    public static IEnumerable<(DepartmentEntry Department, IReadOnlyList<int> Branch)> Of(
        DepartmentSnapshot tree, ReportFilter filter, UserScope by, Func<int, bool> counts)
    {
        // Above the department that was asked for a row would lead to more than it counts.
        var asked = int.TryParse(filter.Department, out var id) ? tree.Branch(id) : null;
        foreach (var department in tree.All.Where(d => asked?.Contains(d.Id) ?? true))
        {
            var branch = tree.Branch(department.Id);
            var isInReach = by.Scope != DataScope.Department || by.DepartmentIds.Contains(department.Id);
            if (branch.Any(counts) && (isInReach || counts(department.Id)))
                yield return (department, branch);
        }
    }
}
