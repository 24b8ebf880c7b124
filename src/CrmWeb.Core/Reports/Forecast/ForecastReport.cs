using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Reports.Funnel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Forecast;

/// <summary>
/// 销售预测: what open customers are expected to bring, weighted by the probability of their stage, by the month it is expected in; for the
/// team also by department and by person.
/// </summary>
public sealed class ForecastReport(
    ReportScope scope, PipelineCatalog pipeline, UserDirectory users, DepartmentTree departments, IStringLocalizer<ReportsText> text) : IReport
{
    /// <inheritdoc/>
    public string Code => "forecast";

    /// <inheritdoc/>
    public bool IsOfNow => true;

    /// <inheritdoc/>
    public async Task<ReportResult> ReadAsync(ReportFilter filter, UserScope by, CancellationToken ct)
    {
        var path = StagePath.Of(await pipeline.GetAsync(ct));
        var open = path.Steps.Where(s => s.Kind == StageKind.Open).ToList();
        var tallies = await (await scope.CustomersAsync(filter, by, ct))
            .Select(part => Tallied(part, [.. open.SelectMany(path.Ids)], scope.Clock.Today)).Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);
        var figures = tallies.Select(t => new ForecastFigure(t, open.First(s => path.Ids(s).Contains(t.StageId)))).ToList();
        var words = new ForecastWords(text, filter, scope.Clock.Today);
        List<ReportTable> tables = [words.ByMonth(figures), words.ByStage(figures, open)];
        if (by.Has(Permissions.TeamView))
        {
            tables.Add(words.ByDepartment(figures, await departments.GetAsync(ct), by));
            tables.Add(words.ByOwner(figures, await users.GetAsync(ct)));
        }

        return new ReportResult(null, tables);
    }

    private static IQueryable<ForecastTally> Tallied(IQueryable<Customer> customers, IReadOnlyList<int> open, DateOnly today) => customers
        .Where(c => EF.Constant(open).Contains(c.StageId))
        .Select(c => new
        {
            c.StageId,
            c.OwnerId,
            c.DepartmentId,
            c.Needs.ExpectedAmount,
            Slot = c.Needs.ExpectedAmount == null ? ForecastSlot.WithoutAmount
                : c.Needs.ExpectedOn == null ? ForecastSlot.WithoutDate
                : c.Needs.ExpectedOn < today ? ForecastSlot.Overdue
                : (c.Needs.ExpectedOn.Value.Year * ForecastSlot.Months) + c.Needs.ExpectedOn.Value.Month - 1,
        })
        .GroupBy(x => new { x.StageId, x.OwnerId, x.DepartmentId, x.Slot })
        .Select(g => new ForecastTally
        {
            StageId = g.Key.StageId,
            OwnerId = g.Key.OwnerId,
            DepartmentId = g.Key.DepartmentId,
            Slot = g.Key.Slot,
            Count = g.Count(),
            Amount = g.Sum(x => x.ExpectedAmount),
        });
}

/// <summary>What is expected when. A month is its number since the year 0.</summary>
internal static class ForecastSlot
{
    public const int WithoutAmount = -2;
    public const int WithoutDate = -1;
    public const int Overdue = 0;
    public const int Months = 12;

    public static int Of(DateOnly day) => (day.Year * Months) + day.Month - 1;

    public static DateOnly First(int slot) => new(Math.Max(1, slot / Months), (slot % Months) + 1, 1);
}

/// <summary>Open customers of a stage, an owner and a department, and what they are expected to bring at a time.</summary>
internal sealed class ForecastTally
{
    public int StageId { get; init; }

    public int? OwnerId { get; init; }

    public int? DepartmentId { get; init; }

    /// <summary>See <see cref="ForecastSlot"/>.</summary>
    public int Slot { get; init; }

    public int Count { get; init; }

    public decimal? Amount { get; init; }
}

/// <summary>The same with its stage.</summary>
internal sealed record ForecastFigure(ForecastTally Of, StageEntry Stage)
{
    private const decimal Whole = 100m;

    public decimal Amount => Of.Amount ?? 0m;

    /// <summary>
    /// Rounded to the fen where the amounts are of one stage, owner, department and month: whatever is put together from these adds up to
    /// the fen, by whichever of them.
    /// </summary>
    public decimal Weighted { get; } = decimal.Round((Of.Amount ?? 0m) * Stage.Probability / Whole, 2, MidpointRounding.AwayFromZero);

    /// <summary>An amount is expected at a time.</summary>
    public bool IsDated => Of.Slot >= ForecastSlot.Overdue;
}
