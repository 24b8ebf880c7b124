using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Sharing;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Commitments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Urging;
using CrmWeb.Pages.Customers.Record.Stages;
using CrmWeb.Pages.FollowUps;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers.Record;

/// <summary>Reads what the record shows, for its page and for whatever is done on it without leaving it.</summary>
public sealed class RecordReader(
    CustomerRecordQueries records, CustomerTimeline timeline, FollowUpQueries followUps, CommitmentService commitments, CollaborationQueries requests, UrgeQueries urges, StageHistory history,
    CustomerChoices choices, PipelineCatalog pipeline, ListCatalog lists, StoredChoices stored, OrganizationClock clock, IStringLocalizer<FollowUpsText> text)
{
    /// <exception cref="CrmWeb.Core.Requests.NotFoundException">The customer is absent or outside the scope.</exception>
    /// <exception cref="CrmWeb.Core.Requests.BadQueryException">The address means nothing.</exception>
    public async Task<RecordView> ReadAsync(int id, TimelineAddress address, UserScope by, CancellationToken ct)
    {
        var (filter, before) = (address.Filter, TimelineCursor.Parse(address.Before));
        var customer = await records.ReadAsync(id, by, ct);
        var entries = await timeline.ReadAsync(customer, filter, before, by, ct, address.Q);
        await choices.LoadAsync(ct);
        var view = new RecordView
        {
            Customer = customer,
            Address = address,
            Entries = entries,
            FollowUps = await followUps.OfCustomerAsync(id, by, ct),
            Promises = new PromiseList(customer.HasPromises ? await commitments.OpenOfCustomerAsync(id, by, ct) : [], customer.Rights.FollowUp, OnFollowUp: false),
            Requests = customer.Rights.Edit && customer.HasRequests ? await requests.WaitingAsync(id, by, ct) : [],
            Silence = await urges.OfCustomerAsync(customer, ct),
            Choices = choices,
            Steps = StageStep.Of(customer, await history.SpentAsync(customer, ct), await pipeline.GetAsync(ct), clock.UtcNow),
            Me = by.UserId,
            UtcNow = clock.UtcNow,
            MaySearch = PersonalView.Of(by).IsClear,
        };
        return customer.Rights.FollowUp ? view with { Composer = await ComposerAsync(customer, view.Caller, form: null, ct) } : view;
    }

    /// <summary>The composer alone, with what was typed.</summary>
    /// <inheritdoc cref="ReadAsync" path="/exception"/>
    public async Task<Composer> ComposerAsync(int id, FollowUpForm form, UserScope by, CancellationToken ct)
    {
        var customer = await records.ReadAsync(id, by, ct);
        if (!customer.Rights.FollowUp)
            throw new Core.Requests.NotFoundException();
        await choices.LoadAsync(ct);
        return await ComposerAsync(customer, customer.Primary, form, ct);
    }

    private async Task<Composer> ComposerAsync(CustomerRecord customer, ContactCard? spokenTo, FollowUpForm? form, CancellationToken ct)
    {
        var list = await lists.GetAsync(ct);
        var now = clock.ToLocal(clock.UtcNow);
        var methods = list.Offered(ListKind.FollowUpMethod).ToList();
        form ??= new FollowUpForm
        {
            CreationKey = Guid.NewGuid(),
            Method = (methods.Find(m => m.Code == FollowUpMethods.Phone) ?? methods.FirstOrDefault())?.Code,
            At = now,
            Contact = spokenTo?.Id,
            From = customer.Stage.Code,
            ReminderLead = IFollowUpFormPage.UsualLead,
        };
        var kept = list.Find(ListKind.FollowUpMethod, form.Method);
        return new Composer
        {
            CustomerId = customer.Id,
            Form = form,
            Now = now,
            Methods = stored.Keep([.. methods.Select(m => new SelectListItem(m.Name, m.Code))], kept?.Code, kept?.Name),
            Contacts = [.. customer.Contacts.Where(c => c.DepartedOn is null || c.Id == form.Contact).Select(Choice)],
            StageName = customer.Stage.Name,
            StageCode = customer.Stage.Code,
            Stages = [.. choices.Stages.Where(s => s.Value != customer.Stage.Code)],
            LossReasons = choices.LossReasons,
            LostStages = choices.LostStages,
            Leads = ReminderLeads.Offered(form.ReminderLead, text),
        };
    }

    private static SelectListItem Choice(ContactCard contact) => new(contact.Title is null ? contact.Name : $"{contact.Name} · {contact.Title}", $"{contact.Id}");
}
