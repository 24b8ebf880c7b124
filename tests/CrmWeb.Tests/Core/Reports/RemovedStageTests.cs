using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Reports;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.Reports;

/// <summary>What reports tell once a stage was removed: its history is that of the stage that took over.</summary>
public sealed class RemovedStageTests(ReportFixture fixture) : IClassFixture<ReportFixture>
{
    [Fact]
    public async Task A_move_from_a_removed_stage_to_the_one_that_took_over_leaves_nothing()
    {
        var filter = new ReportFilter { PeriodFrom = "2026-10-01", PeriodTo = "2026-12-31" };
        Assert.Equal([4m, 2m], (await LeftAsync(filter)).Skip(1).Take(2));
        var pipeline = await fixture.WithAsync<PipelineCatalog, PipelineSnapshot>(c => c.GetAsync(CancellationToken.None).AsTask());
        await fixture.WithAsync<StageRemoval, int>(r => r.RemoveAsync(
            pipeline.Find("needs")!.Id, new StageRemovalForm { Target = "quotation" }, fixture.As(Who.Admin), CancellationToken.None));

        // Two from what was needs to initial and to lost, two from quotation further; three went from the one to the other.
        Assert.Equal(4m, (await LeftAsync(filter)).Skip(1).First());
    }

    private async Task<IEnumerable<decimal>> LeftAsync(ReportFilter filter) =>
        (await fixture.ReadAsync("stages", filter, fixture.As(Who.Admin))).Tables[0].Rows.Select(r => r.Cells[0].Value!.Value);
}
