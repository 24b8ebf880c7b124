using System.Globalization;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Tags;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>Turns a stored customer back into the form that would save it unchanged.</summary>
internal sealed class CustomerFormFactory(ListSnapshot lists, TagSnapshot tags, OrganizationClock clock)
{
    /// <param name="c">With contacts, tags and decision chain.</param>
    public CustomerForm ToForm(Customer c)
    {
        // Who has left stays as it is, outside the form.
        var contacts = c.Contacts.Where(x => x.DepartedOn is null).OrderByDescending(x => x.IsPrimary).ThenBy(x => x.Id).ToList();
        var form = new CustomerForm
        {
            Version = c.Version,
            Name = c.Name,
            ShortName = c.ShortName,
            Kind = c.Kind,
            CreditCode = c.CreditCode,
            Industry = Code(c.IndustryId),
            Region = Code(c.RegionId),
            Address = c.Company.Address,
            Website = c.Company.Website,
            Established = c.Company.Established,
            Headcount = c.Company.Headcount?.ToString(CultureInfo.InvariantCulture),
            AnnualRevenue = CompanyFigures.RevenueToInput(c.Company.AnnualRevenue),
            IndustryPosition = c.Company.IndustryPosition,
            Type = c.Type,
            Category = c.Category,
            Level = c.Level,
            Source = Code(c.SourceId),
            SourceDetail = c.Notes.SourceDetail,
            Tags = [.. c.Tags.Select(t => tags.ById(t.TagId)?.Code).OfType<string>()],
            Remarks = c.Notes.Remarks,
            Commitments = c.Notes.Commitments,
            AccountPlan = c.Notes.AccountPlan,
            FirstContactOn = c.FirstContactAt is { } at ? DateOnly.FromDateTime(clock.ToLocal(at)) : null,
            ContractSignedOn = c.Notes.ContractSignedOn,
            Owner = c.OwnerId,
            Contacts = [.. contacts.Select(ToForm)],
            MayBeWithoutContact = contacts.Count == 0,
            DecisionChain = [.. c.DecisionChain.OrderBy(l => l.Order).Select(l => ToForm(l, contacts, c.Contacts))],
        };
        FillNeeds(form, c);

        // What the table would say anyway stays with the table, so that a new headcount can change it.
        var sizeClass = Code(c.SizeClassId);
        form.SizeClass = sizeClass == CustomerFormMapper.ProposedSizeClass(form) ? null : sizeClass;
        return form;
    }

    private void FillNeeds(CustomerForm form, Customer c)
    {
        form.NeedSummary = c.Needs.NeedSummary;
        form.NeedOrigin = c.Needs.NeedOrigin;
        form.Preferences = c.Needs.Preferences;
        form.PainPoints = c.Needs.PainPoints;
        form.ExpectedDirection = c.Needs.ExpectedDirection;
        form.ExpectedPeriod = c.Needs.ExpectedPeriod;
        form.Budget = Code(c.BudgetId);
        form.ExpectedAmount = Money.ToInput(c.Needs.ExpectedAmount);
        form.ExpectedOn = c.Needs.ExpectedOn;
        form.MainBusiness = c.Company.MainBusiness;
        form.MainCustomerGroups = c.Company.MainCustomerGroups;
        form.DecisionNeedsSeveralDepartments = c.Needs.DecisionNeedsSeveralDepartments;
        form.Competitors = c.Needs.Competitors;
        form.CooperationHistory = c.Needs.CooperationHistory;
        form.CommunicationNotes = c.Needs.CommunicationNotes;
    }

    private ContactForm ToForm(Contact x) => new()
    {
        Id = x.Id,
        Name = x.Name,
        Salutation = Code(x.SalutationId),
        Mobile = x.Mobile,
        Landline = x.Landline,
        Title = x.Title,
        Mail = x.Mail,
        WeChat = x.WeChat,
        Role = Code(x.RoleId),
        Notes = x.Notes,
    };

    private static DecisionLinkForm ToForm(DecisionLink link, List<Contact> contacts, IEnumerable<Contact> all)
    {
        // Who has left is not among the form's contacts, but stays in the chain as the contact they are.
        var at = contacts.FindIndex(x => x.Id == link.ContactId);
        var departed = at < 0 ? all.FirstOrDefault(x => x.Id == link.ContactId) : null;
        return new DecisionLinkForm
        {
            Contact = departed is not null ? DecisionLinkForm.Departed(departed.Id) : at < 0 ? null : at.ToString(CultureInfo.InvariantCulture),
            DepartedName = departed?.Name,
            Title = link.Title,
            Attitude = DecisionLinkForm.ToCode(link.Attitude),
        };
    }

    private string? Code(int? id) => lists.ById(id)?.Code;
}
