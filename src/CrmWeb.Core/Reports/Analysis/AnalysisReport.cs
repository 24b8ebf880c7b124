using System.Linq.Expressions;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Reports.Funnel;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Analysis;

/// <summary>客户分析: customers, follow-ups and the share of won ones by one dimension, or one of them by two.</summary>
public sealed class AnalysisReport(
    ReportScope scope, ListCatalog lists, PipelineCatalog pipeline, UserDirectory users, DepartmentTree departments, CustomFieldCatalog own, IStringLocalizer<ReportsText> text,
    IStringLocalizer<CustomersText> words) : IReport
{
    /// <summary>By what customers are grouped where nobody asked for anything.</summary>
    public const string UsualDimension = "industry";

    internal const string FollowUps = "follow-ups";
    internal const string WinRate = "win-rate";

    /// <summary>What can be counted by two dimensions at once.</summary>
    public static readonly IReadOnlyList<string> Measures = ["customers", FollowUps, WinRate];

    /// <inheritdoc/>
    public string Code => "analysis";

    /// <inheritdoc/>
    public bool IsFree => true;

    /// <summary>By what a reader may group.</summary>
    public static IReadOnlyList<string> DimensionsFor(UserScope by) => [.. Dimensions.For(by)];

    /// <summary>The fields of the company's own a reader may group by as well, by their keys.</summary>
    public static IReadOnlyList<CustomFieldEntry> OwnDimensionsFor(CustomFieldSnapshot custom, UserScope by) => [.. Dimensions.Own(custom, by)];

    /// <inheritdoc/>
    public async Task<ReportResult> ReadAsync(ReportFilter filter, UserScope by, CancellationToken ct)
    {
        var period = scope.Period(filter, (null, null));
        var measure = Chosen(filter.Measure, Measures, "measure") ?? Measures[0];
        var stages = await pipeline.GetAsync(ct);
        var custom = (await own.GetAsync(ct)).Customers;
        List<string> offered = [.. DimensionsFor(by), .. OwnDimensionsFor(custom, by).Select(f => f.FieldKey)];
        var dimensions = new Dimensions(
            scope.Db, custom, await lists.GetAsync(ct), stages, await users.GetAsync(ct), await departments.GetAsync(ct), new MonthsOfCreation(period, scope.Clock, text), filter, text, words);
        var first = dimensions.Of(Chosen(filter.By, offered, "by") ?? UsualDimension);
        var second = Chosen(filter.Then, offered, "then") is { } then && then != first.Code ? dimensions.Of(then) : null;

        var path = StagePath.Of(stages);
        var (from, until, hasEnd) = (period.From(scope.Clock), period.Until(scope.Clock), period.Last < scope.Clock.Today || period.First is not null);
        List<IQueryable<AnalysisCell>> questions = [];
        foreach (var visible in await scope.CustomersAsync(filter, by, ct))
        {
            var part = hasEnd ? visible.Where(c => c.CreatedAt >= from && c.CreatedAt < until) : visible;
            questions.Add(Counted(part, AnalysisCell.Customers, first, second));
            if (second is null || measure == WinRate)
                questions.Add(Counted(part.WhoEverEntered(scope.Db, path.From(path.Won)), AnalysisCell.Won, first, second));
            if (second is null || measure == FollowUps)
                questions.Add(Counted(scope.Db.FollowUps.Where(f => f.State == FollowUpState.Done).Join(part, f => f.CustomerId, c => c.Id, (f, c) => c), AnalysisCell.FollowUps, first, second));
        }

        var cells = await questions.Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);
        var tables = new AnalysisTables(text, filter, hasEnd ? period : null, path.Steps[path.Won]);
        return new ReportResult(hasEnd ? period : null, [second is null ? tables.OfOne(first, cells) : tables.OfTwo(first, second, measure, cells)]);
    }

    /// <exception cref="BadQueryException">It is none of what is offered.</exception>
    private static string? Chosen(string? asked, IReadOnlyList<string> offered, string parameter) =>
        string.IsNullOrWhiteSpace(asked) ? null : offered.Contains(asked) ? asked : throw new BadQueryException(parameter);

    private static IQueryable<AnalysisCell> Counted(IQueryable<Customer> customers, int what, Dimension first, Dimension? second)
    {
        var customer = first.Key.Parameters[0];
        var other = second is null ? Expression.Constant(null, typeof(int?)) : ParameterSwap.BodyOf(second.Key, customer);
        var keys = Expression.MemberInit(
            Expression.New(typeof(AnalysisCell)),
            Expression.Bind(typeof(AnalysisCell).GetProperty(nameof(AnalysisCell.First))!, first.Key.Body),
            Expression.Bind(typeof(AnalysisCell).GetProperty(nameof(AnalysisCell.Second))!, other));
        var pairs = customers.Select(Expression.Lambda<Func<Customer, AnalysisCell>>(keys, customer));
        return second is null
            ? pairs.GroupBy(p => p.First).Select(g => new AnalysisCell { What = what, First = g.Key, Second = null, Count = g.Count() })
            : pairs.GroupBy(p => new { p.First, p.Second }).Select(g => new AnalysisCell { What = what, First = g.Key.First, Second = g.Key.Second, Count = g.Count() });
    }
}

/// <summary>How many there are of something with one or two keys.</summary>
internal sealed class AnalysisCell
{
    public const int Customers = 0;
    public const int Won = 1;
    public const int FollowUps = 2;

    public int What { get; init; }

    public int? First { get; init; }

    public int? Second { get; init; }

    public int Count { get; init; }
}
