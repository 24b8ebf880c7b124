using CrmWeb.Core.Data;
using CrmWeb.Core.Lists;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Pipeline;
using CrmWeb.Core.Tags;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers;

/// <summary>Reads one customer.</summary>
public sealed class CustomerRecordQueries(
    CrmDbContext db, ContactQueries contacts, ListCatalog lists, TagCatalog tags, PipelineCatalog pipeline, UserDirectory users, DepartmentTree departments)
{
    /// <exception cref="NotFoundException">Absent or outside the scope.</exception>
    public async Task<CustomerRecord> ReadAsync(int id, UserScope by, CancellationToken ct)
    {
        var editable = db.Customers.EditableBy(by);
        var governed = db.Customers.GovernedBy(by);
        var row = await db.Customers.AsNoTracking().VisibleTo(by).Where(c => c.Id == id)
            .Select(c => new
            {
                Customer = c,
                MayEdit = editable.Any(e => e.Id == c.Id),
                Governs = governed.Any(e => e.Id == c.Id),
                HasPromises = db.Commitments.Any(p => p.CustomerId == c.Id && p.FulfilledAt == null),
                HasRequests = db.CollaborationRequests.Any(r => r.CustomerId == c.Id && r.State == CollaborationState.Waiting),
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
        var cards = await contacts.OfCustomerAsync(id, by, ct);
        var directory = await users.GetAsync(ct);
        var tagSnapshot = await tags.GetAsync(ct);
        return new CustomerRecord
        {
            Id = c.Id,
            Number = c.Number,
            Name = c.Name,
            ShortName = c.ShortName,
            Kind = c.Kind,
            CreditCode = c.CreditCode,
            Industry = list.ById(c.IndustryId),
            Region = list.Path(list.ById(c.RegionId)),
            Address = c.Address,
            Website = c.Website,
            Established = c.Established,
            Headcount = c.Headcount,
            HeadcountBand = CompanyFigures.Band(list, ListKind.HeadcountBand, c.Headcount),
            AnnualRevenue = c.AnnualRevenue,
            RevenueBand = CompanyFigures.Band(list, ListKind.RevenueBand, c.AnnualRevenue),
            SizeClass = list.ById(c.SizeClassId),
            IndustryPosition = c.IndustryPosition,
            MainBusiness = c.MainBusiness,
            MainCustomerGroups = c.MainCustomerGroups,
            Type = c.Type,
            Category = c.Category,
            Level = c.Level,
            Source = list.ById(c.SourceId),
            SourceDetail = c.SourceDetail,
            NeedSummary = c.NeedSummary,
            NeedOrigin = c.NeedOrigin,
            Preferences = c.Preferences,
            PainPoints = c.PainPoints,
            ExpectedDirection = c.ExpectedDirection,
            ExpectedPeriod = c.ExpectedPeriod,
            Budget = list.ById(c.BudgetId),
            ExpectedAmount = c.ExpectedAmount,
            ExpectedOn = c.ExpectedOn,
            DecisionNeedsSeveralDepartments = c.DecisionNeedsSeveralDepartments,
            Competitors = c.Competitors,
            CooperationHistory = c.CooperationHistory,
            Commitments = c.Commitments,
            AccountPlan = c.AccountPlan,
            CommunicationNotes = c.CommunicationNotes,
            Remarks = c.Remarks,
            ContractSignedOn = c.ContractSignedOn,
            OwnerId = c.OwnerId,
            OwnerName = directory.Name(c.OwnerId),
            AwaitsHandover = directory.ById(c.OwnerId) is { IsActive: false },
            DepartmentPath = (await departments.GetAsync(ct)).ById(c.DepartmentId)?.Path ?? "",
            DeveloperName = directory.Name(c.DeveloperId),
            Stage = (await pipeline.GetAsync(ct)).ById(c.StageId),
            StageEnteredAt = c.StageEnteredAt,
            FirstContactAt = c.FirstContactAt,
            LastFollowUpAt = c.LastFollowUpAt,
            NextFollowUpAt = c.NextFollowUpAt,
            IdleSince = c.IdleSince,
            Completeness = c.Completeness,
            CreatedAt = c.CreatedAt,
            UpdatedAt = c.UpdatedAt,
            CreatedByName = directory.Name(c.CreatedById),
            UpdatedByName = directory.Name(c.UpdatedById),
            Contacts = cards,
            DecisionChain = [.. few.Links.Select(l => Link(cards.FirstOrDefault(x => x.Id == l.ContactId), l.Title, l.Attitude))],
            Tags = [.. few.TagIds.Select(tagSnapshot.ById).OfType<TagEntry>()],
            Collaborators = [.. few.Collaborators.Select(x => new CollaboratorCard(directory.Name(x.UserId), x.CanEdit, x.Until))],
            HasPromises = row.HasPromises,
            HasRequests = row.HasRequests,
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

    private static DecisionCard Link(ContactCard? contact, string? title, int? attitude) =>
        new(contact?.Name, title ?? contact?.Title, contact?.Role, DecisionLinkForm.ToCode(attitude), contact?.DepartedOn is not null);
}
