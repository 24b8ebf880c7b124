using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.Details;

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
        var view = PersonalView.Of(by);
        return new CustomerRecord
        {
            Id = c.Id,
            Number = c.Number,
            Name = view.Customer(c.Name, c.Kind),
            ShortName = c.ShortName is null ? null : view.Customer(c.ShortName, c.Kind),
            Kind = c.Kind,
            CreditCode = c.CreditCode,
            Industry = list.ById(c.IndustryId),
            Region = list.Path(list.ById(c.RegionId)),
            Address = view.Words(c.Company.Address),
            Website = c.Kind == CustomerKind.Individual ? view.Words(c.Company.Website) : c.Company.Website,
            Established = c.Company.Established,
            Headcount = c.Company.Headcount,
            HeadcountBand = CompanyFigures.Band(list, ListKind.HeadcountBand, c.Company.Headcount),
            AnnualRevenue = c.Company.AnnualRevenue,
            RevenueBand = CompanyFigures.Band(list, ListKind.RevenueBand, c.Company.AnnualRevenue),
            SizeClass = list.ById(c.SizeClassId),
            IndustryPosition = view.Words(c.Company.IndustryPosition),
            MainBusiness = view.Words(c.Company.MainBusiness),
            MainCustomerGroups = view.Words(c.Company.MainCustomerGroups),
            Type = c.Type,
            Category = c.Category,
            Level = c.Level,
            Source = list.ById(c.SourceId),
            SourceDetail = view.Words(c.Notes.SourceDetail),
            NeedSummary = view.Words(c.Needs.NeedSummary),
            NeedOrigin = view.Words(c.Needs.NeedOrigin),
            Preferences = view.Words(c.Needs.Preferences),
            PainPoints = view.Words(c.Needs.PainPoints),
            ExpectedDirection = view.Words(c.Needs.ExpectedDirection),
            ExpectedPeriod = view.Words(c.Needs.ExpectedPeriod),
            Budget = list.ById(c.BudgetId),
            ExpectedAmount = c.Needs.ExpectedAmount,
            ExpectedOn = c.Needs.ExpectedOn,
            DecisionNeedsSeveralDepartments = c.Needs.DecisionNeedsSeveralDepartments,
            Competitors = view.Words(c.Needs.Competitors),
            CooperationHistory = view.Words(c.Needs.CooperationHistory),
            Commitments = view.Words(c.Notes.Commitments),
            AccountPlan = view.Words(c.Notes.AccountPlan),
            CommunicationNotes = view.Words(c.Needs.CommunicationNotes),
            Remarks = view.Words(c.Notes.Remarks),
            ContractSignedOn = c.Notes.ContractSignedOn,
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
            DecisionChain = [.. few.Links.Select(l => Link(cards.FirstOrDefault(x => x.Id == l.ContactId), view.Words(l.Title), l.Attitude))],
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
