using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.DailyReports;

/// <summary>A line as one reader gets it.</summary>
/// <param name="CustomerId">Null where the reader may not see the customer; then nothing but kind and time is told.</param>
/// <param name="RecordId">The follow-up or the order.</param>
public sealed record DailyRow(DailyLineKind Kind, DateTime At, int? CustomerId, string? CustomerName = null, int? RecordId = null, decimal? Amount = null)
{
    public string? Method { get; init; }

    public StageEntry? From { get; init; }

    public StageEntry? To { get; init; }

    public string? Number { get; init; }

    public string? Words { get; init; }
}

/// <summary>Puts lines before a reader: customers by the name they have now, those the reader does not see without any.</summary>
public sealed class DailyRows(CrmDbContext db, ListCatalog lists, PipelineCatalog pipeline)
{
    internal async Task<IReadOnlyList<DailyRow>> ShowAsync(IReadOnlyCollection<DailyLine> lines, UserScope by, CancellationToken ct)
    {
        if (lines.Count == 0)
            return [];
        List<int> ids = [.. lines.Select(l => l.CustomerId).Distinct()];
        var customers = await db.Customers.AsNoTracking().VisibleTo(by).Where(c => EF.Parameter(ids).Contains(c.Id)).Select(c => new { c.Id, c.Name, c.Kind }).ToDictionaryAsync(c => c.Id, ct);
        var (methods, stages, view) = (await lists.GetAsync(ct), await pipeline.GetAsync(ct), PersonalView.Of(by));
        StageEntry? Stage(int? id) => stages.All.FirstOrDefault(s => s.Id == id);
        return
        [
            .. lines.Select(l => customers.GetValueOrDefault(l.CustomerId) is { } customer
                ? new DailyRow(l.Kind, l.At, customer.Id, view.Customer(customer.Name, customer.Kind), l.RecordId, l.Amount)
                {
                    Method = methods.ById(l.MethodId)?.Name,
                    From = Stage(l.FromStageId),
                    To = Stage(l.ToStageId),
                    Number = l.Number,
                    Words = view.Words(l.Words),
                }
                : new DailyRow(l.Kind, l.At, null)),
        ];
    }
}
