using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.ReportTemplates.Fields;
using CrmWeb.Core.ReportTemplates.Figures;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Reports.Templates;

/// <summary>A page on which a template is put together and looked at before it is saved.</summary>
public abstract class TemplateFormPage(
    TemplateService editing, TemplateQueries templates, TemplateRun runs, SubjectCatalog subjects, UserScope by, IStringLocalizer<TemplatesText> text) : EditPage(text), IFormPage
{
    private const int PreviewRows = 20;

    protected TemplateService Editing { get; } = editing;

    protected TemplateQueries Templates { get; } = templates;

    protected UserScope By { get; } = by;

    [BindProperty]
    public TemplateForm Form { get; set; } = new();

    /// <summary>What is saved now; of a new one what it began with.</summary>
    public TemplateForm Saved { get; protected set; } = new();

    public TemplateChoices Choices { get; private set; } = null!;

    /// <summary>Null where nobody asked, or something in the form means nothing.</summary>
    public TemplateShown? Preview { get; private set; }

    /// <summary>The page was asked what the form comes to.</summary>
    public bool IsPreview { get; private set; }

    /// <summary>What it is of; never changes.</summary>
    public TemplateSubject Subject { get; protected set; }

    public abstract string PreviewAddress { get; }

    /// <summary>The company's are everybody's already.</summary>
    public virtual bool MayShare => true;

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    /// <summary>What somebody else saved of the conditions meanwhile.</summary>
    public string? OtherConditions => Other(Choices.Said(Form), Choices.Said(Saved));

    public string? OtherDepartments => Other([.. Form.Departments.Select(d => $"{d}")], [.. Saved.Departments.Select(d => $"{d}")], Departments);

    public abstract Task<IActionResult> RedisplayAsync(CancellationToken ct);

    /// <summary>What the form comes to for whoever fills it in; nothing is saved.</summary>
    protected async Task<IActionResult> PreviewAsync(CancellationToken ct)
    {
        IsPreview = true;
        var definition = await Editing.PreviewAsync(Subject, Form, By, ct);
        var result = await runs.ReadAsync(Form.Name ?? text["Preview"], Subject, definition, new PageWanted(1, PreviewRows), By, ct);
        Preview = new TemplateShown(Subject, result) { IsPreview = true };
        return await RedisplayAsync(ct);
    }

    /// <summary>The whole page, or for the script that asked what the form comes to just that.</summary>
    protected async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        Choices = new TemplateChoices(await subjects.FieldsAsync(Subject, By, ct), By.Has(Permissions.TeamView), text);
        Choices.Complete(Form);
        Departments = [.. (await Templates.OpenToAsync(By, ct)).Select(d => new SelectListItem(d.Path, $"{d.Id}"))];
        return IsPreview && Request.Headers.ContainsKey("HX-Request") ? Partial("_Preview", this) : Page();
    }
}
