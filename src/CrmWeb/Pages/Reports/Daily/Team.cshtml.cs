using CrmWeb.Core.DailyReports;
using CrmWeb.Core.Organization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Reports.Daily;

/// <summary>Who of the team sent the report of a day, and who did not.</summary>
[Authorize(Policy = Permissions.TeamView)]
public sealed class TeamModel(DailyTeamQueries team, OrganizationClock clock, UserScope by) : PageModel
{
    /// <summary>By default today.</summary>
    [BindProperty(SupportsGet = true, Name = "day")]
    public DateOnly? Day { get; set; }

    public DailyTeam Team { get; private set; } = null!;

    public DateOnly? Later => Team.Day < clock.Today ? Team.Day.AddDays(1) : null;

    public async Task OnGetAsync(CancellationToken ct) => Team = await team.ReadAsync(Day, by, ct);
}
