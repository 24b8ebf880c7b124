using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Reports.Funnel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Team;

/// <summary>
/// 团队业绩分析表: what was ordered and received, how many customers were won and lost and how long winning took, beside the period before
/// and the year before; for the team ranked by person, and by department.
/// </summary>
public sealed class TeamReport(
    ReportScope scope, ReportOrders orders, PipelineCatalog pipeline, UserDirectory users, DepartmentTree departments, IStringLocalizer<ReportsText> text) : IReport
{
    /// <inheritdoc/>
    public string Code => "team";

    /// <inheritdoc/>
    public async Task<ReportResult> ReadAsync(ReportFilter filter, UserScope by, CancellationToken ct)
    {
        var asked = ReportOrders.Whose(filter, by);
        var period = scope.Period(filter, ("quarter", "quarter"));
        var (before, yearBefore) = (period.Before(scope.Clock.Today), period.YearBefore(scope.Clock.Today));
        var periods = new[] { period, before, yearBefore }.OfType<ReportPeriod>().ToList();
        var path = StagePath.Of(await pipeline.GetAsync(ct));
        var counted = await orders.CountedAsync(asked, by, ct);
        var questions = new TeamQueries(scope, orders, path, counted, periods);
        var figures = new TeamFigures(
            await questions.OrdersAsync(ct), await questions.PaymentsAsync(ct), await questions.OutcomesAsync(await scope.CustomersAsync(asked, by, ct), ct),
            by.Scope == DataScope.Everything ? new HashSet<int>() : await OutOfSightAsync(questions, by, ct));
        var words = new TeamWords(text, asked, periods, path.Steps[path.Won]);
        List<ReportTable> tables = [words.Overall(figures)];
        if (by.Has(Permissions.TeamView))
        {
            var (people, tree) = (await users.GetAsync(ct), await departments.GetAsync(ct));
            tables.AddRange([words.Ranking(figures, people), words.ByDepartment(figures, tree, by), words.OutcomesByOwner(figures, people), words.OutcomesByDepartment(figures, tree, by)]);
        }

        return new ReportResult(period, tables) { Before = before };
    }

    /// <summary>Customers of counted orders whom the reader does not see any more: the list of customers does not show them.</summary>
    private async Task<IReadOnlySet<int>> OutOfSightAsync(TeamQueries questions, UserScope by, CancellationToken ct)
    {
        var seen = scope.Db.Customers.VisibleTo(by);
        return await questions.OfPeriod.Where(o => !seen.Any(c => c.Id == o.CustomerId)).Select(o => o.CustomerId).Distinct().ToHashSetAsync(ct);
    }
}
