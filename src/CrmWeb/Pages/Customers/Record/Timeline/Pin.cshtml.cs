using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Organization;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers.Record.Timeline;

/// <summary>Puts a record on top of the timeline with one tap, and takes it from there.</summary>
[Authorize(Policy = Permissions.FollowUpsWrite)]
public sealed class PinModel(RecordReader reader, FollowUpPins pins, UserScope by, IStringLocalizer<FollowUpsText> text) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public int FollowUp { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Pinned { get; set; }

    /// <summary>What the timeline shows: all, follow-ups, stages or changes.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Timeline { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    [FromQuery]
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    private TimelineAddress Address => new(Timeline, Before, Q);

    public IActionResult OnGet() => NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await pins.SetAsync(Id, FollowUp, Pinned, by, ct);
        this.Toast(text[Pinned ? "Toast.Pinned" : "Toast.Unpinned"]);
        return await DoneAsync(ct);
    }

    public Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        this.Toast(ModelState.FirstError());
        return DoneAsync(ct);
    }

    private async Task<IActionResult> DoneAsync(CancellationToken ct) => Request.AsksForRegions()
        ? this.Afresh("_TimelineAnswer", await reader.ReadAsync(Id, Address, by, ct))
        : LocalRedirect(Address.IsWhole ? CrmLinks.Customer(Id) : CrmLinks.CustomerTimeline(Id, Timeline, Before, Q));
}
