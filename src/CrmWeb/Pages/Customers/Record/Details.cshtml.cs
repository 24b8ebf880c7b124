using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Organization;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers.Record;

/// <summary>The record of a customer.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class DetailsModel(
    RecordReader reader, CustomerRecordQueries records, CustomerAssignment assignment, RecycleBin bin, UserScope by, IStringLocalizer<CustomersText> text)
    : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    /// <summary>all, follow-ups, stages, files, orders or changes.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Timeline { get; set; }

    /// <summary>The place below which the timeline is wanted.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    /// <summary>What is looked for in the follow-ups.</summary>
    [FromQuery]
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty]
    public int? Owner { get; set; }

    public RecordView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => View = await reader.ReadAsync(Id, new TimelineAddress(Timeline, Before, Q), by, ct);

    public async Task<IActionResult> OnPostAssignAsync(CancellationToken ct)
    {
        await assignment.AssignAsync(Id, Owner, by, ct);

        // The new owner may lie outside the reach of whoever gave the customer away.
        var stays = await records.IsVisibleAsync(Id, by, ct);
        this.Toast(text[stays ? "Toast.Assigned" : "Toast.AssignedAway"]);
        return LocalRedirect(stays ? CrmLinks.Customer(Id) : CrmLinks.Customers());
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        await bin.DeleteAsync(Id, by, ct);
        this.Toast(text["Toast.Deleted"], CrmLinks.RestoreCustomer(Id));
        return LocalRedirect(CrmLinks.Customers());
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        await OnGetAsync(ct);
        return Page();
    }
}
