using CrmWeb.Core.Files;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Commitments;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Pages.Files;
using CrmWeb.Pages.FollowUps.Tasks;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.FollowUps;

/// <summary>One follow-up: what was said, or, while it is open, the form that completes, moves or cancels it.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class DetailsModel(
    FollowUpSettings settings, FollowUpQueries followUps, FollowUpCompletion completion, TaskPlanner planner, TaskQueue queue, TaskActions tasks, FollowUpEditor editing, FollowUpCorrections corrections,
    CommitmentService commitments, RecurringTasks recurring, AttachmentQueries attachments, UploadPlaces places, OrganizationClock clock, UserScope by, IStringLocalizer<FollowUpsText> text)
    : PageModel, IFollowUpFormPage
{
    private const string Panel = "~/Pages/FollowUps/Tasks/_TaskSheet.cshtml";
    private bool onlyCancels;

    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    /// <summary>Another time, assignee or priority is asked for, not what happened.</summary>
    [BindProperty(SupportsGet = true, Name = "replan")]
    public bool IsReplan { get; set; }

    [BindProperty]
    public FollowUpForm Form { get; set; } = new();
    public FollowUpRow FollowUp { get; private set; } = null!;
    public FollowUpSetting Setting { get; private set; } = null!;
    public bool MayChange { get; private set; }
    /// <summary>The record may be corrected by this reader now.</summary>
    public bool MayEdit { get; private set; }
    public IReadOnlyList<FollowUpCorrection> Corrections { get; private set; } = [];
    public PromiseList Promises { get; private set; } = new([], false, true);
    /// <summary>Null for readers who see no files, and in a panel.</summary>
    public FilesPanel? Files { get; private set; }
    /// <summary>A form is shown: the task waits for this reader, or what they typed came back.</summary>
    public bool ShowsForm { get; private set; }
    /// <summary>Where the form goes.</summary>
    public string SaveAddress => !FollowUp.IsOpen ? CrmLinks.NewFollowUp(FollowUp.CustomerId)
        : IsReplan ? CrmLinks.SaveReplannedFollowUp(Id)
        : CrmLinks.FollowUp(Id);

    /// <summary>Who, how urgently and with which reminder stays as planned: the same task at another time, or the next one of its series.</summary>
    private bool StaysPlanned => IsReplan || IsOfSeries;

    public bool IsOverdue => FollowUp.IsOverdueAt(clock.UtcNow);
    public int Me => by.UserId;
    public string? GivenSubject => FollowUp.Subject;
    public bool Completes => true;
    public bool Plans => IsReplan;

    /// <summary>The next one of a series goes to the reader where whoever had it may have it no longer.</summary>
    public string? AssigneeWarning => FollowUp.IsOpen && !IsReplan && IsOfSeries && !Setting.Assignees.Any(a => a.Value == $"{FollowUp.AssigneeId}") ? text["Assignee.Proposed", FollowUp.AssigneeName, by.Name].Value : null;

    public bool IsOfSeries => FollowUp.Recurrence != FollowUpRecurrence.None;
    /// <summary>The reader is whom it reminds.</summary>
    public bool IsMine => FollowUp.AssigneeId == by.UserId;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await settings.BeginAsync(Form, by, ct);
        await LoadAsync(ct);
        Begin();
        return Shown();
    }

    /// <param name="then">The button that says when to come back: tomorrow, in3days or monday.</param>
    /// <param name="goOn">The next task is wanted at once.</param>
    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(string? then, bool goOn, CancellationToken ct)
    {
        if (!string.IsNullOrEmpty(then))
            TaskForms.PlanOn(this, then, clock.Today);
        var task = await followUps.ReadAsync(Id, by, ct);
        await completion.CompleteAsync(Id, Form, by, ct);
        this.DraftSaved(Form.CreationKey);
        var next = goOn ? await queue.AfterAsync(Id, task.At, by, ct) : null;
        this.Toast(text[goOn && next is null ? "Toast.CompletedLast" : Form.NextAt is null ? "Toast.Completed" : "Toast.CompletedAndPlanned"]);
        if (Request.AsksForRegions())
            return next is { } id ? await GoOnAsync(id, ct) : Partial("_Toast");
        return LocalRedirect(next is { } other ? CrmLinks.FollowUp(other) : CrmLinks.Customer(task.CustomerId));
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostReplanAsync(CancellationToken ct)
    {
        IsReplan = true;
        await planner.ReplanAsync(Id, Form, by, ct);
        this.Toast(text["Toast.Replanned"]);
        return Request.AsksForRegions() ? Partial("_Toast") : LocalRedirect(CrmLinks.FollowUp(Id));
    }

    public async Task<IActionResult> OnPostCancelAsync(Guid? version, CancellationToken ct)
    {
        onlyCancels = true;
        await tasks.CancelAsync(Id, version, by, ct);
        this.Toast(text["Toast.Cancelled"]);
        return LocalRedirect(CrmLinks.FollowUp(Id));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (onlyCancels)
            Begin(); // nothing was typed that could be kept
        // Once it was said that somebody changed it, the form starts from how it stands now.
        if (ModelState[""]?.Errors.Count > 0)
            Form.Version = FollowUp.Version;
        if (ModelState["Form.Stage"]?.Errors.Count > 0)
            Form.From = Setting.Customer.Stage.Code;
        return Shown();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        FollowUp = await followUps.ReadAsync(Id, by, ct);
        Form.Method ??= FollowUp.Method?.Code;
        Form.CreationKey = Guid.NewGuid();
        if (StaysPlanned && Form.ReminderLead is null)
            (Form.ReminderLead, Form.Channels) = (FollowUp.ReminderLeadMinutes, [.. Enum.GetValues<NotificationChannels>().Where(c => c != 0 && FollowUp.Channels.HasFlag(c))]);
        Setting = await settings.ReadAsync(FollowUp.CustomerId, Form, by, ct, IsReplan ? FollowUp.AssigneeId : null) with { ContactId = FollowUp.ContactId, ComesBackAt = FollowUp.IsOpen ? await recurring.NextAtAsync(FollowUp, ct) : null };
        MayChange = FollowUp.IsOpen && (FollowUp.AssigneeId == by.UserId || Setting.Customer.Rights.FollowUp);

        if (!FollowUp.IsOpen)
        {
            MayEdit = await editing.MayEditAsync(Id, by, ct);
            Corrections = await corrections.ReadAsync(FollowUp, by, ct);
            Promises = new PromiseList(await commitments.OfFollowUpAsync(Id, by, ct), Setting.Customer.Rights.FollowUp, OnFollowUp: true);
        }

        // What somebody else has completed meanwhile may still be kept, as a record of its own.
        if (by.Has(Permissions.PersonalDataView) && !Request.AsksForRegions())
            Files = await FilesPanel.OfFollowUpAsync(FollowUp, Setting.Customer.Rights.Edit, attachments, places, by, ct);
        ShowsForm = MayChange || (!FollowUp.IsOpen && !IsReplan && !onlyCancels && HttpMethods.IsPost(Request.Method));
    }

    private void Begin() =>
        Form = TaskForms.Begin(FollowUp, Setting, Form, clock.ToLocal(IsReplan ? FollowUp.At : clock.UtcNow), IsReplan, StaysPlanned, by);

    /// <summary>In the panel the next task takes the place of the one that is done.</summary>
    private async Task<IActionResult> GoOnAsync(int id, CancellationToken ct)
    {
        (Id, Form) = (id, new FollowUpForm());
        await OnGetAsync(ct);
        return this.Afresh(Panel, this);
    }

    private IActionResult Shown() => Request.AsksForRegions() ? Partial(Panel, this) : Page();
}
