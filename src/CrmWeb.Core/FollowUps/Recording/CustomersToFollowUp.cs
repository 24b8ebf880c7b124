using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps.Recording;

/// <summary>A customer one may write about.</summary>
public sealed record CustomerToFollowUp(int Id, string Number, string Name, StageEntry Stage, string? ContactName, DateTime? LastFollowUpAt);

/// <summary>Finds the customer a follow-up is about.</summary>
public sealed class CustomersToFollowUp(CrmDbContext db, PipelineCatalog pipeline)
{
    private const int MaxChoices = 20;

    /// <summary>The customers the user may write about that fit what was typed, last changed first; without text the last changed ones.</summary>
    public async Task<IReadOnlyList<CustomerToFollowUp>> FindAsync(string? typed, UserScope by, CancellationToken ct)
    {
        if (!by.Has(Permissions.FollowUpsWrite))
            return [];

        var rows = await CustomerFilterBuilder.Search(db.Customers.AsNoTracking().EditableBy(by), typed, by)
            .OrderByDescending(c => c.UpdatedAt).ThenByDescending(c => c.Id).Take(MaxChoices)
            .Select(c => new
            {
                c.Id,
                c.Number,
                c.Name,
                c.Kind,
                c.StageId,
                c.LastFollowUpAt,
                Contact = c.Contacts.Where(x => x.IsPrimary).Select(x => x.Name).FirstOrDefault(),
            }).ToListAsync(ct);
        var stages = await pipeline.GetAsync(ct);
        var view = PersonalView.Of(by);
        return
        [
            .. rows.Select(r => new CustomerToFollowUp(
                r.Id, r.Number, view.Customer(r.Name, r.Kind), stages.ById(r.StageId), view.Person(r.Contact), r.LastFollowUpAt)),
        ];
    }
}
