using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Fields;

/// <summary>Which fields are required of which customers, from which stage and from which day on.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class RequiredModel(
    RequiredFieldService required, PipelineCatalog pipeline, RequirementWords words, OrganizationClock clock, UserScope by, IStringLocalizer<RequirementsText> text) : PageModel, IFormPage
{
    [BindProperty]
    public RequiredFieldForm Form { get; set; } = new();

    public RequirementWords Words => words;

    public IReadOnlyList<RequirableField> Fields { get; private set; } = [];

    /// <summary>The newest first.</summary>
    public IReadOnlyList<RequirementVersion> Versions { get; private set; } = [];

    /// <summary>The version that was saved since the form was opened; null for none.</summary>
    public int? SavedMeanwhile { get; private set; }

    /// <summary>The id of the one that holds today; 0 for none.</summary>
    public int Today { get; private set; }

    /// <summary>From which a field can be required.</summary>
    public IReadOnlyList<SelectListItem> Stages { get; private set; } = [];

    public IReadOnlyList<CustomerCategory> Categories { get; } = Enum.GetValues<CustomerCategory>();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Form = await required.OpenAsync(by, ct);
        await LoadAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var made = await required.SaveAsync(Form, by, ct);
        this.Toast(text["Saved"]);
        return LocalRedirect(CrmLinks.RequiredFields(made));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        var saved = await required.OpenAsync(by, ct);

        // Whatever else was refused, a version saved meanwhile is told of here: once it was, saving again means it.
        if (saved.Seen != 0 && Form.Seen != saved.Seen)
        {
            SavedMeanwhile = saved.Seen;
            if (ModelState[""] is not { Errors.Count: > 0 })
                ModelState.AddModelError("", text["Error.SavedMeanwhile"]);
        }

        Form.Seen = saved.Seen;
        ModelState.Remove("Form.Seen");

        // Rows are read as long as their numbers follow each other, so there is none that the page does not show.
        Form.Rows.RemoveAll(r => saved.Rows.TrueForAll(s => s.Field != r.Field));
        Form.Rows = [.. Form.Rows.DistinctBy(r => r.Field)];
        Form.Rows.AddRange(saved.Rows.Where(s => Form.Rows.TrueForAll(r => r.Field != s.Field)).Select(s => new RequiredRowForm { Field = s.Field }));
        await LoadAsync(ct);
        return Page();
    }

    /// <summary>The row of a field; its place in the form is its number.</summary>
    public (int Place, RequiredRowForm Row) Row(RequirableField field)
    {
        var place = Form.Rows.FindIndex(r => r.Field == field.Field.Key);
        return (place, Form.Rows[place]);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var snapshot = await required.ReadAsync(by, ct);
        (Fields, Versions, Today) = (await required.FieldsAsync(ct), [.. snapshot.All.Reverse()], snapshot.On(clock.Today).Id);
        Stages = [.. (await pipeline.GetAsync(ct)).Active.Where(s => s.Kind != StageKind.Lost).Select(s => new SelectListItem(s.Name, s.Code))];
    }
}
