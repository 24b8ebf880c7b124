using CrmWeb.Core.Access;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Morning;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Targets;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Morning;

/// <summary>The manager's morning over rows drawn at random: every number is its rows, for each reader and each department.</summary>
public sealed class MorningTests(RandomMoney fixture) : IClassFixture<RandomMoney>
{
    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(Who.MgrEast)]
    [InlineData(Who.MgrSouth)]
    [InlineData(Who.Admin)]
    public async Task Every_number_is_the_rows_it_opens(Who who)
    {
        var by = fixture.As(who);
        List<string> wrong = [];
        HashSet<int> opened = [];
        foreach (var department in new[] { null, "own", who == Who.MgrSouth ? null : $"{fixture.Company.DepartmentShanghai}" }.Distinct())
        {
            var view = await ReadAsync(who, department == "own" ? $"{(who == Who.MgrSouth ? fixture.Company.DepartmentSouth : fixture.Company.DepartmentEast)}" : department);
            foreach (var (table, row, place) in view.Tables.SelectMany(t => t.Rows.SelectMany(r => Enumerable.Range(0, r.Cells.Count).Select(i => (t, r, i)))).Where(x => x.r.Cells[x.i].Rows is not null))
            {
                var (cell, rows) = (row.Cells[place], await LinkedRows.OpenAsync(fixture, row.Cells[place].Rows!, by));
                var said = table != view.Tables[0] ? rows.Count : (MorningColumn)place switch
                {
                    MorningColumn.PaymentsLate => rows.Orders.Sum(o => o.Overdue),
                    MorningColumn.PaymentsDue => await DueAsync([.. rows.Orders.Select(o => o.Id)]),
                    MorningColumn.Won => rows.Amount,
                    _ => rows.Count,
                };
                opened.Add(table == view.Tables[0] ? place : 100);
                if (cell.Value != said)
                    wrong.Add($"{department} {table.Title} / {row.Label} / {table.Columns[place].Name}: {cell.Value}, but {said}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
        if (who != Who.MgrSouth)
            Assert.Equal([0, 1, 2, 3, 4, 5, 6, 100], opened.Order());
    }

    [Theory]
    [InlineData(Who.MgrEast)]
    [InlineData(Who.MgrSouth)]
    [InlineData(Who.Admin)]
    public async Task The_totals_are_what_plain_code_counts(Who who)
    {
        var (by, now) = (fixture.As(who), fixture.Clock.Now);
        var customers = await fixture.DbAsync(db => db.Customers.AsNoTracking().Include(c => c.Collaborators).ToListAsync());
        var seen = customers.Where(c => by.Scope == DataScope.Everything || c.OwnerId == by.UserId || c.Collaborators.Any(x => x.UserId == by.UserId)
            || by.DepartmentIds.Contains(c.DepartmentId ?? 0)).Select(c => c.Id).ToHashSet();
        var tasks = (await fixture.DbAsync(db => db.FollowUps.AsNoTracking().ToListAsync())).FindAll(f => seen.Contains(f.CustomerId));
        var open = tasks.FindAll(f => f.State is FollowUpState.Pending or FollowUpState.InProgress);
        var tonight = new DateTime(2026, 12, 10, 16, 0, 0, DateTimeKind.Utc);
        var orders = (await fixture.DbAsync(db => db.Orders.AsNoTracking().Include(o => o.Plan).ToListAsync())).FindAll(o => o.State is OrderState.Active or OrderState.Completed
            && customers.Exists(c => c.Id == o.CustomerId) && (by.Scope == DataScope.Everything || o.OwnerId == by.UserId || by.DepartmentIds.Contains(o.DepartmentId ?? 0) || seen.Contains(o.CustomerId)));
        var received = (await fixture.DbAsync(db => db.Payments.AsNoTracking().Where(p => p.VoidedAt == null).ToListAsync())).GroupBy(p => p.OrderId).ToDictionary(g => g.Key, g => g.Sum(p => p.Amount));
        var late = orders.Sum(o => PaymentSchedule.Of(o.Plan.Select(p => (p.Id, p.DueOn, p.Amount, p.Note)), received.GetValueOrDefault(o.Id), new DateOnly(2026, 12, 10))
            .Where(p => p.State == PlannedState.Overdue).Sum(p => p.Open));

        var view = await ReadAsync(who);
        Assert.Equal(new DateOnly(2026, 12, 9), view.Worked);
        Assert.Equal(open.Count(f => f.At < now), view.Count(MorningColumn.Overdue));
        Assert.Equal(open.Count(f => f.At >= now && f.At < tonight), view.Count(MorningColumn.Today));
        Assert.Equal(tasks.Count(f => f.State == FollowUpState.Done && f.At >= tonight.AddDays(-2) && f.At < tonight.AddDays(-1)), view.Count(MorningColumn.Worked));
        Assert.Equal(late, view.Count(MorningColumn.PaymentsLate));
        Assert.Equal(orders.Where(o => o.OrderedOn is { Year: 2026, Month: 12 }).Sum(o => o.Amount), view.Count(MorningColumn.Won));
        Assert.True(view.Count(MorningColumn.Overdue) + view.Count(MorningColumn.Worked) > 0);
    }

    [Fact]
    public async Task The_median_is_that_of_those_who_left_and_who_stays_longer_is_stuck()
    {
        var view = await ReadAsync(Who.Admin);
        var now = fixture.Clock.Now;
        var stages = await fixture.DbAsync(db => db.Stages.AsNoTracking().OrderBy(s => s.Order).ToListAsync());
        var customers = await fixture.DbAsync(db => db.Customers.AsNoTracking().Include(c => c.StageChanges).ToListAsync());
        var since = new DateTime(2026, 9, 10, 16, 0, 0, DateTimeKind.Utc);
        foreach (var (row, stage) in view.Tables[1].Rows.Zip(stages))
        {
            var days = customers.SelectMany(c => c.StageChanges).Where(m => m.FromStageId == stage.Id && m.At >= since && m.SecondsBefore is not null)
                .Select(m => Math.Floor(m.SecondsBefore!.Value / 8640m) / 10m).Order().ToList();
            decimal? median = days.Count == 0 ? null : (days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2;
            Assert.Equal(median, row.Cells[1].Value);
            var limit = median is null ? (int?)null : Math.Max(1, (int)Math.Ceiling(median.Value));
            Assert.Equal(limit, (int?)row.Cells[2].Value);
            Assert.Equal(limit is null ? null : customers.Count(c => c.StageId == stage.Id && c.StageEnteredAt < now.AddDays(-limit.Value)), (int?)row.Cells[3].Value);
        }
    }

    [Fact]
    public async Task On_a_Monday_the_working_day_before_is_Friday()
    {
        var now = fixture.Clock.Now;
        fixture.Clock.Now = new DateTime(2026, 12, 14, 1, 0, 0, DateTimeKind.Utc);
        try
        {
            Assert.Equal(new DateOnly(2026, 12, 11), (await ReadAsync(Who.MgrEast)).Worked);
        }
        finally
        {
            fixture.Clock.Now = now;
        }
    }

    [Fact]
    public async Task Whoever_sees_no_team_is_told_of_no_such_page_nor_anybody_of_another_branch()
    {
        foreach (var who in new[] { Who.RepEast, Who.Marketer, Who.Service })
            await Assert.ThrowsAsync<NotFoundException>(() => ReadAsync(who));
        await Assert.ThrowsAsync<NotFoundException>(() => ReadAsync(Who.MgrEast, $"{fixture.Company.DepartmentSouth}"));
        await Assert.ThrowsAsync<NotFoundException>(() => ReadAsync(Who.Admin, "99999"));
        Assert.Equal("department", (await Assert.ThrowsAsync<BadQueryException>(() => ReadAsync(Who.Admin, "x"))).Parameter);
    }

    [Fact]
    public async Task The_month_stands_against_the_target_of_the_department_and_of_the_company()
    {
        Assert.Null((await ReadAsync(Who.MgrEast)).Target!.Won.Target);
        await fixture.DbAsync(async db =>
        {
            db.SalesTargets.Add(new SalesTarget(new DateOnly(2026, 12, 1), null, fixture.Company.DepartmentEast, new TargetValues(100m, null, null, null)));
            db.SalesTargets.Add(new SalesTarget(new DateOnly(2026, 12, 1), null, null, new TargetValues(200m, null, null, null)));
            db.SalesTargets.Add(new SalesTarget(new DateOnly(2026, 12, 1), fixture.Company[Who.RepSouth].Id, null, new TargetValues(300m, null, null, null)));
            return await db.SaveChangesAsync(UserScope.System, None);
        });
        Assert.Equal((100m, "华东区"), ((await ReadAsync(Who.MgrEast)).Target!.Won.Target, (await ReadAsync(Who.MgrEast)).Target!.Subject.Name));
        var company = (await ReadAsync(Who.Admin)).Target!;
        Assert.Equal((200m, true), (company.Won.Target, company.Subject.IsCompany));
        Assert.Equal((await ReadAsync(Who.Admin)).Count(MorningColumn.Won), company.Won.Done);

        // The target of somebody of another branch is nobody's business here, though an order of theirs is in sight.
        decimal? South(MorningView view) => view.Tables[0].Rows.FirstOrDefault(r => r.Label == "林志强")?.Cells[(int)MorningColumn.Target].Value;
        Assert.Equal(300m, South(await ReadAsync(Who.Admin)));
        Assert.Null(South(await ReadAsync(Who.MgrEast)));

        // The company's own stands on the desk of whoever sees the company.
        var desk = await fixture.WithAsync<DeskTargets, DeskTargetsView?>(d => d.ReadAsync(team: true, fixture.As(Who.Admin), None));
        Assert.Equal([null, fixture.Company.DepartmentEast], desk!.Rows.Select(r => r.Subject.DepartmentId));
        Assert.Equal(company.Won.Done, desk.Rows[0].Progress[0].Done);
    }

    [Fact]
    public async Task A_morning_asks_as_many_questions_however_many_people_there_are()
    {
        foreach (var (who, most) in new[] { (Who.MgrSouth, 8), (Who.MgrEast, 8), (Who.Admin, 7) })
        {
            await ReadAsync(who);
            fixture.Sql.Clear();
            await ReadAsync(who);
            Assert.True(fixture.Sql.Commands.Count <= most, $"{who}: {fixture.Sql.Commands.Count}");
        }
    }

    [Fact]
    public async Task A_department_that_was_moved_is_told_of_in_the_branch_where_it_is_now()
    {
        async Task MoveAsync(int below)
        {
            await fixture.DbAsync(db => db.Departments.Where(d => d.Id == fixture.Company.DepartmentShanghai).ExecuteUpdateAsync(s => s.SetProperty(d => d.ParentId, below)));
            fixture.Services.GetRequiredService<DepartmentTree>().Invalidate();
        }

        var (east, south) = ($"{fixture.Company.DepartmentEast}", $"{fixture.Company.DepartmentSouth}");
        var (before, left, shanghai) = (await ReadAsync(Who.Admin, south), await ReadAsync(Who.Admin, east), await ReadAsync(Who.Admin, $"{fixture.Company.DepartmentShanghai}"));
        MorningColumn[] columns = [MorningColumn.Silent, MorningColumn.Overdue, MorningColumn.Worked, MorningColumn.PaymentsLate, MorningColumn.Won];
        Assert.True(columns.Count(c => shanghai.Count(c) > 0) > 2);
        await MoveAsync(fixture.Company.DepartmentSouth);
        try
        {
            foreach (var column in columns)
            {
                Assert.Equal(before.Count(column) + shanghai.Count(column), (await ReadAsync(Who.Admin, south)).Count(column));
                Assert.Equal(left.Count(column) - shanghai.Count(column), (await ReadAsync(Who.Admin, east)).Count(column));
            }
        }
        finally
        {
            await MoveAsync(fixture.Company.DepartmentEast);
        }
    }

    private Task<MorningView> ReadAsync(Who who, string? department = null) => fixture.WithAsync<MorningQueries, MorningView>(m => m.ReadAsync(department, fixture.As(who), None));

    /// <summary>What of some orders falls due from today to the seventh day on and has not come in.</summary>
    private async Task<decimal> DueAsync(List<int> ids)
    {
        var today = new DateOnly(2026, 12, 10);
        var orders = await fixture.DbAsync(db => db.Orders.AsNoTracking().Include(o => o.Plan).Where(o => ids.Contains(o.Id)).ToListAsync());
        var received = (await fixture.DbAsync(db => db.Payments.AsNoTracking().Where(p => p.VoidedAt == null && ids.Contains(p.OrderId)).ToListAsync())).ToLookup(p => p.OrderId);
        return orders.Sum(o => PaymentSchedule.Of(o.Plan.Select(p => (p.Id, p.DueOn, p.Amount, p.Note)), received[o.Id].Sum(p => p.Amount), today)
            .Where(p => p.DueOn >= today && p.DueOn <= today.AddDays(OrderFilters.DueDays)).Sum(p => p.Open));
    }
}
