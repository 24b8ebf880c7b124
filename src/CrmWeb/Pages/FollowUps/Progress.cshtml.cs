using System.Globalization;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Organization;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.FollowUps;

/// <summary>Notes with one tap that a task was begun, moves it, and puts its reminder off; the buttons stand on the task and on its reminders.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class ProgressModel(TaskActions tasks, TaskBatch several, OrganizationClock clock, UserScope by, IStringLocalizer<FollowUpsText> text) : PageModel, IButtonPage
{
    /// <summary>What the field "until" says, in the order of the menu.</summary>
    public static IReadOnlyList<(string Code, Snooze Until)> Snoozes { get; } = [("10m", Snooze.TenMinutes), ("1h", Snooze.OneHour), ("tomorrow", Snooze.Tomorrow)];

    /// <summary>What the field "until" says of a task that is moved.</summary>
    public static IReadOnlyList<(string Code, Postponement Until)> Postponements { get; } =
        [("1h", Postponement.OneHour), ("afternoon", Postponement.Afternoon), ("tomorrow", Postponement.Tomorrow)];

    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    /// <summary>The page one came from.</summary>
    [BindProperty]
    public string? Back { get; set; }

    public string BackAddress => Url.LocalOr(Back, CrmLinks.FollowUp(Id));

    public IActionResult OnGet() => NotFound();

    public async Task<IActionResult> OnPostStartAsync(CancellationToken ct)
    {
        await tasks.StartAsync(Id, by, ct);
        this.Toast(text["Toast.Started"]);
        return LocalRedirect(CrmLinks.FollowUp(Id));
    }

    /// <summary>A reminder that popped up asks without leaving its page and is answered with the words alone.</summary>
    public async Task<IActionResult> OnPostSnoozeAsync(string? until, CancellationToken ct)
    {
        if (Snoozes.FirstOrDefault(s => s.Code == until) is not { Code: not null } snooze)
            throw new BadQueryException("until");
        var at = clock.ToLocal(await tasks.SnoozeAsync(Id, snooze.Until, by, ct));
        var said = text["Toast.Snoozed", at.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)].Value;
        if (Request.Headers.Accept == "text/plain")
            return Content(said, "text/plain; charset=utf-8");
        this.Toast(said);
        return LocalRedirect(CrmLinks.FollowUp(Id));
    }

    public async Task<IActionResult> OnPostPostponeAsync(string? until, CancellationToken ct)
    {
        var (_, at) = await several.PostponeAsync(new SeveralTasksForm { Ids = [Id] }, Postponed(until), by, ct);
        this.Toast(text["Toast.Postponed", clock.ToLocal(at).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)]);
        return Request.AsksForRegions() ? Partial("_Toast") : LocalRedirect(BackAddress);
    }

    /// <exception cref="BadQueryException">There is no such time.</exception>
    internal static Postponement Postponed(string? until) =>
        Postponements.FirstOrDefault(p => p.Code == until) is { Code: not null } found ? found.Until : throw new BadQueryException("until");
}
