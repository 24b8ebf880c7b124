using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.ReportTemplates.Fields;
using CrmWeb.Core.ReportTemplates.Figures;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Reports.Templates;

/// <summary>Puts a template together, after another one or from nothing; first of all one says what of.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class NewModel(
    TemplateService editing, TemplateQueries templates, TemplateForms forms, TemplateRun runs, SubjectCatalog subjects, UserScope by, IStringLocalizer<TemplatesText> text)
    : TemplateFormPage(editing, templates, runs, subjects, by, text)
{
    /// <summary>What the template is of; null where that is still to be said.</summary>
    [BindProperty(SupportsGet = true, Name = "subject")]
    public string? Of { get; set; }

    /// <summary>The template it begins as.</summary>
    [BindProperty(SupportsGet = true, Name = "from")]
    public int? From { get; set; }

    public bool IsChosen { get; private set; }

    public override string PreviewAddress => CrmLinks.NewTemplate(Subject, From, "preview");

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (From is { } from && Of is not null)
            Form = await forms.CopiedAsync(await OfSubjectAsync(from, ct), By, ct);
        Form.CreationKey = Guid.NewGuid();
        return await RedisplayAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Choose();
        var id = await Editing.MakeAsync(Subject, Form, By, ct);
        return Done("Toast.Saved", CrmLinks.Template(id));
    }

    [RestorableForm]
    public Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        Choose();
        return PreviewAsync(ct);
    }

    public override async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        if (Of is null)
            return Page();
        Choose();
        return await ShowAsync(ct);
    }

    private async Task<TemplateView> OfSubjectAsync(int id, CancellationToken ct) =>
        await Templates.ReadAsync(id, By, ct) is var view && Subjects.Code(view.Row.Subject) == Of ? view : throw new BadQueryException("from");

    /// <exception cref="BadQueryException">There is no such subject.</exception>
    private void Choose() => (Subject, IsChosen) = (Subjects.Find(Of) ?? throw new BadQueryException("subject"), true);
}
