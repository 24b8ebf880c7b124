using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Targets;

/// <summary>Reads the targets of a month with what is done of them.</summary>
public sealed class TargetQueries(CrmDbContext db, TargetSubjects subjects, TargetFigures figures, WorkingDayCalendar calendar, OrganizationClock clock)
{
    /// <param name="month">As an address has it; the running month where it is empty.</param>
    /// <param name="department">Only this department with its branch.</param>
    /// <exception cref="BadQueryException">The month or the department is none.</exception>
    /// <exception cref="NotFoundException">The department is outside the reader's reach.</exception>
    public async Task<TargetsView> ReadAsync(string? month, string? department, UserScope by, CancellationToken ct)
    {
        var asked = TargetMonth.Read(month, clock.Today);
        var (first, userId) = (asked.First, by.UserId);
        var ofMonth = db.SalesTargets.AsNoTracking().Where(t => t.Month == first);
        var targets = await (TargetSubjects.SeesTeam(by) ? ofMonth : ofMonth.Where(t => t.UserId == userId)).ToListAsync(ct);
        var all = await subjects.OfAsync(department, targets.Select(t => t.UserId).OfType<int>().ToHashSet(), by, ct);
        var sums = await figures.ReadAsync(asked, by, ct);
        var pace = TargetPace.Of(asked, clock.Today, await calendar.GetAsync(ct));
        var rows = all.Select(s => Row(s, targets.Find(s.IsOf)?.Values ?? TargetValues.None)).ToList();

        // A department in which nobody sells and nothing is asked for says nothing.
        var told = rows.Where((r, i) => r.Subject.UserId is not null || r.Subject.IsCompany || r.Progress.Any(p => p.Target is not null || p.Done != 0)
            || rows.Skip(i + 1).TakeWhile(o => o.Subject.Depth > r.Subject.Depth).Any(o => o.Subject.UserId is not null)).ToList();
        return new TargetsView(asked, pace, [.. told.Take(TargetSubjects.Most)], Math.Max(0, told.Count - TargetSubjects.Most));

        TargetRow Row(TargetSubject subject, TargetValues values) => new(subject, [.. TargetMeasures.All.Select(m => Progress(m, subject, values))]);

        TargetProgress Progress(TargetMeasure measure, TargetSubject subject, TargetValues values)
        {
            var done = sums.Of(measure, subject);
            return new TargetProgress(measure, values[measure], done, pace, done == 0 ? null : TargetLinks.Of(measure, subject, asked, by));
        }
    }
}

/// <summary>The lists that show exactly what is counted.</summary>
internal static class TargetLinks
{
    /// <returns>Null where no list shows just these.</returns>
    public static ReportLink? Of(TargetMeasure measure, TargetSubject subject, TargetMonth month, UserScope by)
    {
        var (first, last) = (ReportLinks.Day(month.First), ReportLinks.Day(month.Last));
        var (user, department) = (Text(subject.UserId), Text(subject.DepartmentId));
        return (measure, user) switch
        {
            (TargetMeasure.Amount, _) => Link(
                ReportRows.Orders, ("owner", user), ("department", department), ("state", OrderFilters.Counted), ("onFrom", first), ("onTo", last)),
            (TargetMeasure.Payments, _) => Link(ReportRows.Payments, ("owner", user), ("department", department), ("onFrom", first), ("onTo", last)),
            (TargetMeasure.Customers, _) => Link(
                ReportRows.Customers, ("owner", user), ("department", department), ("createdFrom", first), ("createdTo", last)),
            (TargetMeasure.FollowUps, _) when by.Has(Permissions.TeamView) => Link(
                ReportRows.FollowUps, ("list", "done"), ("team", "true"), ("person", user), ("department", department), ("atFrom", first), ("atTo", last)),
            (TargetMeasure.FollowUps, not null) => Link(ReportRows.FollowUps, ("list", "done"), ("atFrom", first), ("atTo", last)),
            _ => null,
        };
    }

    private static ReportLink Link(ReportRows list, params (string Name, string? Value)[] query) =>
        new(list, [.. query.Where(q => q.Value is not null).Select(q => KeyValuePair.Create(q.Name, q.Value!))]);

    private static string? Text(int? id) => id?.ToString(CultureInfo.InvariantCulture);
}
