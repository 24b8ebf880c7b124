using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.ReportTemplates.Fields;
using CrmWeb.Core.ReportTemplates.Figures;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Reports.Templates;

/// <summary>Changes, shares, retires and deletes a template: one's own, or for those who keep them what others share.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class EditModel(
    TemplateService editing, TemplateQueries templates, TemplateForms forms, TemplateRun runs, SubjectCatalog subjects, UserScope by, IStringLocalizer<TemplatesText> text)
    : TemplateFormPage(editing, templates, runs, subjects, by, text)
{
    public TemplateView Template { get; private set; } = null!;

    /// <summary>Some of it is not for this reader, or no field any more: saving leaves it out.</summary>
    public bool IsLess { get; private set; }

    public override bool MayShare => Template.Row.OwnerName is not null;

    public override string PreviewAddress => CrmLinks.EditTemplate(Id, "preview");

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await Editing.ChangeAsync(Id, Form, By, ct);
        return Done("Toast.Saved", CrmLinks.Template(Id));
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        Subject = (await Templates.ToChangeAsync(Id, By, ct)).Row.Subject;
        return await PreviewAsync(ct);
    }

    public async Task<IActionResult> OnPostRetireAsync(CancellationToken ct)
    {
        await Editing.RetireAsync(Id, true, By, ct);
        return Done("Toast.Retired", CrmLinks.Templates());
    }

    public async Task<IActionResult> OnPostOfferAsync(CancellationToken ct)
    {
        await Editing.RetireAsync(Id, false, By, ct);
        return Done("Toast.Offered", CrmLinks.Template(Id));
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        await Editing.DeleteAsync(Id, By, ct);
        return Done("Toast.Deleted", CrmLinks.Templates());
    }

    public override async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Template = await Templates.ToChangeAsync(Id, By, ct);
        Subject = Template.Row.Subject;
        (Saved, IsLess) = await forms.OpenAsync(Template, By, ct);
        if (Form.Version == Guid.Empty)
            Form = Saved;
        HasConflict = Form.Version != Saved.Version;
        return await ShowAsync(ct);
    }
}
