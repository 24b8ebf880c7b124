using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Pages.Customers;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Fields;

/// <summary>Defines a further field of customers, contacts or follow-ups.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class NewModel(
    CustomFieldService editing, DefinitionChoices offered, CustomControls controls, UserScope by, IStringLocalizer<CustomFieldsText> text) : PageModel, IFieldPage
{
    [BindProperty]
    public CustomFieldForm Form { get; set; } = new();

    public DefinitionChoices Offered => offered;

    public CustomFieldForm? Saved => null;

    public CustomControl? Preview { get; private set; }

    public Task<IActionResult> OnGetAsync(string? subject, CancellationToken ct)
    {
        Form.Subject = SubjectCode.Of(subject);
        return RedisplayAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = await editing.CreateAsync(Form, by, ct);
        this.Toast(text["Field.Saved"]);
        return LocalRedirect(CrmLinks.CustomField(id));
    }

    /// <summary>The form as it stands, of a new field or one that is there: how the field would look. Nothing is saved.</summary>
    [RestorableForm]
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        Preview = await controls.PreviewAsync(Form, ct);
        return Request.Headers.ContainsKey("HX-Request") ? Partial("_Preview", Preview) : await RedisplayAsync(ct);
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        ModelState.Renumber();
        await offered.LoadAsync(Form, ct);
        return Page();
    }
}
