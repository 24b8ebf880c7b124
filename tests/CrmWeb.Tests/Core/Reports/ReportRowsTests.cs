using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Reports.Analysis;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Reports;

/// <summary>Over customers drawn at random: every number is the count of the rows it leads to, and what plain code counts in the reader's reach.</summary>
public sealed class ReportRowsTests(RandomReports fixture) : IClassFixture<RandomReports>
{
    private static readonly Who[] Readers = [Who.RepEast, Who.RepSouth, Who.MgrEast, Who.MgrSouth, Who.Admin, Who.Marketer];

    private static readonly string[] Codes = ["funnel", "follow-up-frequency", "analysis", "growth", "stages", "losses", "sources", "health", "quality", "team", "forecast", "order-share"];

    public static TheoryData<string, Who> Everybody
    {
        get
        {
            TheoryData<string, Who> all = [];
            foreach (var code in Codes)
            {
                foreach (var who in Readers)
                    all.Add(code, who);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Every_number_that_leads_to_a_list_is_as_many_rows(string code, Who who)
    {
        var by = fixture.As(who);
        Dictionary<string, int> known = [];
        List<string> wrong = [];
        foreach (var filter in Filters(by, code))
        {
            var report = await fixture.ReadAsync(code, filter, by);
            foreach (var (table, row, cell) in report.Tables.SelectMany(t => t.Rows.SelectMany(r => r.Cells.Select(c => (t, r, c)))).Where(x => x.c.Rows is not null))
            {
                var key = $"{cell.Rows!.List}?{string.Join('&', cell.Rows.Query.Select(p => $"{p.Key}={p.Value}"))}";
                if (!known.TryGetValue(key, out var rows))
                    known[key] = rows = await fixture.RowsAsync(cell.Rows, by);
                if (cell.Value != rows)
                    wrong.Add($"{table.Title} / {row.Label}: {cell.Value}, but {rows} rows of {key}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
    }

    [Theory]
    [InlineData(Who.RepEast)]
    [InlineData(Who.MgrSouth)]
    [InlineData(Who.MgrEast)]
    [InlineData(Who.Admin)]
    [InlineData(Who.Marketer)]
    public async Task The_funnel_is_what_plain_code_counts(Who who)
    {
        var (by, all) = (fixture.As(who), await SeenAsync(who));
        var (from, until) = (new DateTime(2026, 9, 30, 16, 0, 0, DateTimeKind.Utc), new DateTime(2026, 10, 31, 16, 0, 0, DateTimeKind.Utc));
        var stages = await fixture.DbAsync(db => db.Stages.AsNoTracking().OrderBy(s => s.Order).ToListAsync());
        var path = stages.Where(s => s.Kind != StageKind.Lost).ToList();
        DateTime? Reached(Customer c, int step) => c.StageChanges.Where(m => path.Skip(step).Any(s => s.Id == m.ToStageId)).Select(m => (DateTime?)m.At).Min();

        var rows = (await fixture.ReadAsync("funnel", new ReportFilter { PeriodFrom = "2026-10-01", PeriodTo = "2026-10-31" }, by)).Tables[0].Rows;
        for (var step = 0; step < path.Count; step++)
        {
            var cohort = all.Where(c => Reached(c, step) >= from && Reached(c, step) < until).ToList();
            Assert.Equal(all.Count(c => c.StageId == path[step].Id), rows[step].Cells[0].Value);
            Assert.Equal(cohort.Count, rows[step].Cells[1].Value);
            if (step == path.Count - 1)
                continue;
            var on = cohort.Where(c => Reached(c, step + 1) is not null).ToList();
            var lost = cohort.Except(on).Count(c => stages.Single(s => s.Id == c.StageId).Kind == StageKind.Lost);
            Assert.Equal([on.Count, lost, cohort.Count - on.Count - lost], new[] { 4, 7, 8 }.Select(i => rows[step].Cells[i].Value!.Value));
            var days = on.Where(c => Reached(c, step + 1) > Reached(c, step)).Select(c => Math.Floor((decimal)(Reached(c, step + 1) - Reached(c, step))!.Value.TotalSeconds / 8640) / 10).Order().ToList();
            Assert.Equal(days.Count == 0 ? null : (days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2, rows[step].Cells[9].Value);
        }
    }

    [Theory]
    [InlineData(Who.RepEast)]
    [InlineData(Who.MgrEast)]
    [InlineData(Who.Admin)]
    [InlineData(Who.Marketer)]
    public async Task Every_other_report_adds_up_to_what_plain_code_counts(Who who)
    {
        var (by, all) = (fixture.As(who), await SeenAsync(who));
        var (from, until) = (new DateTime(2026, 9, 30, 16, 0, 0, DateTimeKind.Utc), new DateTime(2026, 11, 30, 16, 0, 0, DateTimeKind.Utc));
        var filter = new ReportFilter { PeriodFrom = "2026-10-01", PeriodTo = "2026-11-30" };
        var stages = await fixture.DbAsync(db => db.Stages.AsNoTracking().ToDictionaryAsync(s => s.Id, s => s.Kind));
        bool EverWon(Customer c) => c.StageChanges.Any(m => stages[m.ToStageId] is StageKind.Won or StageKind.AfterSale);
        bool IsIn(DateTime at) => at >= from && at < until;
        var created = all.Where(c => IsIn(c.CreatedAt)).ToList();
        var ids = all.Select(c => c.Id).ToHashSet();
        var done = (await fixture.DbAsync(db => db.FollowUps.AsNoTracking().Where(f => f.State == FollowUpState.Done).ToListAsync())).Where(f => ids.Contains(f.CustomerId)).ToList();

        var sources = (await fixture.ReadAsync("sources", filter, by)).Tables[0].Rows[^1].Cells;
        Assert.Equal([created.Count, created.Count(EverWon), created.Count(c => !EverWon(c) && c.Type == CustomerType.Lost)], new[] { 0, 3, 5 }.Select(i => sources[i].Value!.Value));

        var analysis = (await fixture.ReadAsync("analysis", filter, by)).Tables[0].Rows[^1].Cells;
        Assert.Equal([created.Count, done.Count(f => created.Exists(c => c.Id == f.CustomerId)), created.Count(EverWon)], new[] { 0, 2, 3 }.Select(i => analysis[i].Value!.Value));

        var growth = (await fixture.ReadAsync("growth", filter, by)).Tables[0].Rows;
        Assert.Equal(created.Count, growth.Sum(r => r.Cells[0].Value));
        Assert.Equal(
            all.Count(c => c.StageChanges.Where(m => stages[m.ToStageId] is StageKind.Won or StageKind.AfterSale).Select(m => (DateTime?)m.At).Min() is { } won && IsIn(won)),
            growth.Sum(r => r.Cells[3].Value));

        var losses = (await fixture.ReadAsync("losses", filter, by)).Tables[0].Rows[^1].Cells[0];
        Assert.Equal(all.Count(c => stages[c.StageId] == StageKind.Lost && IsIn(c.StageEnteredAt)), losses.Value);

        var team = by.Has(Permissions.TeamView);
        var activity = (await fixture.ReadAsync("follow-up-frequency", filter, by)).Tables;
        var counted = done.Where(f => IsIn(f.At) && (team || f.AssigneeId == by.UserId)).ToList();
        Assert.Equal([counted.Count, counted.Count], new[] { activity[1].Rows[^1].Cells[^1].Value!.Value, activity[2].Rows[^1].Cells[0].Value!.Value });
        for (var day = 0; day < 7; day++)
            Assert.Equal(counted.Count(f => ((int)f.At.AddHours(8).DayOfWeek + 6) % 7 == day), activity[1].Rows[day].Cells[^1].Value);

        var quality = (await fixture.ReadAsync("quality", filter, by)).Tables[0].Rows;
        Assert.Equal([all.Count(c => c.IndustryId is null), all.Count(c => c.Level is null)], new[] { 0, 3 }.Select(i => quality[i].Cells[0].Value!.Value));
        Assert.Equal(all.Count(c => !c.Contacts.Any(x => x.Mobile is not null || x.Landline is not null)), quality[^1].Cells[0].Value);

        var times = (await fixture.ReadAsync("stages", filter, by)).Tables[0].Rows;
        Assert.Equal(all.Sum(c => c.StageChanges.Count(m => m.FromStageId is { } left && stages[left] != StageKind.Lost && IsIn(m.At))), times.Sum(r => r.Cells[0].Value));
    }

    [Fact]
    public async Task A_report_asks_as_many_questions_however_many_there_are_to_compare()
    {
        foreach (var code in Codes)
        {
            HashSet<int> counts = [];
            foreach (var who in new[] { Who.MgrEast, Who.MgrSouth, Who.Admin })
            {
                await fixture.ReadAsync(code, new ReportFilter(), fixture.As(who));
                fixture.Sql.Clear();
                await fixture.ReadAsync(code, new ReportFilter(), fixture.As(who));
                counts.Add(fixture.Sql.Commands.Count - (who == Who.Admin ? 0 : 1));
            }

            // One more for those who see a part: what they see beyond it.
            Assert.True(counts.Max() <= 7, $"{code}: {string.Join(", ", counts)}");
            Assert.True(counts.Max() - counts.Min() <= 1, $"{code}: {string.Join(", ", counts)}");
        }
    }

    private IEnumerable<ReportFilter> Filters(UserScope by, string code)
    {
        yield return new ReportFilter();
        yield return new ReportFilter { PeriodFrom = "2026-10-01", PeriodTo = "2026-11-30", Category = "new", Industry = "C" };
        yield return new ReportFilter { PeriodFrom = "month", PeriodTo = "month", Department = $"{fixture.Company.DepartmentEast}" };
        if (by.Scope != DataScope.Own)
            yield return new ReportFilter { PeriodFrom = "-90d", Owner = $"{fixture.Company[Who.RepEast].Id}" };
        yield return new ReportFilter { PeriodFrom = "-90d", Owner = "me", Tag = [.. fixture.Tags] };
        yield return new ReportFilter { PeriodFrom = "-90d", Tag = [.. fixture.Tags], TagMode = "all" };
        if (code != "follow-up-frequency")
            yield return new ReportFilter { PeriodFrom = "-90d", Owner = CustomerFilter.NoOwner };
        if (code != "analysis")
            yield break;
        var dimensions = AnalysisReport.DimensionsFor(by);
        foreach (var dimension in dimensions)
            yield return new ReportFilter { By = dimension };
        yield return new ReportFilter { By = "industry", Then = "stage", Industry = "C34" };
        yield return new ReportFilter { By = "region", Then = "month", PeriodFrom = "2026-10-15", PeriodTo = "2026-11-15" };
        yield return new ReportFilter { By = "month", Then = "level", Measure = "win-rate" };
        yield return new ReportFilter { By = dimensions[^2], Then = "area", Measure = "follow-ups" };
    }

    /// <summary>Whoever is the reader's, told without the program's own rule.</summary>
    private async Task<List<Customer>> SeenAsync(Who who)
    {
        var by = fixture.As(who);
        var all = await fixture.DbAsync(db => db.Customers.AsNoTracking().Include(c => c.StageChanges).Include(c => c.Collaborators).Include(c => c.Contacts).AsSplitQuery().ToListAsync());
        return [.. all.Where(c => by.Scope == DataScope.Everything || c.OwnerId == by.UserId || c.Collaborators.Any(x => x.UserId == by.UserId)
            || (by.Scope == DataScope.Department && c.DepartmentId is { } department && by.DepartmentIds.Contains(department)))];
    }
}
