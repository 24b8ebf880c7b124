using CrmWeb.Core.DailyReports;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Reports.Daily;

/// <summary>One's own day: what would be sent to the head, a sentence to add, and one button.</summary>
[Authorize(Policy = Permissions.DailyReportsSend)]
public sealed class IndexModel(DailyReportQueries reports, DailyReportService service, UserScope by, IStringLocalizer<DailyText> text) : PageModel, IFormPage
{
    /// <summary>By default today.</summary>
    [BindProperty(SupportsGet = true, Name = "day")]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public DailyReportForm Form { get; set; } = new();

    public DailyOwn Own { get; private set; } = null!;

    public bool MaySeeTeam => by.Has(Permissions.TeamView);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Own = await reports.OwnAsync(Day, by, ct);
        Form = new DailyReportForm { CreationKey = Guid.NewGuid(), Version = Own.Sent?.Version, Note = Own.Sent?.Note };
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = await service.SendAsync(Day, Form, by, ct);
        this.Toast(text["Toast.Sent"]);
        return LocalRedirect(CrmLinks.SentDailyReport(id));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Own = await reports.OwnAsync(Day, by, ct);

        // Whatever else was wrong: what was sent meanwhile is said before the form may take its place.
        if (Own is { MaySend: true, Sent: { } sent } && sent.Version != Form.Version && service.SentMeanwhile(sent.SentAt, sent.Note) is var said
            && ModelState[""]?.Errors.Any(e => e.ErrorMessage == said) != true)
        {
            ModelState.AddModelError("", said);
        }

        Form.Version = Own.Sent?.Version;
        Form.CreationKey = Guid.NewGuid();
        ModelState.Remove("Form.Version");
        ModelState.Remove("Form.CreationKey");
        return Page();
    }
}
