using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.FollowUps.List;

/// <summary>Shows the tasks ticked in a list and moves them, gives them to somebody else or calls them off.</summary>
[Authorize(Policy = Permissions.FollowUpsWrite)]
public sealed class SeveralModel(TaskBatch several, FollowUpListQueries lists, FollowUpConditions conditions, UserScope by, IStringLocalizer<FollowUpsText> text) : PageModel, IFormPage
{
    private static readonly string[] Actions = ["reschedule", "reassign", "cancel"];

    private bool movesAtOnce;

    [BindProperty(SupportsGet = true, Name = "id")]
    public List<int> Ids { get; set; } = [];

    /// <summary>The query of the list whose whole result is meant.</summary>
    [BindProperty(SupportsGet = true, Name = "allTasks")]
    public string? All { get; set; }

    [BindProperty(SupportsGet = true, Name = "do")]
    public string? Chooses { get; set; }

    /// <summary>The list one came from.</summary>
    [BindProperty(SupportsGet = true, Name = "back")]
    public string? Back { get; set; }

    [BindProperty]
    public SeveralTasksForm Form { get; set; } = new();

    /// <summary>What is to be done with them: reschedule, reassign or cancel.</summary>
    public string Action { get; private set; } = "";

    public IReadOnlyList<FollowUpRow> Chosen { get; private set; } = [];

    /// <summary>How many of the ticked ones cannot be changed.</summary>
    public int Left => Form.Ids.Count - Chosen.Count;

    public IReadOnlyList<SelectListItem> Assignees { get; private set; } = [];

    /// <summary>Some of the chosen recur.</summary>
    public bool HasSeries => Chosen.Any(f => f.Recurrence != FollowUpRecurrence.None);

    public IEnumerable<SelectListItem> Scopes => Enum.GetValues<MoveScope>().Select(s => new SelectListItem(text[$"MoveScope.{s}"], s.ToString()));

    public string BackAddress => Url.LocalOr(Back, CrmLinks.FollowUps());

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (All is not null)
            Ids = [.. await lists.IdsAsync(await conditions.SelectionAsync(All, ct), TaskBatch.Most, by, ct)];
        if (Ids.Count == 0)
        {
            this.Toast(text["Several.None"]);
            return LocalRedirect(BackAddress);
        }

        Form.Ids = [.. Ids.Distinct()];
        return await ShowAsync(Chooses, ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostRescheduleAsync(CancellationToken ct) => Done("Several.Rescheduled", await several.RescheduleAsync(Form, by, ct));

    /// <summary>Leads to the page that asks what is to be done; for bars that also send at once.</summary>
    public IActionResult OnPostChoose() => LocalRedirect(CrmLinks.SeveralFollowUps(Chooses ?? "reschedule", BackAddress, Ids));

    /// <summary>At once, without a page in between.</summary>
    public async Task<IActionResult> OnPostPostponeAsync(string? until, CancellationToken ct)
    {
        Form.Ids = [.. Ids.Distinct()];
        if (Form.Ids.Count == 0)
        {
            this.Toast(text["Several.None"]);
            return LocalRedirect(BackAddress);
        }

        movesAtOnce = true;
        return Done("Several.Postponed", (await several.PostponeAsync(Form, ProgressModel.Postponed(until), by, ct)).Result);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostReassignAsync(CancellationToken ct) => Done("Several.Reassigned", await several.ReassignAsync(Form, by, ct));

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken ct) => Done("Several.Cancelled", await several.CancelAsync(Form, by, ct));

    /// <summary>Where they were to be moved at once there is no form to show again.</summary>
    public async Task<IActionResult> RedisplayAsync(CancellationToken ct) =>
        movesAtOnce ? this.Refused(ModelState.FirstError(), BackAddress) : await ShowAsync(Request.Query["handler"], ct);

    private async Task<IActionResult> ShowAsync(string? action, CancellationToken ct)
    {
        Action = Actions.FirstOrDefault(a => string.Equals(a, action, StringComparison.OrdinalIgnoreCase)) ?? throw new BadQueryException("do");
        Chosen = await several.ReadAsync(Form.Ids, by, ct);
        if (Action == "reassign")
        {
            Assignees =
            [
                .. (await several.AssigneesAsync(Chosen, by, ct)).Select(a => new SelectListItem(
                    a.Tasks == Chosen.Count ? a.Name : text["Several.SomeOnly", a.Name, a.Tasks, Chosen.Count].Value, $"{a.Id}")),
            ];
        }

        return Page();
    }

    private LocalRedirectResult Done(string key, SeveralTasksResult result)
    {
        this.Toast(result.Left == 0 ? text[key, result.Changed] : text[$"{key}.SomeLeft", result.Changed, result.Left]);
        return LocalRedirect(BackAddress);
    }
}
