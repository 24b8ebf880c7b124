using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Customers.Form;

/// <summary>The page of the customer form, whether it enters a customer or changes one.</summary>
public abstract class CustomerFormPage(CustomerChoices choices, CustomControls controls, DuplicateLookup duplicates, ListCatalog lists) : PageModel, IFormPage
{
    [BindProperty]
    public CustomerForm Form { get; set; } = new();

    /// <summary>What the user wants after saving: follow-up, another, or nothing in particular.</summary>
    [BindProperty]
    public string? Next { get; set; }

    public CustomerChoices Choices => choices;

    protected CustomControls Controls => controls;

    /// <summary>The company's own fields, as far as the user may change them.</summary>
    public IReadOnlyList<CustomControl> Custom { get; private set; } = [];

    /// <summary>The rows of contacts, with the company's own fields.</summary>
    public IReadOnlyList<ContactRowFields> Contacts { get; private set; } = [];

    /// <summary>The row that the script adds.</summary>
    public ContactRowFields FurtherContact { get; private set; } = new(new ContactForm(), []);

    /// <summary>The customer being edited; null for a new one.</summary>
    public abstract int? CustomerId { get; }

    public DuplicatePanel Duplicates { get; private set; } = DuplicatePanel.None;

    /// <summary>What the statistics table and the credit code say to what is typed.</summary>
    public CustomerHints Hints { get; private set; } = CustomerHints.None;

    /// <summary>The type is the stage's while the customer is won or lost.</summary>
    public bool TypeComesWithStage { get; private set; }

    /// <summary>One more contact, for browsers without script.</summary>
    [RestorableForm]
    public async Task<IActionResult> OnPostContactAsync(CancellationToken ct)
    {
        Form.Contacts.Add(await controls.NewContactAsync(ct));
        return await ShowAsync(ct);
    }

    /// <summary>One more link of the decision chain, for browsers without script.</summary>
    [RestorableForm]
    public Task<IActionResult> OnPostLinkAsync(CancellationToken ct)
    {
        Form.DecisionChain.Add(new DecisionLinkForm());
        return ShowAsync(ct);
    }

    public virtual async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        var stored = await StoredAsync(ct);
        await controls.MarkContactsAsync(Form, ct);
        Clean(stored);
        Duplicates = await duplicates.AskAsync(Form, CustomerId, ct);
        await LoadAsync(stored, ct);
        return Page();
    }

    /// <summary>The customer as it is now; null where it is entered.</summary>
    protected abstract Task<CustomerForm?> StoredAsync(CancellationToken ct);

    /// <summary>Rows in which nothing was typed go, as they do when the form is read: errors name the rows that stay.</summary>
    protected void Clean(CustomerForm? stored)
    {
        Form = Form.Cleaned(stored is { MayBeWithoutContact: true });
        ModelState.Renumber();
    }

    /// <summary>Fetches what the form shows besides itself.</summary>
    protected async Task LoadAsync(CustomerForm? stored, CancellationToken ct)
    {
        TypeComesWithStage = stored?.Type is CustomerType.Won or CustomerType.Lost;
        if (TypeComesWithStage)
            Form.Type = stored!.Type;
        Hints = CustomerHints.Of(Form, await lists.GetAsync(ct));
        if (stored is not null)
            choices.OfferDeparted(stored);
        await choices.LoadAsync(ct, Form);
        Custom = await controls.AllAsync(FieldSubject.Customer, Form, stored, ct);
        await LoadContactsAsync(stored, ct);
        ViewData[FieldTagHelper.RequiredPlaces] = await controls.RequiredAsync(Form, stored, ct);

        // What a customer lacks already it may go on lacking.
        if (stored is null)
            ViewData[FieldTagHelper.RequiredWords] = await controls.RequiredOfEverybodyAsync(ct);
    }

    private async Task LoadContactsAsync(CustomerForm? stored, CancellationToken ct)
    {
        List<ContactRowFields> rows = [];
        foreach (var (contact, i) in Form.Contacts.Select((c, i) => (c, i)))
            rows.Add(await RowAsync(contact, stored?.Contacts.Find(s => s.Id == contact.Id && s.Id is not null), $"{i}", ct));
        (Contacts, FurtherContact) = (rows, await RowAsync(await controls.NewContactAsync(ct), null, "__index__", ct));
    }

    private async Task<ContactRowFields> RowAsync(ContactForm contact, ContactForm? stored, string place, CancellationToken ct) =>
        new(contact, await controls.AllAsync(FieldSubject.Contact, contact, stored, ct, $"Form.Contacts[{place}]."));

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        await LoadAsync(await StoredAsync(ct), ct);
        return Page();
    }
}

/// <summary>A contact of the form.</summary>
/// <param name="Own">The company's own fields of contacts, as far as the user may change them.</param>
public sealed record ContactRowFields(ContactForm Form, IReadOnlyList<CustomControl> Own);
