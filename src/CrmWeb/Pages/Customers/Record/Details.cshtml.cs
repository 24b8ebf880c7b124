using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Sharing;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Commitments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Urging;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.FollowUps;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers.Record;

/// <summary>The record: what matters in the first second of a call, what happened, and what to do next.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class DetailsModel(
    CustomerRecordQueries records, CustomerTimeline timeline, FollowUpQueries followUps, CommitmentService commitments, CollaborationQueries requests, UrgeQueries urges, CustomerStageService stages, CustomerAssignment assignment,
    RecycleBin bin, CustomerChoices choices, OrganizationClock clock, UserScope by, IStringLocalizer<CustomersText> text)
    : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    /// <summary>all, follow-ups, stages or changes.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Timeline { get; set; }

    /// <summary>The place below which the timeline is wanted, see <see cref="TimelineCursor"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    [BindProperty]
    public StageForm Form { get; set; } = new();

    [BindProperty]
    public int? Owner { get; set; }

    public CustomerRecord Customer { get; private set; } = null!;

    public TimelinePage Entries { get; private set; } = new([], null);

    public IReadOnlyList<FollowUpRow> Open { get; private set; } = [];

    public FollowUpRow? LastWords { get; private set; }

    public PromiseList Promises { get; private set; } = new([], false, false);

    /// <summary>Who asks to collaborate; only for those who decide.</summary>
    public IReadOnlyList<RequestToDecide> Requests { get; private set; } = [];

    public SilenceState Silence { get; private set; } = new(false, 0);

    public CustomerChoices Choices => choices;

    /// <summary>Whether the reader may urge about the customer itself now.</summary>
    public bool MayUrgeSilence => Customer.Rights.Urge && Silence.IsSilent && Customer.OwnerId != by.UserId;

    /// <summary>Whether the reader may urge about this task now.</summary>
    public bool MayUrge(FollowUpRow task) => Customer.Rights.Urge && task.AssigneeId != by.UserId && task.IsOverdueAt(clock.UtcNow);

    public TimelineFilter Filter { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Form.From = Customer.Stage.Code;
    }

    public async Task<IActionResult> OnPostStageAsync(CancellationToken ct)
    {
        await stages.MoveAsync(Id, Form, by, ct);
        this.Toast(text["Toast.StageMoved"]);
        return LocalRedirect(CrmLinks.Customer(Id));
    }

    public async Task<IActionResult> OnPostAssignAsync(CancellationToken ct)
    {
        await assignment.AssignAsync(Id, Owner, by, ct);
        this.Toast(text["Toast.Assigned"]);

        // The new owner may lie outside the reach of whoever gave the customer away.
        return LocalRedirect(by.Scope == DataScope.Everything ? CrmLinks.Customer(Id) : CrmLinks.Customers());
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        await bin.DeleteAsync(Id, by, ct);
        this.Toast(text["Toast.Deleted"], CrmLinks.RestoreCustomer(Id));
        return LocalRedirect(CrmLinks.Customers());
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Filter = Timeline switch
        {
            null or "" or "all" => TimelineFilter.All,
            "follow-ups" => TimelineFilter.FollowUps,
            "stages" => TimelineFilter.Stages,
            "changes" => TimelineFilter.Changes,
            _ => throw new CrmWeb.Core.Requests.BadQueryException("timeline"),
        };
        var before = TimelineCursor.Parse(Before);
        Customer = await records.ReadAsync(Id, by, ct);
        Entries = await timeline.ReadAsync(Id, Filter, before, by, ct);
        (Open, LastWords) = await followUps.OfCustomerAsync(Id, by, ct);
        Promises = new PromiseList(Customer.HasPromises ? await commitments.OpenOfCustomerAsync(Id, by, ct) : [], Customer.Rights.FollowUp, OnFollowUp: false);
        Requests = Customer.Rights.Edit && Customer.HasRequests ? await requests.WaitingAsync(Id, by, ct) : [];
        Silence = await urges.OfCustomerAsync(Customer, ct);
        await choices.LoadAsync(ct);
    }
}
