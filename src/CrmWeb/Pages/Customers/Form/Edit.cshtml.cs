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

/// <summary>Changes a customer; shows both versions where somebody else was faster.</summary>
[Authorize(Policy = Permissions.CustomersEdit)]
public sealed class EditModel(
    CustomerEditor editing, CustomerComparison comparison, CustomerChoices choices, DuplicateLookup duplicates, ListCatalog lists, UserScope by,
    IStringLocalizer<CustomersText> text)
    : PageModel, IFormPage, ICustomerFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty]
    public CustomerForm Form { get; set; } = new();

    public CustomerChoices Choices => choices;

    public int? CustomerId => Id;

    public DuplicatePanel Duplicates { get; private set; } = DuplicatePanel.None;

    public IReadOnlyList<FieldDifference> Differences { get; private set; } = [];

    public CustomerHints Hints { get; private set; } = CustomerHints.None;

    public bool TypeComesWithStage { get; private set; }

    /// <summary>What the user wants after saving: follow-up, or nothing in particular.</summary>
    [BindProperty]
    public string? Next { get; set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Form = await editing.OpenAsync(Id, by, ct);
        await LoadAsync(Form, ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            await editing.SaveAsync(Id, Form, by, ct);
        }
        catch (EditConflictException)
        {
            return await ShowConflictAsync(ct);
        }

        this.Toast(text["Toast.Saved"]);
        return LocalRedirect(Next == "follow-up" ? CrmLinks.NewFollowUp(Id) : CrmLinks.Customer(Id));
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
        Duplicates = await duplicates.AskAsync(Form, Id, ct);
        ModelState.Renumber();
        return await ShowAsync(ct);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        await LoadAsync(await editing.OpenAsync(Id, by, ct), ct);
        return Page();
    }

    private async Task<IActionResult> ShowConflictAsync(CancellationToken ct)
    {
        var (stored, differences) = await comparison.CompareAsync(Id, Form, by, ct);
        Differences = differences;

        // Saving again is then a decision made with both versions in view.
        Form.Version = stored.Version;
        ModelState.Remove("Form.Version");
        ModelState.Renumber();
        await LoadAsync(stored, ct);
        var page = Page();
        page.StatusCode = StatusCodes.Status409Conflict;
        return page;
    }

    private async Task LoadAsync(CustomerForm stored, CancellationToken ct)
    {
        TypeComesWithStage = stored.Type is CustomerType.Won or CustomerType.Lost;
        if (TypeComesWithStage)
            Form.Type = stored.Type;
        Hints = CustomerHints.Of(Form, await lists.GetAsync(ct));
        choices.OfferDeparted(stored);
        await choices.LoadAsync(ct, Form);
    }
}
