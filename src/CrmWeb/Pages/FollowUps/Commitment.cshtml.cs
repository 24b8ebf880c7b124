using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Commitments;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.FollowUps;

/// <summary>Notes with one tap that a promise was kept, and takes it back; it is shown on the record and on its follow-up.</summary>
[Authorize(Policy = Permissions.FollowUpsWrite)]
public sealed class CommitmentModel(CommitmentService commitments, UserScope by, IStringLocalizer<FollowUpsText> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    /// <summary>The tap was on the page of the follow-up, not on the record.</summary>
    [BindProperty]
    public bool OnFollowUp { get; set; }

    public IActionResult OnGet() => NotFound();

    public async Task<IActionResult> OnPostFulfilAsync(CancellationToken ct)
    {
        var row = await commitments.FulfilAsync(Id, by, ct);
        this.Toast(text["Toast.Fulfilled"], CrmLinks.ReopenCommitment(Id));
        return Back(row);
    }

    public async Task<IActionResult> OnPostReopenAsync(CancellationToken ct)
    {
        var row = await commitments.ReopenAsync(Id, by, ct);
        this.Toast(text["Toast.Reopened"]);
        return Back(row);
    }

    private LocalRedirectResult Back(CommitmentRow row) =>
        LocalRedirect(OnFollowUp && row.FollowUpId is { } followUp ? CrmLinks.FollowUp(followUp) : CrmLinks.Customer(row.CustomerId));
}
