using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers.Form;

/// <summary>Changes a customer; shows both versions where somebody else was faster.</summary>
[Authorize(Policy = Permissions.CustomersEdit)]
public sealed class EditModel(
    CustomerEditor editing, CustomerComparison comparison, CustomerChoices choices, DuplicateLookup duplicates, ListCatalog lists, UserScope by,
    IStringLocalizer<CustomersText> text)
    : CustomerFormPage(choices, duplicates, lists)
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    public override int? CustomerId => Id;

    public IReadOnlyList<FieldDifference> Differences { get; private set; } = [];

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

    protected override async Task<CustomerForm?> StoredAsync(CancellationToken ct) => await editing.OpenAsync(Id, by, ct);

    private async Task<IActionResult> ShowConflictAsync(CancellationToken ct)
    {
        var (stored, differences) = await comparison.CompareAsync(Id, Form, by, ct);
        Differences = differences;

        // Saving again is then a decision made with both versions in view.
        Form.Version = stored.Version;
        ModelState.Remove("Form.Version");
        Clean(stored);
        await LoadAsync(stored, ct);
        var page = Page();
        page.StatusCode = StatusCodes.Status409Conflict;
        return page;
    }
}
