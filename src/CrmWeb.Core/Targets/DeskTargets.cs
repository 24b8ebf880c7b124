using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Targets;

/// <summary>The running month's targets on the desk: only what has one.</summary>
public sealed record DeskTargetsView(TargetMonth Month, TargetPace Pace, IReadOnlyList<TargetRow> Rows);

/// <summary>
/// Reads how the running month stands, for the desk: one's own target, or that of the reader's department with its branch; of whoever
/// sees the whole company, the company's own and those of its topmost departments. One question, which counts nothing where there is no target.
/// </summary>
public sealed class DeskTargets(CrmDbContext db, TargetFigures figures, TargetSubjects subjects, DepartmentTree departments, WorkingDayCalendar calendar, OrganizationClock clock)
{
    /// <summary>The desk shows no more departments.</summary>
    private const int Most = 5;

    /// <returns>Null where there is no target.</returns>
    public async Task<DeskTargetsView?> ReadAsync(bool team, UserScope by, CancellationToken ct)
    {
        var month = TargetMonth.Of(clock.Today);
        List<TargetSubject> shown = team && TargetSubjects.SeesTeam(by)
            ? await DepartmentsAsync(by, ct)
            : [new TargetSubject(by.UserId, null, by.Name, 0)];
        if (shown.Count == 0)
            return null;

        var rows = figures.Rows(month, by);
        var found = await shown.Select(s => Of(s, month, rows, by)).Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);
        if (found.Count == 0)
            return null;
        var pace = TargetPace.Of(month, clock.Today, await calendar.GetAsync(ct));
        return new DeskTargetsView(month, pace,
        [
            .. from subject in shown
               from line in found.Where(f => f.UserId == subject.UserId && f.DepartmentId == subject.DepartmentId)
               select new TargetRow(subject, [.. Progress(line, pace)]),
        ]);
    }

    private static IEnumerable<TargetProgress> Progress(Line line, TargetPace pace) => new[]
    {
        new TargetProgress(TargetMeasure.Amount, line.Amount, line.Won, pace),
        new TargetProgress(TargetMeasure.Payments, line.Payments, line.Received, pace),
        new TargetProgress(TargetMeasure.Customers, line.Customers, line.Entered, pace),
        new TargetProgress(TargetMeasure.FollowUps, line.FollowUps, line.Done, pace),
    }.Where(p => p.Target is not null);

    /// <summary>A subject's target with all that is done of it, in one row; no row where there is no target.</summary>
    private IQueryable<Line> Of(TargetSubject subject, TargetMonth month, TargetRows rows, UserScope by)
    {
        var (orders, payments, customers, followUps) = (rows.Orders(), rows.Payments(), rows.Entered(db.Customers.AsNoTracking().VisibleTo(by)), rows.FollowUps());
        var (first, targets) = (month.First, db.SalesTargets.AsNoTracking());
        if (subject.UserId is { } userId)
        {
            targets = targets.Where(t => t.UserId == userId);
            orders = orders.Where(o => o.OwnerId == userId);
            payments = payments.Where(r => r.Order.OwnerId == userId);
            customers = customers.Where(c => c.OwnerId == userId);
            followUps = followUps.Where(f => f.AssigneeId == userId);
        }
        else if (subject.IsCompany)
        {
            targets = targets.Where(t => t.UserId == null && t.DepartmentId == null);
        }
        else
        {
            var (departmentId, branch) = (subject.DepartmentId, subject.Branch);
            targets = targets.Where(t => t.DepartmentId == departmentId);
            orders = orders.Where(o => branch.Contains(o.DepartmentId!.Value));
            payments = payments.Where(r => branch.Contains(r.Order.DepartmentId!.Value));
            customers = customers.Where(c => branch.Contains(c.DepartmentId!.Value));
            followUps = followUps.Where(f => branch.Contains(f.Customer!.DepartmentId!.Value));
        }

        return targets.Where(t => t.Month == first).Select(t => new Line
        {
            UserId = t.UserId,
            DepartmentId = t.DepartmentId,
            Amount = t.Amount,
            Payments = t.Payments,
            Customers = t.Customers,
            FollowUps = t.FollowUps,
            Won = orders.Sum(o => o.Amount),
            Received = payments.Sum(r => r.Payment.Amount),
            Entered = customers.Count(),
            Done = followUps.Count(),
        });
    }

    private async Task<List<TargetSubject>> DepartmentsAsync(UserScope by, CancellationToken ct)
    {
        var tree = await departments.GetAsync(ct);
        var isWhole = by.Scope == DataScope.Everything;
        var tops = isWhole ? tree.All.Where(d => d.Depth == 0).Take(Most) : tree.All.Where(d => d.Id == by.DepartmentId);
        return [.. isWhole ? [subjects.Company()] : Array.Empty<TargetSubject>(), .. tops.Select(d => new TargetSubject(null, d.Id, d.Name, 0) { Branch = tree.Branch(d.Id) })];
    }

    private sealed class Line
    {
        public int? UserId { get; init; }

        public int? DepartmentId { get; init; }

        public decimal? Amount { get; init; }

        public decimal? Payments { get; init; }

        public int? Customers { get; init; }

        public int? FollowUps { get; init; }

        public decimal Won { get; init; }

        public decimal Received { get; init; }

        public int Entered { get; init; }

        public int Done { get; init; }
    }
}
