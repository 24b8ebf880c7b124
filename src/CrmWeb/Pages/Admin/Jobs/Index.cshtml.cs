using CrmWeb.Core.Jobs;
using CrmWeb.Core.Text;
using CrmWeb.Pages.Lists;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Jobs;

/// <summary>All jobs: when they run, what came of it, run now, pause.</summary>
[Authorize(Policy = Permissions.AdminJobs)]
public sealed class IndexModel(JobQueries jobs, JobControl control, JobDirectory directory, UserScope by, IStringLocalizer<JobsText> text) : PageModel
{
    public IReadOnlyList<JobRow> Jobs { get; private set; } = [];

    public ListFrame Frame => new(Request, ListPlaces.Jobs, CrmLinks.Jobs()) { Total = Jobs.Count };

    public bool IsEnabled => directory.IsEnabled;

    public async Task OnGetAsync(CancellationToken ct) =>
        Jobs = [.. (await jobs.ReadAsync(by, ct)).OrderBy(j => JobWords.Title(j.Code, text), PinyinOrder.Names)];

    public async Task<IActionResult> OnPostRunAsync(string job, CancellationToken ct)
    {
        await control.RunNowAsync(job, by, ct);
        this.Toast(text["Job.Started", JobWords.Title(job, text)]);
        return LocalRedirect(CrmLinks.Job(job));
    }

    public async Task<IActionResult> OnPostPauseAsync(string job, CancellationToken ct)
    {
        await control.PauseAsync(job, by, ct);
        this.Toast(text["Job.WasPaused", JobWords.Title(job, text)]);
        return LocalRedirect(CrmLinks.JobAt(job));
    }

    public async Task<IActionResult> OnPostResumeAsync(string job, CancellationToken ct)
    {
        await control.ResumeAsync(job, by, ct);
        this.Toast(text["Job.WasResumed", JobWords.Title(job, text)]);
        return LocalRedirect(CrmLinks.JobAt(job));
    }
}
