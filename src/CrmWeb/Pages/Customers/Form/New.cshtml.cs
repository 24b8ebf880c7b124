using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers.Form;

/// <summary>Enters a new customer with its first contact.</summary>
[Authorize(Policy = Permissions.CustomersCreate)]
public sealed class NewModel(
    CustomerService registration, CustomerChoices choices, DuplicateLookup duplicates, ListCatalog lists, UserScope by, IStringLocalizer<CustomersText> text)
    : PageModel, IFormPage, ICustomerFormPage
{
    [BindProperty]
    public CustomerForm Form { get; set; } = new();

    /// <summary>What the user wants after saving: follow-up, another, or nothing in particular.</summary>
    [BindProperty]
    public string? Next { get; set; }

    public CustomerChoices Choices => choices;

    public int? CustomerId => null;

    public DuplicatePanel Duplicates { get; private set; } = DuplicatePanel.None;

    public CustomerHints Hints { get; private set; } = CustomerHints.None;

    public bool TypeComesWithStage => false;

    public Task OnGetAsync(CancellationToken ct)
    {
        Form = new CustomerForm
        {
            CreationKey = Guid.NewGuid(),
            Kind = CustomerKind.Enterprise,
            Type = CustomerType.Potential,
            Category = CustomerCategory.New,
            Owner = by.UserId,
            Contacts = [new ContactForm()],
        };
        return LoadAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = await registration.RegisterAsync(Form, by, ct);
        this.DraftSaved(Form.CreationKey);
        this.Toast(text["Toast.Created", Form.Name!]);
        return Next switch
        {
            "follow-up" => LocalRedirect(CrmLinks.NewFollowUp(id)),
            "another" => LocalRedirect(CrmLinks.NewCustomer()),
            _ => LocalRedirect(CrmLinks.Customer(id)),
        };
    }

    /// <summary>One more contact, for browsers without script.</summary>
    [RestorableForm]
    public Task<IActionResult> OnPostContactAsync(CancellationToken ct)
    {
        Form.Contacts.Add(new ContactForm());
        return ShowAsync(ct);
    }

    /// <summary>One more link of the decision chain, for browsers without script.</summary>
    [RestorableForm]
    public Task<IActionResult> OnPostLinkAsync(CancellationToken ct)
    {
        Form.DecisionChain.Add(new DecisionLinkForm());
        return ShowAsync(ct);
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Duplicates = await duplicates.AskAsync(Form, null, ct);
        ModelState.Renumber();

        // Once it was said that this form was saved before, what it says now may become a customer of its own.
        if (ModelState[""]?.Errors.Count > 0)
            Form.CreationKey = Guid.NewGuid();
        return await ShowAsync(ct);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Hints = CustomerHints.Of(Form, await lists.GetAsync(ct));
        await choices.LoadAsync(ct, Form);
    }
}
