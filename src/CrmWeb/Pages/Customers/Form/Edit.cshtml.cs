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

/// <summary>Changes a customer; asks only where somebody else changed the same field to another value.</summary>
[Authorize(Policy = Permissions.CustomersEdit)]
public sealed class EditModel(
    CustomerEditor editing, CustomerChoices choices, CustomControls controls, DuplicateLookup duplicates, ListCatalog lists, UserScope by, IStringLocalizer<CustomersText> text)
    : CustomerFormPage(choices, controls, duplicates, lists)
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    public override int? CustomerId => Id;

    /// <summary>What came of saving, where both sides changed a field.</summary>
    public CustomerMerge? Conflict { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Form = await editing.OpenAsync(Id, by, ct);
        Form.CreationKey = Guid.NewGuid();
        await LoadAsync(Form, ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var merge = await editing.SaveAsync(Id, Form, by, ct);
        if (!merge.IsSaved)
            return await ShowConflictAsync(merge, ct);

        this.DraftSaved(Form.CreationKey);
        this.Toast(Said(merge));
        return LocalRedirect(Next == "follow-up" ? CrmLinks.NewFollowUp(Id) : CrmLinks.Customer(Id));
    }

    protected override async Task<CustomerForm?> StoredAsync(CancellationToken ct) => await editing.OpenAsync(Id, by, ct);

    private string Said(CustomerMerge merge) => $"{text["Toast.Saved"]} {text.Merged(merge.Taken)}".TrimEnd();

    private async Task<IActionResult> ShowConflictAsync(CustomerMerge merge, CancellationToken ct)
    {
        // Saving again is then a decision made with both values in view.
        Conflict = merge;
        Form = merge.Form;
        ModelState.Clear();
        await LoadAsync(await StoredAsync(ct), ct);
        var page = Page();
        page.StatusCode = StatusCodes.Status409Conflict;
        return page;
    }
}
