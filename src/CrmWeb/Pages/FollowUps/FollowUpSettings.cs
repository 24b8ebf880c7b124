using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Commitments;
using CrmWeb.Core.FollowUps.Reminders;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.FollowUps;

/// <summary>What a follow-up form shows besides what is typed: the customer, the last words, what is open, the choices.</summary>
public sealed record FollowUpSetting
{
    public required CustomerRecord Customer { get; init; }

    /// <summary>The contact the follow-up is with, which is whom to call; the primary one only where it names nobody.</summary>
    public int? ContactId { get; init; }

    public ContactCard? Contact => Customer.Contacts.FirstOrDefault(c => c.Id == ContactId) ?? Customer.Primary;

    public FollowUpRow? LastWords { get; init; }

    public IReadOnlyList<FollowUpRow> Open { get; init; } = [];

    public IReadOnlyList<SelectListItem> Methods { get; init; } = [];

    public IReadOnlyList<SelectListItem> Contacts { get; init; } = [];

    public IReadOnlyList<SelectListItem> Assignees { get; init; } = [];

    public IReadOnlyList<SelectListItem> Priorities { get; init; } = [];

    /// <summary>How long before to remind, in minutes.</summary>
    public IReadOnlyList<SelectListItem> Leads { get; init; } = [];

    public IReadOnlyList<SelectListItem> Recurrences { get; init; } = [];

    /// <summary>What may be meant by moving one of a series.</summary>
    public IReadOnlyList<SelectListItem> Scopes { get; init; } = [];

    /// <summary>Where else than in the page a reminder can appear: what the administrator has set up, and what was chosen before.</summary>
    public IReadOnlyList<NotificationChannels> Channels { get; init; } = [];

    /// <summary>When a recurring task comes back once it is completed (UTC); null where it does not.</summary>
    public DateTime? ComesBackAt { get; init; }

    /// <summary>The stages the customer may move to.</summary>
    public IReadOnlyList<SelectListItem> Stages { get; init; } = [];

    public IReadOnlyList<SelectListItem> LossReasons { get; init; } = [];

    /// <summary>Codes of the stages that ask for a loss reason, separated by commas.</summary>
    public string LostStages { get; init; } = "";
}

/// <summary>Promises as a panel shows them.</summary>
/// <param name="OnFollowUp">On the page of the follow-up that made them, not on the record.</param>
public sealed record PromiseList(IReadOnlyList<CommitmentRow> Rows, bool MayWrite, bool OnFollowUp);

/// <summary>Reads what follow-up forms show.</summary>
public sealed class FollowUpSettings(
    CustomerRecordQueries customers, FollowUpQueries followUps, AssigneeChoices assignees, UserDirectory users, ReminderReach reach, ListCatalog lists, PipelineCatalog pipeline,
    StoredChoices stored, IStringLocalizer<FollowUpsText> text)
{
    /// <param name="keptAssignee">Who has the task now, who stays on offer even where they could not be given it today.</param>
    /// <exception cref="CrmWeb.Core.Requests.NotFoundException">The customer is absent or outside the scope.</exception>
    public async Task<FollowUpSetting> ReadAsync(int customerId, FollowUpForm form, UserScope by, CancellationToken ct, int? keptAssignee = null)
    {
        var customer = await customers.ReadAsync(customerId, by, ct);
        var (open, last) = await followUps.OfCustomerAsync(customerId, by, ct);
        var list = await lists.GetAsync(ct);
        var stages = (await pipeline.GetAsync(ct)).All.Where(s => s.IsActive).ToList();
        return new FollowUpSetting
        {
            Customer = customer,
            LastWords = last,
            Open = open,
            Methods = stored.Keep(
                [.. list.Offered(ListKind.FollowUpMethod).Select(e => new SelectListItem(e.Name, e.Code))],
                list.Find(ListKind.FollowUpMethod, form.Method)?.Code, list.Find(ListKind.FollowUpMethod, form.Method)?.Name),
            Contacts = [.. customer.Contacts.Where(c => c.DepartedOn is null || c.Id == form.Contact).Select(Choice)],
            Assignees = stored.Keep(
                [.. (await assignees.ForAsync(customerId, by, ct)).Select(u => new SelectListItem(u.Name, $"{u.Id}"))], (await users.GetAsync(ct)).ById(keptAssignee)),
            Priorities = [.. Enum.GetValues<FollowUpPriority>().Select(p => new SelectListItem(text[$"FollowUpPriority.{p}"], p.ToString()))],
            Leads = ReminderLeads.Offered(form.ReminderLead, text),
            Recurrences = [.. Enum.GetValues<FollowUpRecurrence>().Select(r => new SelectListItem(text[$"FollowUpRecurrence.{r}"], r.ToString()))],
            Scopes = [.. Enum.GetValues<MoveScope>().Select(s => new SelectListItem(text[$"MoveScope.{s}"], s.ToString()))],
            Channels = await reach.OfferedAsync(form.Channels, ct),
            Stages = [.. stages.Where(s => s.Id != customer.Stage.Id).Select(s => new SelectListItem(s.Name, s.Code))],
            LossReasons = [.. list.Offered(ListKind.LossReason).Where(e => e.ParentId is null).SelectMany(group => Grouped(list, group))],
            LostStages = string.Join(',', stages.Where(s => s.Kind == StageKind.Lost).Select(s => s.Code)),
        };
    }

    private SelectListItem Choice(ContactCard contact) =>
        new(string.Join(" · ", new[] { contact.Name, contact.Title, contact.DepartedOn is null ? null : text["Contact.Departed"].Value }.OfType<string>()), $"{contact.Id}");

    private static IEnumerable<SelectListItem> Grouped(ListSnapshot list, ListEntry parent)
    {
        var group = new SelectListGroup { Name = parent.Name };
        return list.Children(parent.Id).Where(e => e.IsActive).Select(e => new SelectListItem(e.Name, e.Code) { Group = group });
    }
}
