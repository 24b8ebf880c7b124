using CrmWeb.Core.Customers.List;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Urging;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.FollowUps.List;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Urging;

/// <summary>Shows what was ticked in a list, whom it concerns and why not, and urges about it.</summary>
[Authorize(Policy = Permissions.FollowUpsUrge)]
public sealed class IndexModel(UrgeSubjects subjects, UrgeService urging, CustomerListQueries customers, FollowUpListQueries tasks, FollowUpConditions conditions, UserScope by,
    IStringLocalizer<UrgingText> text) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public List<int> Ids { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "customer")]
    public List<int> Customers { get; set; } = [];

    /// <summary>The query of the customer list whose whole result is meant.</summary>
    [BindProperty(SupportsGet = true, Name = "all")]
    public string? All { get; set; }

    /// <summary>The query of the list of tasks whose whole result is meant.</summary>
    [BindProperty(SupportsGet = true, Name = "allTasks")]
    public string? AllTasks { get; set; }

    /// <summary>All that is overdue or silent of this colleague's, in place of what was ticked.</summary>
    [BindProperty(SupportsGet = true, Name = "person")]
    public int? Person { get; set; }

    /// <summary>The page one came from.</summary>
    [BindProperty(SupportsGet = true, Name = "back")]
    public string? Back { get; set; }

    [BindProperty]
    public UrgeForm Form { get; set; } = new();

    public IReadOnlyList<UrgeSubject> Rows { get; private set; } = [];

    public int Urgeable => Rows.Count(r => r.Obstacle == UrgeObstacle.None);

    public string BackAddress => Url.LocalOr(Back, CrmLinks.Desk());

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (All is not null)
            Customers = [.. await customers.IdsAsync(CustomerFilter.Of(All), UrgeForm.Most, by, ct)];
        if (AllTasks is not null)
            Ids = [.. await tasks.IdsAsync(await conditions.SelectionAsync(AllTasks, ct), UrgeForm.Most, by, ct)];

        if (Person is { } person)
        {
            Form = await subjects.OfPersonAsync(person, by, ct);
            if (Form.Tasks.Count + Form.Customers.Count > 0)
                return await RedisplayAsync(ct);
            this.Toast(text["Urge.NothingOf"]);
            return LocalRedirect(BackAddress);
        }

        if (Ids.Count + Customers.Count == 0)
        {
            this.Toast(text["Urge.NoneTicked"]);
            return LocalRedirect(BackAddress);
        }

        Form = new UrgeForm { Tasks = [.. Ids.Distinct().Take(UrgeForm.Most)], Customers = [.. Customers.Distinct().Take(UrgeForm.Most)] };
        return await RedisplayAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var done = await urging.UrgeAsync(Form, by, ct);
        this.Toast(text[done.Escalated > 0 ? "Urge.DoneEscalated" : done.Left > 0 ? "Urge.DoneLeft" : "Urge.Done", done.Urged, done.Left, done.Escalated]);
        return LocalRedirect(BackAddress);
    }

    /// <exception cref="NotFoundException">Nothing of what was asked for is in reach.</exception>
    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Rows = await subjects.ReadAsync(Form, by, ct);
        return Rows.Count == 0 ? throw new NotFoundException() : Page();
    }
}
