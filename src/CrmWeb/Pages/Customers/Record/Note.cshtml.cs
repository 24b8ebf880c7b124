using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Organization;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers.Record;

/// <summary>
/// What the record's composer is sent to by script: the same form and rules as <see cref="FollowUps.NewModel"/>, to which it goes without one, answered with
/// regions of the record.
/// </summary>
[Authorize(Policy = Permissions.FollowUpsWrite)]
public sealed class NoteModel(RecordReader reader, FollowUpService writing, UserScope by, IStringLocalizer<FollowUpsText> text) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty]
    public FollowUpForm Form { get; set; } = new();

    public IActionResult OnGet() => NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await writing.RecordAsync(Id, Form, by, ct);
        this.DraftSaved(Form.CreationKey);
        this.Toast(text[Form.NextAt is null ? "Toast.Recorded" : "Toast.RecordedAndPlanned"]);
        return Request.AsksForRegions()
            ? this.Afresh("_Regions", await reader.ReadAsync(Id, new TimelineAddress(), by, ct))
            : LocalRedirect(CrmLinks.Customer(Id));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        var composer = await reader.ComposerAsync(Id, Form, by, ct);

        // Once it was said that somebody moved the customer meanwhile, the form starts from where it stands now.
        if (ModelState["Form.Stage"]?.Errors.Count > 0)
            Form.From = composer.StageCode;

        // Once it was said that this form was saved before, what it says now may be saved beside that.
        if (ModelState[""]?.Errors.Count > 0)
            Form.CreationKey = Guid.NewGuid();
        return Partial("_Composer", composer);
    }
}
