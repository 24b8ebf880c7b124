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
    public async Task<ReportResult> ReadAsync(ReportFilter filter, UserScope by, CancellationToken ct)
    {
        var period = scope.Period(filter, ("quarter", "quarter"));
        var path = StagePath.Of(await pipeline.GetAsync(ct));
        var parts = await scope.CustomersAsync(filter, by, ct);
        var (before, yearBefore) = (period.Before(scope.Clock.Today), period.YearBefore(scope.Clock.Today));
        var figures = new FunnelFigures(
            path, await FunnelQueries.NowAsync(parts, ct), (await OfPeriodAsync(period, CohortOutcome.On, CohortOutcome.Lost))!, await OfPeriodAsync(before, CohortOutcome.On), await OfPeriodAsync(yearBefore),
            await FunnelQueries.TimesAsync(scope.Db, path, period.From(scope.Clock), period.Until(scope.Clock), parts, ct));
        var words = new FunnelWords(text, filter, period);
        List<ReportTable> tables = [words.BySteps(figures)];
        if (by.Has(Permissions.TeamView))
        {
            tables.Add(words.ByDepartment(figures, await departments.GetAsync(ct), by));
            tables.Add(words.ByOwner(figures, await users.GetAsync(ct)));
        }

        return new ReportResult(period, tables) { Before = before };

        async Task<IReadOnlyList<FunnelTally>?> OfPeriodAsync(ReportPeriod? one, params IReadOnlyList<CohortOutcome> outcomes) =>
            one is null ? null : await FunnelQueries.CohortsAsync(scope.Db, path, one.From(scope.Clock), one.Until(scope.Clock), parts, outcomes, ct);
    }
}

/// <summary>All that was counted for a funnel.</summary>
/// <param name="Reached">Of the period, with those who came further and those who are lost.</param>
/// <param name="Before">Of the period before, with those who came further; null where there is none.</param>
/// <param name="YearBefore">Who came so far a year before.</param>
internal sealed record FunnelFigures(
    StagePath Path, IReadOnlyList<FunnelTally> Now, IReadOnlyList<FunnelTally> Reached, IReadOnlyList<FunnelTally>? Before, IReadOnlyList<FunnelTally>? YearBefore,
    IReadOnlyList<StepTime> Times)
{
    public int Standing(IReadOnlyList<int> stages) => Now.Where(t => stages.Contains(t.Step)).Sum(t => t.Count);

    public static int Count(IEnumerable<FunnelTally> of, int step, CohortOutcome? outcome = null) =>
        of.Where(t => t.Step == step && t.Outcome == (outcome is { } one ? (int)one : FunnelQueries.All)).Sum(t => t.Count);
}

/// <summary>The figures of a funnel sorted once by owner or by department.</summary>
internal sealed class FunnelParts(FunnelFigures all, Func<FunnelTally, int?> key)
{
    private readonly ILookup<int?, FunnelTally> now = all.Now.ToLookup(key);
    private readonly ILookup<int?, FunnelTally> reached = all.Reached.ToLookup(key);
    private readonly ILookup<int?, FunnelTally>? before = all.Before?.ToLookup(key);

    /// <summary>Whether somebody stands there or came there within the period, or, where that matters, within the one before.</summary>
    public bool Has(int? whose, bool earlier = true) => now.Contains(whose) || reached.Contains(whose) || (earlier && before?.Contains(whose) == true);

    /// <summary>The figures of some alone.</summary>
    public FunnelFigures Of(params IReadOnlyList<int?> whose) => all with
    {
        Now = [.. whose.SelectMany(w => now[w])],
        Reached = [.. whose.SelectMany(w => reached[w])],
        Before = before is null ? null : [.. whose.SelectMany(w => before[w])],
        YearBefore = null,
        Times = [],
    };
}
