using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;

namespace CrmWeb.Core.DailyReports;

/// <summary>Who may read whose daily reports: everybody their own, and whoever's data scope covers the author. What a report says of a customer is another matter.</summary>
internal static class DailyReportAccess
{
    public static IQueryable<DailyReport> VisibleTo(this IQueryable<DailyReport> reports, CrmDbContext db, UserScope by)
    {
        if (!by.Has(Permissions.CustomersView))
            return reports.Where(_ => false);
        var (me, departments) = (by.UserId, by.DepartmentIds);
        return by.Scope switch
        {
            DataScope.Everything => reports,
            DataScope.Department => reports.Where(r => r.AuthorId == me || db.Users.Any(u => u.Id == r.AuthorId && departments.Contains(u.DepartmentId!.Value))),
            _ => reports.Where(r => r.AuthorId == me),
        };
    }

    /// <summary>The same of one author.</summary>
    public static bool Covers(this UserScope by, UserEntry author) =>
        by.Has(Permissions.CustomersView)
        && (author.Id == by.UserId || by.Scope == DataScope.Everything
            || (by.Scope == DataScope.Department && author.DepartmentId is { } department && by.DepartmentIds.Contains(department)));
}
