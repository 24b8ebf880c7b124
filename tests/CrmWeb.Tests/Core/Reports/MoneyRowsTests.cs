using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Reports;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Reports;

/// <summary>Over orders drawn at random: every number is the count or the sum of the rows it leads to, and what plain code makes of the reader's.</summary>
public sealed class MoneyRowsTests(RandomMoney fixture) : IClassFixture<RandomMoney>
{
    private static readonly Who[] Readers = [Who.RepEast, Who.RepSouth, Who.MgrEast, Who.MgrSouth, Who.Admin, Who.Marketer];

    public static TheoryData<string, Who> Everybody
    {
        get
        {
            TheoryData<string, Who> all = [];
            foreach (var code in new[] { "team", "growth", "order-share", "forecast" })
            {
                foreach (var who in Readers)
                    all.Add(code, who);
            }

            return all;
        }
    }

    public static TheoryData<Who> Anybody => [.. Readers];

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Every_number_that_leads_to_a_list_is_its_rows(string code, Who who)
    {
        var by = fixture.As(who);
        Dictionary<string, LinkedRows> known = [];
        List<string> wrong = [];
        HashSet<ReportRows> lists = [];
        foreach (var filter in Filters(by))
        {
            foreach (var table in (await fixture.ReadAsync(code, filter, by)).Tables)
            {
                foreach (var (row, cell, column) in table.Rows.SelectMany(r => r.Cells.Select((c, i) => (r, c, table.Columns[i]))).Where(x => x.c.Rows is not null))
                {
                    var key = $"{cell.Rows!.List}?{string.Join('&', cell.Rows.Query.Select(p => $"{p.Key}={p.Value}"))}";
                    if (!known.TryGetValue(key, out var rows))
                        known[key] = rows = await LinkedRows.OpenAsync(fixture, cell.Rows, by);
                    lists.Add(cell.Rows.List);
                    var said = column.Unit == ReportUnit.Money ? rows.Amount : rows.Count;
                    if (cell.Value != said)
                        wrong.Add($"{table.Title} / {row.Label} / {column.Name}: {cell.Value}, but {said} of {key}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
        if (who == Who.Admin)
            Assert.Equal(code switch { "forecast" => 1, "order-share" => 1, _ => 3 }, lists.Count);
    }

    [Theory]
    [MemberData(nameof(Anybody))]
    public async Task The_performance_is_what_plain_code_adds_up(Who who)
    {
        var by = fixture.As(who);
        var (orders, customers) = (await OrdersAsync(who), await SeenAsync(who));
        if (by.Scope == DataScope.Own)
            (orders, customers) = (orders.FindAll(o => o.OwnerId == by.UserId), customers.FindAll(c => c.OwnerId == by.UserId));
        var (first, last) = (new DateOnly(2026, 10, 1), new DateOnly(2026, 11, 30));
        bool IsIn(DateOnly day) => day >= first && day <= last;
        bool Within(DateTime? at) => at is { } time && IsIn(DateOnly.FromDateTime(time.AddHours(8)));
        var own = orders.FindAll(o => IsIn(o.OrderedOn));
        var payments = (await fixture.DbAsync(db => db.Payments.AsNoTracking().Where(p => p.VoidedAt == null).ToListAsync())).FindAll(p => orders.Exists(o => o.Id == p.OrderId));
        var stages = await fixture.DbAsync(db => db.Stages.AsNoTracking().ToDictionaryAsync(s => s.Id, s => s.Kind));
        DateTime? Won(Customer c) => c.StageChanges.Where(m => stages[m.ToStageId] is StageKind.Won or StageKind.AfterSale).Select(m => (DateTime?)m.At).Min();
        var (won, lost) = (customers.FindAll(c => Within(Won(c))), customers.FindAll(c => stages[c.StageId] == StageKind.Lost && Within(c.StageEnteredAt) && Won(c) is null));

        var report = await fixture.ReadAsync("team", new ReportFilter { PeriodFrom = "2026-10-01", PeriodTo = "2026-11-30" }, by);
        var cells = report.Tables[0].Rows[0].Cells;
        Assert.Equal(
            [own.Select(o => o.CustomerId).Distinct().Count(), own.Count, own.Sum(o => o.Amount), payments.Where(p => IsIn(p.PaidOn)).Sum(p => p.Amount),
                payments.Where(p => own.Exists(o => o.Id == p.OrderId)).Sum(p => p.Amount), won.Count, lost.Count],
            new[] { 0, 1, 2, 5, 6, 8, 9 }.Select(i => cells[i].Value!.Value));
        Assert.Equal(by.Has(Permissions.TeamView) ? 5 : 1, report.Tables.Count);
        if (!by.Has(Permissions.TeamView))
            return;
        var names = await fixture.DbAsync(db => db.Users.AsNoTracking().ToDictionaryAsync(u => u.DisplayName, u => u.Id));
        foreach (var row in report.Tables[1].Rows.Where(r => !r.IsTotal))
            Assert.Equal(own.Where(o => o.OwnerId == names[row.Label]).Sum(o => o.Amount), row.Cells[1].Value);
        Assert.Equal(own.Sum(o => o.Amount), report.Tables[1].Rows.Where(r => !r.IsTotal).Sum(r => r.Cells[1].Value));
        Assert.Equal(own.Sum(o => o.Amount), report.Tables[1].Rows[^1].Cells[1].Value);
    }

    [Theory]
    [MemberData(nameof(Anybody))]
    public async Task The_other_reports_of_money_are_what_plain_code_adds_up(Who who)
    {
        var by = fixture.As(who);
        var (orders, customers) = (await OrdersAsync(who), await SeenAsync(who));
        if (by.Scope == DataScope.Own)
            orders = orders.FindAll(o => o.OwnerId == by.UserId);
        var autumn = new ReportFilter { PeriodFrom = "2026-09-01", PeriodTo = "2026-12-31" };
        var own = orders.FindAll(o => o.OrderedOn.Year == 2026 && o.OrderedOn.Month >= 9);

        var trend = (await fixture.ReadAsync("growth", autumn, by)).Tables[1].Rows;
        Assert.Equal(own.Sum(o => o.Amount), trend.Sum(r => r.Cells[2].Value));
        for (var month = 9; month <= 12; month++)
            Assert.Equal(own.Where(o => o.OrderedOn.Month == month).Sum(o => o.Amount), trend[month - 9].Cells[2].Value);

        var share = await fixture.ReadAsync("order-share", autumn, by);
        Assert.Equal(own.Sum(o => o.Amount), share.Tables[0].Rows[^1].Cells[^1].Value);
        Assert.Equal(own.Sum(o => o.Amount), share.Tables[0].Rows.SkipLast(1).Sum(r => r.Cells[^1].Value));
        if (own.Count > 0)
            Assert.Equal(1m, share.Tables[1].Rows[^1].Cells[^1].Value);

        var stages = await fixture.DbAsync(db => db.Stages.AsNoTracking().ToDictionaryAsync(s => s.Id));
        var open = customers.FindAll(c => stages[c.StageId].Kind == StageKind.Open && c.Needs.ExpectedAmount is not null && c.Needs.ExpectedOn is not null);
        var today = new DateOnly(2026, 12, 10);
        var weighted = open.GroupBy(c => (c.StageId, c.OwnerId, c.DepartmentId, Slot: c.Needs.ExpectedOn < today ? 0 : (c.Needs.ExpectedOn!.Value.Year * 12) + c.Needs.ExpectedOn.Value.Month))
            .Sum(g => decimal.Round(g.Sum(c => c.Needs.ExpectedAmount!.Value) * stages[g.Key.StageId].Probability / 100m, 2, MidpointRounding.AwayFromZero));
        foreach (var table in (await fixture.ReadAsync("forecast", new ReportFilter(), by)).Tables)
            Assert.Equal([open.Count, open.Sum(c => c.Needs.ExpectedAmount!.Value), weighted], table.Rows[^1].Cells.Take(3).Select(c => c.Value!.Value));
    }

    private IEnumerable<ReportFilter> Filters(UserScope by)
    {
        yield return new ReportFilter();
        yield return new ReportFilter { PeriodFrom = "2026-10-01", PeriodTo = "2026-11-30", Category = "new", Industry = "C" };
        yield return new ReportFilter { PeriodFrom = "2026-09-15", PeriodTo = "2026-12-05", Department = $"{fixture.Company.DepartmentEast}" };
        if (by.Scope != DataScope.Own)
            yield return new ReportFilter { PeriodFrom = "-90d", Owner = $"{fixture.Company[Who.RepEast].Id}" };
        yield return new ReportFilter { PeriodFrom = "-90d", Owner = "me", Tag = [.. fixture.Tags] };
        yield return new ReportFilter { PeriodFrom = "-90d", Tag = [.. fixture.Tags], TagMode = "all" };
        yield return new ReportFilter { PeriodTo = "2026-11-30" };
        yield return new ReportFilter { PeriodFrom = "-90d", Owner = CustomerFilter.NoOwner };
    }

    /// <summary>The orders that count and are the reader's, told without the program's own rule.</summary>
    private async Task<List<Order>> OrdersAsync(Who who)
    {
        var (by, seen) = (fixture.As(who), (await SeenAsync(who)).Select(c => c.Id).ToHashSet());
        var living = (await fixture.DbAsync(db => db.Customers.Select(c => c.Id).ToListAsync())).ToHashSet();
        var all = await fixture.DbAsync(db => db.Orders.AsNoTracking().ToListAsync());
        return all.FindAll(o => o.State is OrderState.Active or OrderState.Completed && living.Contains(o.CustomerId)
            && (by.Scope == DataScope.Everything || o.OwnerId == by.UserId || seen.Contains(o.CustomerId) || (by.Scope == DataScope.Department && by.DepartmentIds.Contains(o.DepartmentId ?? 0))));
    }

    private async Task<List<Customer>> SeenAsync(Who who)
    {
        var by = fixture.As(who);
        var all = await fixture.DbAsync(db => db.Customers.AsNoTracking().Include(c => c.StageChanges).Include(c => c.Collaborators).AsSplitQuery().ToListAsync());
        return all.FindAll(c => by.Scope == DataScope.Everything || c.OwnerId == by.UserId || c.Collaborators.Any(x => x.UserId == by.UserId)
            || (by.Scope == DataScope.Department && c.DepartmentId is { } department && by.DepartmentIds.Contains(department)));
    }
}
