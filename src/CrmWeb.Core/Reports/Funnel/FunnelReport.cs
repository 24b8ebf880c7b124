using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Funnel;

/// <summary>转化漏斗: who stands where, and how far those came who reached a stage within the period; for the team also by department and by rep.</summary>
public sealed class FunnelReport(
    ReportScope scope, PipelineCatalog pipeline, UserDirectory users, DepartmentTree departments, IStringLocalizer<ReportsText> text) : IReport
{
    /// <inheritdoc/>
    public string Code => "funnel";

    /// <inheritdoc/>
    public (string? From, string? To) UsualPeriod => ("quarter", "quarter");

    /// <inheritdoc/>
    public async Task<ReportResult> ReadAsync(ReportFilter filter, UserScope by, CancellationToken ct)
    {
        var period = scope.Period(filter, UsualPeriod);
        var path = StagePath.Of(await pipeline.GetAsync(ct));
        var parts = await scope.CustomersAsync(filter, by, ct);
        var (before, yearBefore) = (period.Before(scope.Clock.Today), period.YearBefore(scope.Clock.Today));
        var figures = new FunnelFigures(
            path, await FunnelQueries.NowAsync(parts, ct), (await OfPeriodAsync(period))!, await OfPeriodAsync(before), await OfPeriodAsync(yearBefore),
            await FunnelQueries.TimesAsync(scope.Db, path, period.From(scope.Clock), period.Until(scope.Clock), parts, ct));
        var words = new FunnelWords(text, filter, period);
        List<ReportTable> tables = [words.BySteps(figures)];
        if (by.Has(Permissions.TeamView))
        {
            tables.Add(words.ByDepartment(figures, await departments.GetAsync(ct), by));
            tables.Add(words.ByOwner(figures, await users.GetAsync(ct)));
        }

        return new ReportResult(period, tables) { Before = before };

        async Task<IReadOnlyList<FunnelTally>?> OfPeriodAsync(ReportPeriod? one) =>
            one is null ? null : await FunnelQueries.CohortsAsync(scope.Db, path, one.From(scope.Clock), one.Until(scope.Clock), parts, ct);
    }
}

/// <summary>All that was counted for a funnel.</summary>
/// <param name="Before">Of the period before; null where there is none.</param>
internal sealed record FunnelFigures(
    StagePath Path, IReadOnlyList<FunnelTally> Now, IReadOnlyList<FunnelTally> Reached, IReadOnlyList<FunnelTally>? Before, IReadOnlyList<FunnelTally>? YearBefore,
    IReadOnlyList<StepTime> Times)
{
    /// <summary>The same of some owners or departments alone.</summary>
    public FunnelFigures Of(Func<FunnelTally, bool> whose) => this with
    {
        Now = [.. Now.Where(whose)],
        Reached = [.. Reached.Where(whose)],
        Before = Before is null ? null : [.. Before.Where(whose)],
        YearBefore = null,
        Times = [],
    };

    public int Standing(IReadOnlyList<int> stages) => Now.Where(t => stages.Contains(t.Step)).Sum(t => t.Count);

    public static int Count(IEnumerable<FunnelTally> of, int step, CohortOutcome? outcome = null) =>
        of.Where(t => t.Step == step && t.Outcome == (outcome is { } one ? (int)one : FunnelQueries.All)).Sum(t => t.Count);
}
