using CrmWeb.Core.Jobs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Admin.Jobs;

/// <summary>One job and what it did.</summary>
[Authorize(Policy = Permissions.AdminJobs)]
public sealed class DetailsModel(JobQueries jobs, JobDirectory directory, UserScope by) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "p")]
    public string? PageNumber { get; set; }

    [BindProperty(SupportsGet = true, Name = "size")]
    public string? Size { get; set; }

    public JobRunList List { get; private set; } = null!;

    public bool IsEnabled => directory.IsEnabled;

    public async Task OnGetAsync(CancellationToken ct) => List = await jobs.ReadAsync(Code, PageWanted.Of(PageNumber, Size), by, ct);
}
