using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Sharing;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Files;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Commitments;
using CrmWeb.Core.Health;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Urging;
using CrmWeb.Pages.Customers.Record.Stages;
using CrmWeb.Pages.FollowUps;

namespace CrmWeb.Pages.Customers.Record;

/// <summary>Reads what the record shows, for its page and for whatever is done on it without leaving it.</summary>
public sealed class RecordReader(
    CustomerRecordQueries records, CustomerTimeline timeline, FollowUpQueries followUps, CommitmentService commitments, CollaborationQueries requests, UrgeQueries urges, AttachmentQueries files, StageHistory history,
    OrderQueries orders, HealthQueries health, CustomerChoices choices, FollowUpChoiceReader offers, PipelineCatalog pipeline, OrganizationClock clock)
{
    /// <exception cref="CrmWeb.Core.Requests.NotFoundException">The customer is absent or outside the scope.</exception>
    /// <exception cref="CrmWeb.Core.Requests.BadQueryException">The address means nothing.</exception>
    public async Task<RecordView> ReadAsync(int id, TimelineAddress address, UserScope by, CancellationToken ct)
    {
        var (filter, before) = (address.Filter, TimelineCursor.Parse(address.Before));
        var customer = await records.ReadAsync(id, by, ct);
        var entries = await timeline.ReadAsync(customer, filter, before, by, ct, address.Q);
        if (customer.Rights.Reassign)
            await choices.LoadOwnersAsync(ct);
        var view = new RecordView
        {
            Customer = customer,
            Address = address,
            Entries = entries,
            FollowUps = await followUps.OfCustomerAsync(id, by, ct),
            Promises = new PromiseList(customer.HasPromises ? await commitments.OpenOfCustomerAsync(id, by, ct) : [], customer.Rights.FollowUp, OnFollowUp: false),
            Requests = customer.Rights.Edit && customer.HasRequests ? await requests.WaitingAsync(id, by, ct) : [],
            Files = customer.HasFiles
                ? await files.OfCustomerAsync(id, [.. entries.Items.OfType<FollowUpItem>().Select(i => i.FollowUp.Id)], by, ct) : AttachmentsOfCustomer.None,
            Orders = customer.HasOrders ? await orders.OfCustomerAsync(id, by, ct) : OrdersOfCustomer.None,
            Health = await health.OfCustomerAsync(id, by, ct),
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
        var customer = await records.ReadProductFieldsAsync(id, by, ct);
        if (!customer.Rights.FollowUp)
            throw new Core.Requests.NotFoundException();
        return await ComposerAsync(customer, customer.Primary, form, ct);
    }

    private async Task<Composer> ComposerAsync(CustomerRecord customer, ContactCard? spokenTo, FollowUpForm? form, CancellationToken ct)
    {
        var now = clock.ToLocal(clock.UtcNow);
        form ??= new FollowUpForm
        {
            CreationKey = Guid.NewGuid(),
            Method = await offers.UsualMethodAsync(ct),
            At = now,
            Contact = spokenTo?.Id,
            From = customer.Stage.Code,
            ReminderLead = IFollowUpFormPage.UsualLead,
        };
        return new Composer
        {
            CustomerId = customer.Id,
            Form = form,
            Now = now,
            Choices = await offers.OfAsync(customer, form, ct),
            StageName = customer.Stage.Name,
            StageCode = customer.Stage.Code,
        };
    }
}
