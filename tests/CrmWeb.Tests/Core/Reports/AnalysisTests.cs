using CrmWeb.Core.Customers;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Reports.Analysis;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Xunit;

namespace CrmWeb.Tests.Core.Reports;

/// <summary>The cross tables of the free analysis: what they hold, what they ask, and how much work they are.</summary>
public sealed class AnalysisTests(RandomReports fixture) : IClassFixture<RandomReports>
{
    private const int Many = 200;
    private const int Shown = 15;

    [Fact]
    public void A_table_of_very_many_by_very_many_looks_at_each_of_them_once()
    {
        var asked = 0;
        Dimension Of(string code) => new(code, c => c.OwnerId, key =>
        {
            asked++;
            return new DimensionGroup($"{key}", $"{key}", [(code, $"{key}")]) { Order = (key!.Value, "") };
        });
        List<AnalysisCell> cells =
        [
            .. Enumerable.Range(0, Many).SelectMany(one => Enumerable.Range(0, Many).Select(other => new AnalysisCell { First = one, Second = other, Count = other % 10 == 0 ? 2 : 1 })),
        ];
        var tables = new AnalysisTables(new Keys(), new ReportFilter(), null, new StageEntry(1, "won", "成交", "Won", 1, StageKind.Won, "green", 100, null, null, true));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var table = tables.OfTwo(Of("owner"), Of("source"), "customers", cells);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(2 * Many, asked);
        Assert.True(bytes < 1000L * cells.Count, $"{bytes / cells.Count} bytes for each of {cells.Count} cells");
        Assert.Equal([.. Enumerable.Range(0, Shown).Select(i => $"{i * 10}"), "Analysis.Others", "Total"], table.Columns.Select(c => c.Name));
        Assert.Equal((Many + 1, 2, Many + (Many / 10) - (2 * Shown)), (table.Rows.Count, (int)table.Rows[0].Cells[0].Value!.Value, (int)table.Rows[0].Cells[Shown].Value!.Value));
    }

    [Fact]
    public async Task The_largest_columns_stand_by_themselves_and_the_rest_is_one()
    {
        var table = (await fixture.ReadAsync("analysis", new ReportFilter { By = "industry", Then = "region" }, fixture.As(Who.Admin))).Tables[0];
        var lists = await fixture.WithAsync<ListCatalog, ListSnapshot>(c => c.GetAsync(CancellationToken.None).AsTask());
        var all = await fixture.DbAsync(db => db.Customers.AsNoTracking().ToListAsync());
        string? Province(Customer c) => lists.ById(c.RegionId) is { } region && lists.Path(region).Count > 1 ? lists.Path(region)[1].Name : null;
        string? Industry(Customer c) => lists.ById(c.IndustryId) is { } industry ? lists.Path(industry)[0].Name : null;
        var industries = all.Select(Industry).OfType<string>().ToHashSet();
        var provinces = all.Select(Province).OfType<string>().ToHashSet();
        Assert.True(provinces.Count > Shown, $"only {provinces.Count} provinces");
        Assert.Equal(Shown + 2, table.Columns.Count);

        foreach (var row in table.Rows)
        {
            Assert.Equal(row.Cells[^1].Value, row.Cells.SkipLast(1).Sum(c => c.Value));
            if (industries.Contains(row.Label))
            {
                foreach (var (column, cell) in table.Columns.Zip(row.Cells).Where(x => provinces.Contains(x.First.Name)))
                    Assert.Equal(all.Count(c => Industry(c) == row.Label && Province(c) == column.Name), cell.Value);
            }
        }

        var smallest = table.Rows[^1].Cells.Take(Shown).Min(c => c.Value);
        Assert.All(provinces.Except(table.Columns.Select(c => c.Name)), name => Assert.True(all.Count(c => Province(c) == name) <= smallest, name));
        Assert.Equal(all.Count, table.Rows[^1].Cells[^1].Value);
    }

    /// <summary>By one dimension all three are told; by two, one of them.</summary>
    [Theory]
    [InlineData(null, "customers", true, true)]
    [InlineData("stage", "customers", false, false)]
    [InlineData("stage", "follow-ups", true, false)]
    [InlineData("stage", "win-rate", false, true)]
    public async Task Only_what_is_shown_is_asked(string? then, string measure, bool followUps, bool won)
    {
        var filter = new ReportFilter { By = "source", Then = then, Measure = measure };
        await fixture.ReadAsync("analysis", filter, fixture.As(Who.Admin));
        fixture.Sql.Clear();
        await fixture.ReadAsync("analysis", filter, fixture.As(Who.Admin));
        var asked = Assert.Single(fixture.Sql.Commands, c => c.Contains("\"Customers\"", StringComparison.Ordinal) || c.Contains("[Customers]", StringComparison.Ordinal));
        Assert.Equal((followUps, won), (asked.Contains("FollowUps", StringComparison.Ordinal), asked.Contains("StageChanges", StringComparison.Ordinal)));
    }

    /// <summary>Words that are their keys.</summary>
    private sealed class Keys : IStringLocalizer<ReportsText>
    {
        public LocalizedString this[string name] => new(name, name);

        public LocalizedString this[string name, params object[] arguments] => new(name, name);

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }
}
