using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using FluentValidation.Results;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>Reads customer forms, and fills them with what is stored.</summary>
public sealed class CustomerFormMapper(
    ListCatalog lists, TagCatalog tags, CustomFieldCatalog custom, CustomValueStore values, DemandCatalog demands, PipelineCatalog pipeline, UserDirectory users, OrganizationClock clock,
    IStringLocalizer<CustomersText> text, IStringLocalizer<CustomFieldsText> customText)
{
    /// <summary>Reads a form and checks it against the rules; the form stays as it is.</summary>
    /// <param name="stored">The customer being edited, with contacts and tags; null for a new one.</param>
    internal async Task<CustomerReading> ReadAsync(CustomerForm form, Customer? stored, UserScope by, CancellationToken ct)
    {
        var snapshot = (await custom.GetAsync(ct)).Customers;
        var conversion = await ConversionAsync(stored, by, ct);
        var before = stored is null ? null : await FilledAsync(stored, conversion, ct);
        form = form.Complete(snapshot, before, conversion.Contacts, by);

        // Where everybody has left, other facts may still be mended before somebody new is known.
        var said = form.Cleaned(mayBeWithoutContact: stored is not null && stored.Contacts.All(c => c.DepartedOn is not null));
        if (stored?.Type is CustomerType.Won or CustomerType.Lost)
            said.Type = CustomerType.Interested;

        var (listSnapshot, tagSnapshot) = (await lists.GetAsync(ct), await tags.GetAsync(ct));
        var asked = await demands.GetAsync(ct);
        var validator = new CustomerFormValidator(text, AllowedChoices.Of(stored, listSnapshot, tagSnapshot), new OrganizationDay(clock.Today), StoredNames.Of(stored), asked.Version.Vague);
        var result = await validator.ValidateAsync(said, ct);
        if (stored is null)
            ForgetDefaults(said, snapshot, conversion.Format, listSnapshot);
        foreach (var contact in said.Contacts.Where(c => c.Id is null))
            conversion.Contacts.Own.ForgetDefaults(contact, f => f.IsFor(said.Kind, said.Category, said.Industry, listSnapshot));
        return new CustomerReading(
            IsWhole(said, tagSnapshot) ? Facts(said, listSnapshot, tagSnapshot, conversion, snapshot) : null,
            [
                .. result.Errors, .. await LackingAsync(asked, said, stored, before, by, ct), .. conversion.Faults(said).Select(f => new ValidationFailure(f.Field.InForm, customText[f.Fault])),
                .. conversion.Contacts.Faults(said).Select(f => new ValidationFailure(f.Place, customText[f.Fault])),
            ]);
    }

    /// <summary>The form that would save a stored customer unchanged.</summary>
    /// <param name="stored">With contacts, tags and decision chain.</param>
    internal async Task<CustomerForm> FillAsync(Customer stored, UserScope by, CancellationToken ct) => await FilledAsync(stored, await ConversionAsync(stored, by, ct), ct);

    /// <summary>Fills in what the company's own fields begin with in the form of a new customer.</summary>
    public async Task BeginAsync(CustomerForm form, UserScope by, CancellationToken ct) =>
        form.Begin((await custom.GetAsync(ct)).Customers, new CustomFieldFormat(await users.GetAsync(ct), clock), by);

    /// <summary>The form of a further contact, with what the company's own fields begin with.</summary>
    public async Task<ContactForm> NewContactAsync(UserScope by, CancellationToken ct)
    {
        var contact = new ContactForm();
        (await ConversionAsync(stored: null, by, ct)).Contacts.Own.Begin(contact);
        return contact;
    }

    /// <summary>Tells the rows of contacts in which something was typed from those in which stands what new ones begin with.</summary>
    public async Task MarkContactsAsync(CustomerForm form, UserScope by, CancellationToken ct) => (await ConversionAsync(stored: null, by, ct)).Contacts.Mark(form);

    /// <summary>What turns forms of this user into what the customer keeps, and back.</summary>
    internal async Task<FieldConversion> ConversionAsync(Customer? stored, UserScope by, CancellationToken ct)
    {
        var carried = stored is null ? CustomValues.None : await values.ReadAsync(stored.Id, ct);
        var ofContacts = stored is null ? new Dictionary<int, CustomValues>() : await values.OfContactsAsync(stored.Id, ct);
        var (fields, format) = (await custom.GetAsync(ct), new CustomFieldFormat(await users.GetAsync(ct), clock));
        return new FieldConversion(await lists.GetAsync(ct), clock, CustomFieldRows.With(fields.Customers, by), format, carried)
        {
            Contacts = new ContactConversion(new OwnFields(fields.Contacts, format, by), ofContacts),
        };
    }

    /// <summary>What stands in the form from the beginning says nothing where the field is not shown for such a customer.</summary>
    private static void ForgetDefaults(CustomerForm form, CustomFieldSnapshot fields, CustomFieldFormat format, ListSnapshot lists)
    {
        foreach (var field in fields.All.Where(f => f.Default is not null && form.Said(f.Key) == format.Begin(f) && !f.IsFor(form.Kind, form.Category, form.Industry, lists)))
            form.Custom[field.Key] = [];
    }

    /// <summary>What is required and missing. What the customer lacks already it may go on lacking: an old record shows as incomplete and is never refused for it.</summary>
    private async Task<IEnumerable<ValidationFailure>> LackingAsync(FieldDemands asked, CustomerForm said, Customer? stored, CustomerForm? before, UserScope by, CancellationToken ct)
    {
        var stages = await pipeline.GetAsync(ct);
        var stage = stored is null ? stages.Initial : stages.ById(stored.StageId);
        var tolerated = before is null ? [] : asked.MissingIn(before.Cleaned(mayBeWithoutContact: true), stage, by).Select(f => f.Key).ToHashSet();
        return asked.MissingIn(said, stage, by).Where(f => !tolerated.Contains(f.Key)).Select(f => Lacking(f, f.Typed(said) as string, ""));
    }

    /// <summary>Says that a required field is missing, or holds a filler.</summary>
    /// <param name="under">What the name of the field begins with in the form.</param>
    internal ValidationFailure Lacking(CustomerField field, string? typed, string under) =>
        new($"{under}{field.Custom?.InForm ?? field.Key}", typed is null ? Required(field) : text["Error.Vague", typed]);

    /// <summary>Asks for a field that is empty.</summary>
    public string Required(CustomerField field) => field.Key switch
    {
        nameof(CustomerForm.Industry) => text["Error.IndustryRequired"],
        nameof(CustomerForm.Source) => text["Error.SourceRequired"],
        _ => text["Error.RequiredHere", field.Label(text)],
    };

    private async Task<CustomerForm> FilledAsync(Customer stored, FieldConversion conversion, CancellationToken ct) =>
        new CustomerFormFactory(await lists.GetAsync(ct), await tags.GetAsync(ct), conversion).ToForm(stored, conversion.Carried);

    private static bool IsWhole(CustomerForm form, TagSnapshot tags) => form is { Name: not null, Kind: not null, Type: not null, Category: not null }
        && form.Contacts.TrueForAll(c => c.Name is not null) && form.Tags.TrueForAll(code => tags.Find(code) is not null)
        && form.DecisionChain.TrueForAll(l => l.ContactIndex is not { } at || at < form.Contacts.Count);

    private static CustomerFacts Facts(CustomerForm form, ListSnapshot lists, TagSnapshot tags, FieldConversion conversion, CustomFieldSnapshot own)
    {
        int? Id(ListKind kind, string? code) => lists.Find(kind, code)?.Id;
        return new CustomerFacts(
            conversion.ToProfile(form, own),
            [.. form.Contacts.Select(c => (c.Id, new ContactFacts(c.Name!, Id(ListKind.Salutation, c.Salutation),
                c.Mobile, c.Landline, c.Title, c.Mail, c.WeChat, Id(ListKind.ContactRole, c.Role), c.Notes) { Custom = conversion.Contacts.Read(c) }))],
            [.. form.DecisionChain.Select(l => new CheckedLink(l.ContactIndex, l.DepartedId, l.Title, DecisionLinkForm.ToNumber(l.Attitude)))],
            [.. form.Tags.Select(code => tags.Find(code)!.Id).Distinct()],
            form.Owner,
            form.ConfirmDuplicate);
    }
}
