using System.Globalization;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Organization;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.FollowUps;

/// <summary>The one form: what happened, when to come back, the new stage; or the plan of what is to happen.</summary>
[Authorize(Policy = Permissions.FollowUpsWrite)]
public sealed class NewModel(
    FollowUpSettings settings, FollowUpQueries followUps, FollowUpService writing, CustomersToFollowUp customers, OrganizationClock clock, UserScope by,
    IStringLocalizer<FollowUpsText> text)
    : PageModel, IFollowUpFormPage
{
    private static readonly TimeSpan UsualTime = TimeSpan.FromHours(10);

    [BindProperty(SupportsGet = true, Name = "customer")]
    public int? CustomerId { get; set; }

    [BindProperty(SupportsGet = true, Name = "plan")]
    public bool IsPlan { get; set; }

    /// <summary>When something is to be planned for, where one came from a place in the calendar; wall clock.</summary>
    [BindProperty(SupportsGet = true, Name = "at")]
    public DateTime? At { get; set; }

    /// <summary>The same as the address says it.</summary>
    public string? PlannedAt => At?.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Who was spoken to, where one came from that contact.</summary>
    [BindProperty(SupportsGet = true, Name = "contact")]
    public int? ContactId { get; set; }

    /// <summary>What the customer is looked for by.</summary>
    [FromQuery]
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty]
    public FollowUpForm Form { get; set; } = new();

    public FollowUpSetting Setting { get; private set; } = null!;

    public IReadOnlyList<CustomerToFollowUp> Customers { get; private set; } = [];

    public int Me => by.UserId;

    public bool Plans => IsPlan;

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (CustomerId is null)
        {
            Customers = await customers.FindAsync(Q, by, ct);
            return;
        }

        var now = clock.ToLocal(clock.UtcNow);
        Form = new FollowUpForm
        {
            CreationKey = Guid.NewGuid(),
            At = IsPlan ? At ?? (now.Date.AddDays(1) + UsualTime) : now,
            Assignee = by.UserId,
            Priority = FollowUpPriority.Normal,
            ReminderLead = IFollowUpFormPage.UsualLead,
        };
        if (!IsPlan)
            await settings.BeginAsync(Form, by, ct);
        await LoadAsync(ct);
        Form.From = Setting.Customer.Stage.Code;

        // What is planned is mostly of the kind that came before with this customer, what is written down of the writer's usual kind.
        Form.Method = (IsPlan ? Offered(Setting.LastWords?.Method?.Code) : null) ?? Offered(await followUps.LastMethodAsync(by, ct)) ?? FollowUpMethods.Phone;
        Form.Contact = (Setting.Customer.Contacts.FirstOrDefault(c => c.Id == ContactId && c.DepartedOn is null) ?? Setting.Customer.Primary)?.Id;
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var customerId = CustomerId ?? throw new BadQueryException("customer");
        if (IsPlan)
            await writing.PlanAsync(customerId, Form, by, ct);
        else
            await writing.RecordAsync(customerId, Form, by, ct);

        this.DraftSaved(Form.CreationKey);
        this.Toast(text[IsPlan ? "Toast.Planned" : Form.NextAt is null ? "Toast.Recorded" : "Toast.RecordedAndPlanned"]);
        return Request.AsksForRegions() ? Partial("_Toast") : LocalRedirect(CrmLinks.Customer(customerId));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        await LoadAsync(ct);

        // Once it was said that somebody moved the customer meanwhile, the form starts from where it stands now.
        if (ModelState["Form.Stage"]?.Errors.Count > 0)
            Form.From = Setting.Customer.Stage.Code;

        // Once it was said that this form was saved before, what it says now may be saved beside that.
        if (ModelState[""]?.Errors.Count > 0)
            Form.CreationKey = Guid.NewGuid();
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Setting = await settings.ReadAsync(CustomerId ?? throw new BadQueryException("customer"), Form, by, ct) with { ContactId = ContactId };
        if (!Setting.Customer.Rights.FollowUp)
            throw new NotFoundException();
    }
    private string? Offered(string? method) => Setting.Choices.Methods.FirstOrDefault(m => m.Value == method)?.Value;
}
