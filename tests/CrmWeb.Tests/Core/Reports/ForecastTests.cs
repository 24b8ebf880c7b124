using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Reports;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Reports;

/// <summary>Open customers whose expectations are known, on 10 December.</summary>
public sealed class ExpectingCompany : ReportFixture
{
    protected override Task FillAsync() => DbAsync(async db =>
    {
        // Probabilities a company may set; half a fen has to go somewhere.
        foreach (var (code, percent) in new[] { ("needs", 25), ("quotation", 50) })
            await db.Stages.Where(s => s.Code == code).ExecuteUpdateAsync(s => s.SetProperty(x => x.Probability, percent));
        Services.GetRequiredService<PipelineCatalog>().Invalidate();
        Expect("过期", Who.RepEast, "needs", 100.02m, "2026-12-09");
        Expect("今天", Who.RepEast, "quotation", 200.01m, "2026-12-10");
        Expect("月底", Who.RepEast2, "quotation", 0.05m, "2026-12-31");
        Expect("明年", Who.RepEast3, "needs", 1000m, "2027-01-01");
        Expect("无金额", Who.RepEast, "needs", null, "2026-12-20");
        Expect("无日期", Who.RepEast, "quotation", 70m, null);
        Expect("什么都没有", Who.RepSouth, "needs", null, null);
        Expect("已成交", Who.RepEast, "won", 5000m, "2026-12-20");
        Expect("已流失", Who.RepEast, "lost", 6000m, "2026-12-20");
        return await db.SaveChangesAsync(UserScope.System, None);

        void Expect(string name, Who owner, string stage, decimal? amount, string? day) => Add(
            db, name, owner, "2026-11-01T00:00:00", [(stage, "2026-11-02T00:00:00")], null,
            p => p with { Needs = new CustomerNeeds { ExpectedAmount = amount, ExpectedOn = day is null ? null : DateOnly.Parse(day, null) } });
    });
}

/// <summary>What is expected when, as computed by hand.</summary>
public sealed class ForecastTests(ExpectingCompany fixture) : IClassFixture<ExpectingCompany>
{
    private const int ByStage = 1;
    private const int ByDepartment = 2;
    private const int ByOwner = 3;

    [Fact]
    public async Task The_months_are_those_computed_by_hand_and_add_up_to_the_fen()
    {
        var table = (await ReadAsync(Who.Admin)).Tables[0];
        Assert.Equal(["Expected day has passed", "Dec 2026", "Jan 2027", "Total"], table.Rows.Select(r => r.Label));

        // A quarter of 100.02 is 25.005, half of 200.01 is 100.005, half of 0.05 is 0.025: each up to the next fen.
        Assert.Equal([1m, 100.02m, 25.01m], Values(table.Rows[0]));
        Assert.Equal([2m, 200.06m, 100.04m], Values(table.Rows[1]));
        Assert.Equal([1m, 1000m, 250m], Values(table.Rows[2]));
        Assert.Equal([4m, 1300.08m, 375.05m], Values(table.Rows[3]));
        Assert.Contains("expected amount: 4; with an amount and no expected day: 1.", table.Note!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whichever_way_it_is_put_together_it_comes_to_the_same_fen()
    {
        var report = await ReadAsync(Who.Admin);
        foreach (var table in report.Tables)
            Assert.Equal((4m, 1300.08m, 375.05m), (table.Rows[^1].Cells[0].Value, table.Rows[^1].Cells[1].Value, table.Rows[^1].Cells[2].Value));
        Assert.Equal(375.05m, report.Tables[ByStage].Rows.SkipLast(1).Sum(r => r.Cells[2].Value));
        Assert.Equal(375.05m, report.Tables[ByOwner].Rows.SkipLast(1).Sum(r => r.Cells[2].Value));

        // The two customers of the test company have no amount either. Customers, expected, weighted, overdue, without an amount, without a day.
        Assert.Equal([2m, 300.03m, 125.02m, 1m, 2m, 1m], Values(report.Tables[ByOwner].Rows.Single(r => r.Label == "王海涛")));
        Assert.Equal([4m, 1300.08m, 375.05m, 1m, 2m, 1m], Values(report.Tables[ByDepartment].Rows.Single(r => r.Label == "华东区")));
        Assert.Equal([0m, 0m, 0m, 0m, 2m, 0m], Values(report.Tables[ByDepartment].Rows.Single(r => r.Label == "华南区")));
    }

    [Fact]
    public async Task Today_is_not_overdue_before_the_companys_midnight()
    {
        var now = fixture.Clock.Now;
        try
        {
            fixture.Clock.Now = new DateTime(2026, 12, 10, 15, 59, 59, DateTimeKind.Utc);
            Assert.Equal(1m, (await ReadAsync(Who.Admin)).Tables[0].Rows[0].Cells[0].Value);
            fixture.Clock.Now = new DateTime(2026, 12, 10, 16, 0, 0, DateTimeKind.Utc);
            Assert.Equal((2m, 300.03m), ((await ReadAsync(Who.Admin)).Tables[0].Rows[0].Cells[0].Value, (await ReadAsync(Who.Admin)).Tables[0].Rows[0].Cells[1].Value));
        }
        finally
        {
            fixture.Clock.Now = now;
        }
    }

    [Fact]
    public async Task A_rep_is_told_of_the_own_customers_alone()
    {
        var report = await ReadAsync(Who.RepEast3);
        Assert.Equal(2, report.Tables.Count);
        Assert.Equal([1m, 1000m, 250m], Values(report.Tables[0].Rows[^1]));
    }

    [Fact]
    public async Task Every_number_that_leads_to_customers_is_as_many()
    {
        foreach (var who in new[] { Who.RepEast, Who.MgrEast, Who.MgrSouth, Who.Admin })
        {
            foreach (var cell in (await ReadAsync(who)).Tables.SelectMany(t => t.Rows).SelectMany(r => r.Cells).Where(c => c.Rows is not null))
                Assert.Equal(cell.Value, (await LinkedRows.OpenAsync(fixture, cell.Rows!, fixture.As(who))).Count);
        }
    }

    private Task<ReportResult> ReadAsync(Who who) => fixture.ReadAsync("forecast", new ReportFilter(), fixture.As(who));

    private static decimal?[] Values(ReportRow row) => [.. row.Cells.Select(c => c.Value)];
}
