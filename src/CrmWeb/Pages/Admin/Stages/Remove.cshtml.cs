using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Stages;

/// <summary>Takes a stage out of the pipeline and asks where its customers go.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class RemoveModel(
    StageQueries stages, StageRemoval removal, ListCatalog lists, UserScope by, IStringLocalizer<PipelineText> text) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty]
    public StageRemovalForm Form { get; set; } = new();

    public StageRow Row { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Targets { get; private set; } = [];

    public IReadOnlyList<SelectListItem> LossReasons { get; private set; } = [];

    /// <summary>Codes of the stages that ask for a loss reason, separated by commas.</summary>
    public string LostStages { get; private set; } = "";

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var moved = await removal.RemoveAsync(Id, Form, by, ct);
        var name = (await stages.ReadAsync(by, ct)).First(r => r.Stage.Id == Id).Stage.Name;
        this.Toast(text["Removal.Done", name, moved]);
        return LocalRedirect(CrmLinks.Stages());
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        var rows = await stages.ReadAsync(by, ct);
        Row = rows.FirstOrDefault(r => r.Stage.Id == Id) ?? throw new NotFoundException();
        var targets = rows.Select(r => r.Stage).Where(s => s.IsActive && s.Id != Id).ToList();
        Targets = [.. targets.Select(s => new SelectListItem(s.Name, s.Code))];
        LostStages = string.Join(',', targets.Where(s => s.Kind == StageKind.Lost).Select(s => s.Code));
        var list = await lists.GetAsync(ct);
        LossReasons =
        [
            .. list.Offered(ListKind.LossReason).Where(e => e.ParentId is not null).GroupBy(e => list.ById(e.ParentId)!).SelectMany(group =>
            {
                var heading = new SelectListGroup { Name = group.Key.Name };
                return group.Select(e => new SelectListItem(e.Name, e.Code) { Group = heading });
            }),
        ];
        return Page();
    }
}
