using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Commitments;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.FollowUps.Reminders;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Pages.Customers;
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

    public required FollowUpChoices Choices { get; init; }

    public IReadOnlyList<SelectListItem> Assignees { get; init; } = [];

    public IReadOnlyList<SelectListItem> Priorities { get; init; } = [];

    public IReadOnlyList<SelectListItem> Recurrences { get; init; } = [];

    /// <summary>What may be meant by moving one of a series.</summary>
    public IReadOnlyList<SelectListItem> Scopes { get; init; } = [];

    /// <summary>Where else than in the page a reminder can appear: what the administrator has set up, and what was chosen before.</summary>
    public IReadOnlyList<NotificationChannels> Channels { get; init; } = [];

    /// <summary>The company's own fields that are for such a customer, or say something, as far as the user may change them.</summary>
    public IReadOnlyList<CustomControl> Own { get; init; } = [];

    /// <summary>When a recurring task comes back once it is completed (UTC); null where it does not.</summary>
    public DateTime? ComesBackAt { get; init; }
}

/// <summary>Promises as a panel shows them.</summary>
/// <param name="OnFollowUp">On the page of the follow-up that made them, not on the record.</param>
public sealed record PromiseList(IReadOnlyList<CommitmentRow> Rows, bool MayWrite, bool OnFollowUp);

/// <summary>Reads what follow-up forms show.</summary>
public sealed class FollowUpSettings(
    CustomerRecordQueries customers, FollowUpQueries followUps, AssigneeChoices assignees, UserDirectory users, ReminderReach reach, FollowUpChoiceReader choices,
    StoredChoices stored, FollowUpOwnFields own, CustomControls controls, ListCatalog lists, IStringLocalizer<FollowUpsText> text)
{
    /// <summary>Fills in what the company's own fields begin with.</summary>
    public Task BeginAsync(FollowUpForm form, UserScope by, CancellationToken ct) => own.BeginAsync(form, by, ct);

    /// <param name="keptAssignee">Who has the task now, who stays on offer even where they could not be given it today.</param>
    /// <exception cref="CrmWeb.Core.Requests.NotFoundException">The customer is absent or outside the scope.</exception>
    public async Task<FollowUpSetting> ReadAsync(int customerId, FollowUpForm form, UserScope by, CancellationToken ct, int? keptAssignee = null)
    {
        var customer = await customers.ReadProductFieldsAsync(customerId, by, ct);
        var (open, last) = await followUps.OfCustomerAsync(customerId, by, ct);
        return new FollowUpSetting
        {
            Customer = customer,
            LastWords = last,
            Open = open,
            Choices = await choices.OfAsync(customer, form, ct),
            Assignees = stored.Keep(
                [.. (await assignees.ForAsync(customerId, by, ct)).Select(u => new SelectListItem(u.Name, $"{u.Id}"))], (await users.GetAsync(ct)).ById(keptAssignee)),
            Priorities = [.. Enum.GetValues<FollowUpPriority>().Select(p => new SelectListItem(text[$"FollowUpPriority.{p}"], p.ToString()))],
            Recurrences = [.. Enum.GetValues<FollowUpRecurrence>().Select(r => new SelectListItem(text[$"FollowUpRecurrence.{r}"], r.ToString()))],
            Scopes = [.. Enum.GetValues<MoveScope>().Select(s => new SelectListItem(text[$"MoveScope.{s}"], s.ToString()))],
            Channels = await reach.OfferedAsync(form.Channels, ct),
            Own = await OwnAsync(customer, form, ct),
        };
    }

    /// <summary>Whose form it is stands fast, so what is not shown for the customer is left out of the page.</summary>
    private async Task<IReadOnlyList<CustomControl>> OwnAsync(CustomerRecord customer, FollowUpForm form, CancellationToken ct)
    {
        var list = await lists.GetAsync(ct);
        return
        [
            .. (await controls.AllAsync(FieldSubject.FollowUp, form, null, ct))
                .Where(c => c.Field.IsFor(customer.Kind, customer.Category, list.ById(customer.Profile.IndustryId)?.Code, list) || (c.Values.Count > 0 && c.Field.Default is null))
                .Select(c => c with { ShownFor = null }),
        ];
    }
}
