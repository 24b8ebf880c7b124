using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Organization;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.FollowUps;

/// <summary>Corrects a record: within a day its author, after that a manager.</summary>
[Authorize(Policy = Permissions.FollowUpsWrite)]
public sealed class EditModel(
    FollowUpSettings settings, FollowUpQueries followUps, FollowUpEditor editing, FollowUpComparison comparison, OrganizationClock clock, UserScope by,
    IStringLocalizer<FollowUpsText> text)
    : PageModel, IFollowUpFormPage, IConflictPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty]
    public FollowUpForm Form { get; set; } = new();

    public FollowUpRow FollowUp { get; private set; } = null!;

    public FollowUpSetting Setting { get; private set; } = null!;

    /// <summary>Somebody else corrected the record while the form was open.</summary>
    public bool IsInConflict { get; private set; }

    public IReadOnlyList<FieldDifference> Differences { get; private set; } = [];

    public int Me => by.UserId;

    public bool Corrects => true;

    public async Task OnGetAsync(CancellationToken ct)
    {
        FollowUp = await ReadAsync(ct);
        Form = new FollowUpForm
        {
            CreationKey = Guid.NewGuid(),
            Version = FollowUp.Version,
            Method = FollowUp.Method?.Code,
            At = clock.ToLocal(FollowUp.At),
            Contact = FollowUp.ContactId,
            Subject = FollowUp.Subject,
            Content = FollowUp.Content,
            Feedback = FollowUp.Feedback,
            NeedChange = FollowUp.NeedChange,
            Objections = FollowUp.Objections,
            Result = FollowUp.Result,
            NextStep = FollowUp.NextStep,
            Commitments = FollowUp.Commitments,
        };
        Setting = await settings.ReadAsync(FollowUp.CustomerId, Form, by, ct) with { ContactId = FollowUp.ContactId };
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await editing.SaveAsync(Id, Form, by, ct);
        this.DraftSaved(Form.CreationKey);
        this.Toast(text["Toast.Edited"]);
        return LocalRedirect(CrmLinks.FollowUp(Id));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        FollowUp = await ReadAsync(ct);
        Setting = await settings.ReadAsync(FollowUp.CustomerId, Form, by, ct) with { ContactId = FollowUp.ContactId };
        return Page();
    }

    public async Task<IActionResult> ShowConflictAsync(CancellationToken ct)
    {
        FollowUp = await ReadAsync(ct);
        Differences = await comparison.CompareAsync(FollowUp, Form, by, ct);
        IsInConflict = true;

        // Saving again is then a decision made with both versions in view.
        Form.Version = FollowUp.Version;
        ModelState.Remove("Form.Version");
        Setting = await settings.ReadAsync(FollowUp.CustomerId, Form, by, ct) with { ContactId = FollowUp.ContactId };
        return Page();
    }

    private async Task<FollowUpRow> ReadAsync(CancellationToken ct) =>
        await editing.MayEditAsync(Id, by, ct) ? await followUps.ReadAsync(Id, by, ct) : throw new NotFoundException();
}
