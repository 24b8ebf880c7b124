using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
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
    FollowUpSettings settings, FollowUpQueries followUps, FollowUpEditor editing, UserScope by, IStringLocalizer<FollowUpsText> text, IStringLocalizer<CustomersText> shared)
    : PageModel, IFollowUpFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty]
    public FollowUpForm Form { get; set; } = new();

    public FollowUpRow FollowUp { get; private set; } = null!;

    public FollowUpSetting Setting { get; private set; } = null!;

    /// <summary>What came of saving, where both sides changed a field.</summary>
    public FollowUpMerge? Conflict { get; private set; }

    public int Me => by.UserId;

    public bool Corrects => true;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Form = await editing.OpenAsync(Id, by, ct);
        Form.CreationKey = Guid.NewGuid();
        await ShowAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var merge = await editing.SaveAsync(Id, Form, by, ct);
        if (!merge.IsSaved)
            return await ShowConflictAsync(merge, ct);
        this.DraftSaved(Form.CreationKey);
        this.Toast($"{text["Toast.Edited"]} {shared.Merged(merge.Taken)}".TrimEnd());
        return LocalRedirect(CrmLinks.FollowUp(Id));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Page();
    }

    private async Task<IActionResult> ShowConflictAsync(FollowUpMerge merge, CancellationToken ct)
    {
        // Saving again is then a decision made with both values in view.
        (Conflict, Form) = (merge, merge.Form);
        ModelState.Clear();
        await LoadAsync(ct);
        var page = Page();
        page.StatusCode = StatusCodes.Status409Conflict;
        return page;
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        if (!await editing.MayEditAsync(Id, by, ct))
            throw new NotFoundException();
        await ShowAsync(ct);
    }

    private async Task ShowAsync(CancellationToken ct)
    {
        FollowUp = await followUps.ReadAsync(Id, by, ct);
        Setting = await settings.ReadAsync(FollowUp.CustomerId, Form, by, ct) with { ContactId = FollowUp.ContactId };
    }
}
