using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Stages;

/// <summary>One stage of the pipeline.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class EditModel(StageQueries stages, StageService editing, UserScope by, IStringLocalizer<PipelineText> text) : EditPage(text), IStagePage
{
    [BindProperty]
    public StageDefinition Form { get; set; } = new();

    public StageRow Row { get; private set; } = null!;

    public StageDefinition? Saved { get; private set; }

    /// <summary>Name of the stage that took over.</summary>
    public string? ReplacedBy { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await editing.ChangeAsync(Id, Form, by, ct);
        return Done("Stage.Saved", CrmLinks.Stages());
    }

    public async Task<IActionResult> OnPostReviveAsync(CancellationToken ct)
    {
        await editing.ReviveAsync(Id, by, ct);
        return Done("Stage.Revived", CrmLinks.Stages());
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        var rows = await stages.ReadAsync(by, ct);
        Row = rows.FirstOrDefault(r => r.Stage.Id == Id) ?? throw new NotFoundException();
        ReplacedBy = rows.FirstOrDefault(r => r.Stage.Id == Row.Stage.ReplacedById)?.Stage.Name;
        var s = Row.Stage;
        Saved = new StageDefinition
        {
            Zh = s.Zh,
            En = s.En,
            Kind = s.Kind,
            Colour = s.Colour,
            Probability = s.Probability,
            StuckDays = s.StuckDays,
            FollowUpDays = s.FollowUpDays,
            Version = Row.Version,
        };
        if (Form.Version == Guid.Empty)
            Form = Saved;
        HasConflict = Form.Version != Row.Version;
        return Page();
    }
}
