using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.Customers.Sharing;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Details;

/// <summary>Reads one customer.</summary>
public sealed class CustomerRecordQueries(
    CrmDbContext db, ContactQueries contacts, ListCatalog lists, TagCatalog tags, PipelineCatalog pipeline, UserDirectory users, DepartmentTree departments,
    CustomFieldCatalog custom, CustomValueStore values, DemandCatalog demands, OrganizationClock clock, IStringLocalizer<CustomersText> text)
{
    /// <exception cref="NotFoundException">Absent or outside the scope.</exception>
    public Task<CustomerRecord> ReadAsync(int id, UserScope by, CancellationToken ct) => ReadAsync(id, isWhole: true, by, ct);

    /// <summary>Without the company's own fields: for pages on which something else is done with the customer.</summary>
    /// <inheritdoc cref="ReadAsync(int, UserScope, CancellationToken)"/>
    public Task<CustomerRecord> ReadProductFieldsAsync(int id, UserScope by, CancellationToken ct) => ReadAsync(id, isWhole: false, by, ct);

    private async Task<CustomerRecord> ReadAsync(int id, bool isWhole, UserScope by, CancellationToken ct)
    {
        var editable = db.Customers.EditableBy(by);
        var governed = db.Customers.GovernedBy(by);
        var requests = CollaborationQueries.Unanswered(db.CollaborationRequests);
        var row = await db.Customers.AsNoTracking().VisibleTo(by).Where(c => c.Id == id)
            .Select(c => new
            {
                Customer = c,
                MayEdit = editable.Any(e => e.Id == c.Id),
                Governs = governed.Any(e => e.Id == c.Id),
                HasPromises = db.Commitments.Any(p => p.CustomerId == c.Id && p.FulfilledAt == null),
                HasRequests = requests.Any(r => r.CustomerId == c.Id),
                HasOrders = db.Orders.Any(o => o.CustomerId == c.Id),
                HasFiles = db.Attachments.Any(f => f.CustomerId == c.Id && f.DeletedAt == null),
            })
            .FirstOrDefaultAsync(ct) ?? throw new NotFoundException();
        var few = await db.Customers.AsNoTracking().Where(c => c.Id == id).AsSingleQuery()
            .Select(c => new
            {
                TagIds = db.Set<CustomerTag>().Where(t => t.CustomerId == c.Id).Select(t => t.TagId).ToList(),
                Links = db.Set<DecisionLink>().Where(l => l.CustomerId == c.Id).OrderBy(l => l.Order).Select(l => new { l.ContactId, l.Title, l.Attitude }).ToList(),
                Collaborators = db.Collaborators.Where(x => x.CustomerId == c.Id).ToList(),
            })
            .FirstAsync(ct);

        var c = row.Customer;
        var list = await lists.GetAsync(ct);
        var cards = await contacts.OfCustomerAsync(id, asksFacts: isWhole, by, ct);
        var directory = await users.GetAsync(ct);
        var tagSnapshot = await tags.GetAsync(ct);
        var view = PersonalView.Of(by);
        var profile = CustomerFields.Seen(c.ToProfile(), view);
        var carried = isWhole ? await values.ReadAsync(id, ct) : CustomValues.None;
        return new CustomerRecord
        {
            Id = c.Id,
            Number = c.Number,
            Profile = profile,
            Chosen = CustomerFields.All.Where(f => f.List is not null).ToDictionary(f => f.Key, f => list.ById((int?)f.Stored!(profile))),
            Custom = isWhole
                ? CustomFacts(profile, (await custom.GetAsync(ct)).Customers, carried, list, new CustomFieldFormat(directory, clock), view, row.MayEdit, by) : [],
            Region = list.Path(list.ById(c.RegionId)),
            HeadcountBand = CompanyFigures.Band(list, ListKind.HeadcountBand, c.Company.Headcount),
            RevenueBand = CompanyFigures.Band(list, ListKind.RevenueBand, c.Company.AnnualRevenue),
            OwnerId = c.OwnerId,
            OwnerName = directory.Name(c.OwnerId),
            AwaitsHandover = directory.ById(c.OwnerId) is { IsActive: false },
            DepartmentPath = (await departments.GetAsync(ct)).ById(c.DepartmentId)?.Path ?? "",
            DeveloperName = directory.Name(c.DeveloperId),
            Stage = (await pipeline.GetAsync(ct)).ById(c.StageId),
            StageEnteredAt = c.StageEnteredAt,
            LastFollowUpAt = c.LastFollowUpAt,
            NextFollowUpAt = c.NextFollowUpAt,
            IdleSince = c.IdleSince,
            Completeness = c.Completeness,
            Missing = isWhole
                ? [.. (await demands.GetAsync(ct)).Missing(c.ToProfile() with { Custom = carried }, c.StageId, few.Links.Count > 0).Where(m => m.Field.Custom?.MaySee(by) != false)] : [],
            CreatedAt = c.CreatedAt,
            UpdatedAt = c.UpdatedAt,
            CreatedByName = directory.Name(c.CreatedById),
            UpdatedByName = directory.Name(c.UpdatedById),
            Contacts = cards,
            DecisionChain = [.. few.Links.Select(l => Link(cards.FirstOrDefault(x => x.Id == l.ContactId), view.Words(l.Title), l.Attitude))],
            Tags = [.. few.TagIds.Select(tagSnapshot.ById).OfType<TagEntry>()],
            Collaborators = [.. few.Collaborators.Select(x => new CollaboratorCard(directory.Name(x.UserId), x.CanEdit, x.Until))],
            HasPromises = row.HasPromises,
            HasRequests = row.HasRequests,
            HasOrders = row.HasOrders,
            HasFiles = row.HasFiles,
            Rights = new CustomerRights(
                row.MayEdit,
                row.MayEdit && by.Has(Permissions.FollowUpsWrite),
                row.Governs && by.Has(Permissions.CustomersReassign),
                row.Governs && by.Has(Permissions.CustomersDelete))
            {
                Urge = row.Governs && by.Has(Permissions.FollowUpsUrge),
            },
        };
    }

    /// <summary>Whether the customer is inside the scope.</summary>
    public Task<bool> IsVisibleAsync(int id, UserScope by, CancellationToken ct) => db.Customers.AsNoTracking().VisibleTo(by).AnyAsync(c => c.Id == id, ct);

    /// <summary>The company's own fields that are for such a customer, or in which it carries something.</summary>
    private List<CustomFact> CustomFacts(
        CustomerProfile profile, CustomFieldSnapshot fields, CustomValues carried, ListSnapshot list, CustomFieldFormat format, PersonalView view, bool edits, UserScope by)
    {
        var industry = list.ById(profile.IndustryId)?.Code;
        return
        [
            .. fields.SeenBy(by).Where(f => carried.Of(f.Id) is not null || f.IsFor(profile.Kind, profile.Category, industry, list)).Select(f =>
            {
                var words = format.Words(f, carried.Of(f.Id), (text["Yes"], text["No"]));
                return new CustomFact(CustomFieldRows.Of(f), f.IsText ? view.Words(words) : words, edits && f.MayEdit(by))
                {
                    Address = f.Type == CustomFieldType.Link && view.IsClear ? WebAddress.Href(words) : null,
                };
            }),
        ];
    }

    private static DecisionCard Link(ContactCard? contact, string? title, int? attitude) =>
        new(contact?.Name, title ?? contact?.Title, contact?.Role, DecisionLinkForm.ToCode(attitude), contact?.DepartedOn is not null);
}
