using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Pages.Customers;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Fields;

/// <summary>One custom field: what it is, for whom, and how it looks in the form.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class EditModel(
    CustomFieldQueries fields, CustomFieldService editing, DefinitionChoices offered, CustomControls controls, UserScope by, IStringLocalizer<CustomFieldsText> text)
    : EditPage(text), IFieldPage
{
    [BindProperty]
    public CustomFieldForm Form { get; set; } = new();

    public DefinitionChoices Offered => offered;

    public CustomFieldRow Row { get; private set; } = null!;

    public CustomFieldForm? Saved { get; private set; }

    public CustomControl? Preview { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await editing.ChangeAsync(Id, Form, by, ct);
        return Done("Field.Saved", CrmLinks.CustomField(Id));
    }

    public async Task<IActionResult> OnPostRetireAsync(CancellationToken ct)
    {
        await editing.SetActiveAsync(Id, active: false, by, ct);
        return Done("Field.Retired", await ListAsync(ct));
    }

    public async Task<IActionResult> OnPostReviveAsync(CancellationToken ct)
    {
        await editing.SetActiveAsync(Id, active: true, by, ct);
        return Done("Field.Revived", await ListAsync(ct));
    }

    private async Task<string> ListAsync(CancellationToken ct) => CrmLinks.CustomFields((await fields.ReadAsync(Id, by, ct)).Field.Subject);

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Row = await fields.ReadAsync(Id, by, ct);
        Saved = CustomFieldForm.Of(Row.Field, Row.Version);
        if (Form.Version == Guid.Empty)
            Form = CustomFieldForm.Of(Row.Field, Row.Version);
        HasConflict = Form.Version != Row.Version;

        // Entries that somebody else added meanwhile stay, so they are shown.
        if (HasConflict)
            Form.Choices.AddRange(Saved.Choices.Where(s => Form.Choices.TrueForAll(c => c.Id != s.Id)));
        Preview = await controls.OfAsync(Row.Field with { Key = "preview" }, new CustomerForm { Custom = { ["preview"] = [.. Row.Begin?.Split(',') ?? []] } }, ct);
        Form.Subject = Row.Field.Subject;
        ModelState.Renumber();
        await offered.LoadAsync(Form, ct);
        return Page();
    }
}
