using CrmWeb.Core.DailyReports;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Reports.Daily;

/// <summary>A daily report as it was sent.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class DetailsModel(DailyReportQueries reports, UserScope by) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    public DailyReportView Report { get; private set; } = null!;

    public bool MaySeeTeam => by.Has(Permissions.TeamView);

    public bool MaySend => by.Has(Permissions.DailyReportsSend);

    public async Task OnGetAsync(CancellationToken ct) => Report = await reports.ReadAsync(Id, by, ct);
}
