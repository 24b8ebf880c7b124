using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Customers.Form;

/// <summary>Says while a customer is being typed what size class and which region follow from it.</summary>
[Authorize(Policy = CrmPolicies.CustomerForms)]
public sealed class FormHintsModel(ListCatalog lists) : PageModel
{
    [BindProperty]
    public CustomerForm Form { get; set; } = new();

    public CustomerHints Hints { get; private set; } = CustomerHints.None;

    /// <summary>The view of the hint that was asked for.</summary>
    public string Part { get; private set; } = "_SizeHint";

    public IActionResult OnGet() => NotFound();

    public Task OnPostSizeAsync(CancellationToken ct) => AnswerAsync("_SizeHint", ct);

    public Task OnPostRegionAsync(CancellationToken ct) => AnswerAsync("_RegionHint", ct);

    private async Task AnswerAsync(string part, CancellationToken ct)
    {
        ModelState.Clear();
        Form = Form.Cleaned();
        Part = part;
        Hints = CustomerHints.Of(Form, await lists.GetAsync(ct));
    }
}
