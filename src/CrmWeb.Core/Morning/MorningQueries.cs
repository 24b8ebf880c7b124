using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Servers;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Reports.Funnel;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Targets;
using CrmWeb.Core.Watching;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Morning;

/// <summary>
/// Counts what a manager looks at in the morning, for all in the reader's sight or for one department with its branch: one question for each
/// kind of rows, none for a person.
/// </summary>
public sealed class MorningQueries(
    CrmDbContext db, WatchMatches watching, TargetSubjects subjects, TargetFigures targets, PipelineCatalog pipeline, UserDirectory users,
    WorkingDayCalendar calendar, OrganizationClock clock, IStringLocalizer<MorningText> text)
{
    /// <summary>Who left a stage within so many days tells how long one stays there.</summary>
    public const int RhythmDays = 90;

    /// <summary>No holiday is longer.</summary>
    private const int MostDaysOff = 31;

    private const int SilentAmongStages = 2;

    /// <param name="department">Only this one with its branch.</param>
    /// <exception cref="NotFoundException">The department is outside the reader's reach, or the reader does not see what a team does.</exception>
    /// <exception cref="BadQueryException">The department is no number.</exception>
    public async Task<MorningView> ReadAsync(string? department, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.TeamView);
        var month = TargetMonth.Of(clock.Today);
        var days = await calendar.GetAsync(ct);
        var worked = Worked(days, clock.Today);
        var first = month.First;
        var goals = await db.SalesTargets.AsNoTracking().Where(t => t.Month == first).ToListAsync(ct);
        var reached = await subjects.OfAsync(department, goals.Select(g => g.UserId).OfType<int>().ToHashSet(), by, ct);
        var team = reached.Select(s => s.UserId).OfType<int>().ToList();
        var branch = string.IsNullOrWhiteSpace(department) ? null : reached[0].Branch;
        var stages = await pipeline.GetAsync(ct);
        var path = StagePath.Of(stages);

        List<IQueryable<Customer>> parts = [.. (await CustomerAccess.VisibleNowAsync(db, by, ct)).Parts.Select(part => branch is null ? part : part.Where(c => branch.Contains(c.DepartmentId!.Value)))];
        var rhythms = await RhythmsAsync(parts, path, [.. stages.All.Select(s => s.Id)], ct);
        var won = await targets.Rows(month, by).Orders().GroupBy(o => new { o.OwnerId, o.DepartmentId })
            .Select(g => new { g.Key.OwnerId, g.Key.DepartmentId, Sum = g.Sum(o => o.Amount) }).ToListAsync(ct);
        var counted = branch is null ? won : won.FindAll(w => w.DepartmentId is { } id && branch.Contains(id));
        var (standing, silent) = await CustomersAsync(parts, path, rhythms, ct);
        var figures = new MorningFigures(
            [.. await FollowUpsAsync(parts, worked, ct), .. silent], await UnpaidAsync(branch, by, ct), counted.GroupBy(w => w.OwnerId).ToDictionary(g => g.Key, g => g.Sum(w => w.Sum)),
            goals.Where(g => g.UserId is { } id && g.Amount is not null && team.Contains(id)).ToDictionary(g => g.UserId!.Value, g => g.Amount!.Value), rhythms, standing);

        var people = await users.GetAsync(ct);
        var words = new MorningWords(text, figures, department, month, worked);
        var target = Target();
        var chosen = await subjects.DepartmentsAsync(by, ct);
        return new MorningView([words.ByPerson(team, people), words.ByStage(path)], worked, target, words.ToUrge(people, by.UserId), chosen);

        MorningTarget? Target()
        {
            if (Subject() is not { } subject)
                return null;
            var pace = TargetPace.Of(month, clock.Today, days);
            var done = won.Where(w => subject.IsCompany || (w.DepartmentId is { } id && subject.Branch.Contains(id))).Sum(w => w.Sum);
            return new MorningTarget(subject, month, pace, new TargetProgress(
                TargetMeasure.Amount, goals.Find(subject.IsOf)?.Amount, done, pace, done == 0 ? null : TargetLinks.Of(TargetMeasure.Amount, subject, month, by)));
        }

        TargetSubject? Subject() => branch is not null || by.Scope == DataScope.Everything ? reached[0] : reached.FirstOrDefault(s => s.DepartmentId is { } id && id == by.DepartmentId);
    }

    /// <summary>The last day before today that was worked.</summary>
    private static DateOnly Worked(WorkingDaySnapshot days, DateOnly today) =>
        Enumerable.Range(1, MostDaysOff).Select(i => today.AddDays(-i)).FirstOrDefault(days.IsWorkingDay, today.AddDays(-1));

    /// <summary>The median of the days that those who left each open stage lately had spent in it.</summary>
    private async Task<IReadOnlyList<StageRhythm>> RhythmsAsync(
        IReadOnlyList<IQueryable<Customer>> parts, StagePath path, IReadOnlyList<int> every, CancellationToken ct)
    {
        var since = clock.StartOfDay(clock.Today.AddDays(-RhythmDays));
        var left = await parts.Select(part => StageTimeReport.Moves(db, path, every).Where(s => s.At >= since)
                .Join(part, s => s.CustomerId, c => c.Id, (s, c) => new { Stage = s.FromStageId!.Value, Tenths = s.SecondsBefore!.Value / TimeFunctions.SecondsInTenth })
                .GroupBy(x => new { x.Stage, x.Tenths }).Select(g => new StepTime { Step = g.Key.Stage, Tenths = g.Key.Tenths, IsStanding = false, Count = g.Count() }))
            .Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);
        return
        [
            .. path.Steps.Where(s => s.Kind == StageKind.Open).Select(s => new StageRhythm(
                s.Id, FunnelQueries.Median(left.Where(t => path.Ids(s).Contains(t.Step)).Select(t => (t.Tenths, t.Count))))),
        ];
    }

    /// <summary>How many stand in each open stage, and for longer than is usual; how many of each person's customers the silent rules in force catch.</summary>
    private async Task<(IReadOnlyList<MorningTally> Standing, IReadOnlyList<MorningTally> Silent)> CustomersAsync(
        IReadOnlyList<IQueryable<Customer>> parts, StagePath path, IReadOnlyList<StageRhythm> rhythms, CancellationToken ct)
    {
        var now = clock.UtcNow;
        List<IQueryable<MorningTally>> questions = [];
        var caught = await watching.SilentAsync(db, parts, ct);
        var steps = rhythms.Select(r => (Rhythm: r, Ids: path.Ids(path.Steps.First(s => s.Id == r.StageId)))).ToList();
        int[] open = [.. steps.SelectMany(s => s.Ids)];
        foreach (var (part, silent) in parts.Zip(caught))
        {
            questions.Add(part.Where(c => EF.Constant(open).Contains(c.StageId)).GroupBy(c => c.StageId).Select(g => new MorningTally { What = 0, Key = g.Key, Count = g.Count() }));
            foreach (var (rhythm, ids) in steps)
            {
                if (rhythm.Days is { } days && now.AddDays(-days) is var before)
                {
                    questions.Add(part.Where(c => EF.Constant(ids).Contains(c.StageId) && c.StageEnteredAt < before)
                        .GroupBy(c => c.StageId).Select(g => new MorningTally { What = 1, Key = g.Key, Count = g.Count() }));
                }
            }

            if (silent is not null)
                questions.Add(silent.GroupBy(id => id).Select(g => new MorningTally { What = SilentAmongStages, Key = g.Key, Count = g.Count() }));
        }

        var all = questions.Count == 0 ? [] : await questions.Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);
        return (
            [.. all.Where(t => t.What != SilentAmongStages).Select(t => new MorningTally { What = t.What, Key = steps.First(s => s.Ids.Contains(t.Key)).Rhythm.StageId, Count = t.Count })],
            [.. all.Where(t => t.What == SilentAmongStages).Select(t => new MorningTally { What = (int)MorningColumn.Silent, Key = t.Key, Count = t.Count })]);
    }

    /// <summary>Each person's overdue tasks, those of today, and what was done on the working day before.</summary>
    private async Task<IReadOnlyList<MorningTally>> FollowUpsAsync(IReadOnlyList<IQueryable<Customer>> parts, DateOnly worked, CancellationToken ct)
    {
        var (now, tomorrow, from, until) = (clock.UtcNow, clock.StartOfDay(clock.Today.AddDays(1)), clock.StartOfDay(worked), clock.StartOfDay(worked.AddDays(1)));
        var open = FollowUpQueries.Open(db.FollowUps.AsNoTracking()).Where(f => f.At < tomorrow);
        var done = db.FollowUps.AsNoTracking().Where(f => f.State == FollowUpState.Done && f.At >= from && f.At < until);
        return await parts.SelectMany(part => new[]
        {
            part.Join(open, c => c.Id, f => f.CustomerId, (c, f) => new { f.AssigneeId, What = f.At < now ? (int)MorningColumn.Overdue : (int)MorningColumn.Today })
                .GroupBy(x => new { x.AssigneeId, x.What }).Select(g => new MorningTally { What = g.Key.What, Key = g.Key.AssigneeId, Count = g.Count() }),
            part.Join(done, c => c.Id, f => f.CustomerId, (c, f) => new { f.AssigneeId })
                .GroupBy(x => x.AssigneeId).Select(g => new MorningTally { What = (int)MorningColumn.Worked, Key = g.Key, Count = g.Count() }),
        }).Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);
    }

    /// <summary>The orders in sight of which something is due by now or within days and was not received.</summary>
    private async Task<IReadOnlyList<UnpaidOrder>> UnpaidAsync(IReadOnlyList<int>? branch, UserScope by, CancellationToken ct)
    {
        var (now, soon) = (clock.UtcNow, clock.StartOfDay(clock.Today.AddDays(OrderFilters.DueDays + 1)));
        var orders = db.Orders.AsNoTracking().VisibleTo(db, by).ThatCount();
        if (branch is not null)
            orders = orders.Where(o => branch.Contains(o.DepartmentId!.Value));
        var rows = await orders
            .Where(o => db.PlannedPayments.Where(p => p.OrderId == o.Id && p.OverdueAt <= soon).Sum(p => p.Amount)
                > db.Payments.Where(p => p.OrderId == o.Id && p.VoidedAt == null).Sum(p => p.Amount))
            .Select(o => new
            {
                o.OwnerId,
                Late = db.PlannedPayments.Where(p => p.OrderId == o.Id && p.OverdueAt <= now).Sum(p => p.Amount),
                Soon = db.PlannedPayments.Where(p => p.OrderId == o.Id && p.OverdueAt <= soon).Sum(p => p.Amount),
                Received = db.Payments.Where(p => p.OrderId == o.Id && p.VoidedAt == null).Sum(p => p.Amount),
            }).ToListAsync(ct);
        return [.. rows.Select(r => new UnpaidOrder(r.OwnerId, r.Late, r.Soon, r.Received))];
    }
}
