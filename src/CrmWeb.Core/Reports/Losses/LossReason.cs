using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Reports.Funnel;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Reports.Losses;

/// <summary>The customers that are lost now, for which reason (lossReason), since which days (lostOnFrom, lostOnTo).</summary>
public sealed class LossReason(PipelineCatalog pipeline, ListCatalog lists, OrganizationClock clock) : ICustomerCondition
{
    /// <summary>Those for whom no reason was given.</summary>
    public const string None = "none";

    /// <inheritdoc/>
    public async Task<Func<IQueryable<Customer>, IQueryable<Customer>>> OfAsync(CrmDbContext database, CustomerFilter filter, UserScope by, CancellationToken ct)
    {
        var (from, to) = (FilterValues.Day(filter.LostOnFrom, clock.Today), FilterValues.Day(filter.LostOnTo, clock.Today, ends: true));
        if (string.IsNullOrWhiteSpace(filter.LossReason) && from is null && to is null)
            return customers => customers;

        var lost = StagePath.Of(await pipeline.GetAsync(ct)).Lost;
        var reasons = string.IsNullOrWhiteSpace(filter.LossReason) || filter.LossReason == None ? null : await BranchAsync(filter.LossReason, ct);
        var (begin, end) = (from is { } first ? clock.StartOfDay(first) : DateTime.UnixEpoch, to is { } last ? clock.StartOfDay(last.AddDays(1)) : DateTime.MaxValue);
        return customers =>
        {
            var chosen = LostBetween(customers, lost, begin, end);
            return reasons is not null ? chosen.Where(c => LastLoss(database, lost).Any(s => s.CustomerId == c.Id && s.At == c.StageEnteredAt && reasons.Contains(s.LossReasonId!.Value)))
                : filter.LossReason == None ? chosen.Where(c => !LastLoss(database, lost).Any(s => s.CustomerId == c.Id && s.At == c.StageEnteredAt))
                : chosen;
        };
    }

    /// <summary>Those that stand in a lost stage which they entered between two instants.</summary>
    internal static IQueryable<Customer> LostBetween(IQueryable<Customer> customers, IReadOnlyList<int> lost, DateTime from, DateTime until) =>
        customers.Where(c => EF.Constant(lost).Contains(c.StageId) && c.StageEnteredAt >= from && c.StageEnteredAt < until);

    /// <summary>Moves out of the pipeline that name a reason; the one that still holds has the time at which the customer entered its stage.</summary>
    internal static IQueryable<StageChange> LastLoss(CrmDbContext db, IReadOnlyList<int> lost) =>
        db.StageChanges.AsNoTracking().Where(s => EF.Constant(lost).Contains(s.ToStageId) && s.LossReasonId != null);

    private async Task<IReadOnlyList<int>> BranchAsync(string code, CancellationToken ct)
    {
        var snapshot = await lists.GetAsync(ct);
        return snapshot.Branch(snapshot.Find(ListKind.LossReason, code) ?? throw new BadQueryException("lossReason"));
    }
}
