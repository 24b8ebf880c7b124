using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Duplicates;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>Changes the fields of existing customers.</summary>
public sealed class CustomerEditor(
    CrmDbContext db, CustomerFormMapper mapper, CustomerMerger merger, CustomValueStore values, DemandCatalog demands, DuplicatePolicy duplicates,
    IEnumerable<ICustomerFigure> figures, OrganizationClock clock)
{
    /// <summary>The form, filled with the customer as it is now.</summary>
    /// <exception cref="NotFoundException">Absent, or the user may not change it.</exception>
    public async Task<CustomerForm> OpenAsync(int id, UserScope by, CancellationToken ct)
    {
        var seen = await ChangesSince.MarkAsync(db, nameof(Customer), id, ct);
        var form = await mapper.FillAsync(await LoadAsync(db.Customers.AsNoTracking(), id, by, ct), by, ct);
        form.Seen = seen;
        return form;
    }

    /// <summary>Saves the form, together with what others changed since it was opened.</summary>
    /// <returns>What came of it; nothing is saved where both sides changed a field to different values.</returns>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">Absent, or the user may not change it.</exception>
    public Task<CustomerMerge> SaveAsync(int id, CustomerForm form, UserScope by, CancellationToken ct) => ConflictRetry.RunOrAddAsync(db, async () =>
    {
        var customer = await LoadAsync(db.Customers, id, by, ct);
        var isFresh = form.Version == customer.Version && form.TakeTheirs.Count == 0;
        var merge = isFresh ? new CustomerMerge(form, [], []) : await merger.MergeAsync(form, customer, by, ct);

        // What breaks a rule is to be mended before anybody is asked to choose.
        var facts = (await mapper.ReadAsync(merge.IsSaved ? merge.Form : form, customer, by, ct)).Valid();
        if (merge.IsSaved)
            await WriteAsync(customer, facts, by, ct);
        return merge;
    });

    /// <summary>Saves one field by the rules of the whole form; everything else stays as it is.</summary>
    /// <param name="form">With the field, and the mark of when its control was shown.</param>
    /// <returns>What came of it; nothing is saved where somebody else changed the field to another value since it was shown.</returns>
    /// <exception cref="ValidationException">A rule is broken that the customer as it is does not break already.</exception>
    /// <exception cref="NotFoundException">Absent, or the user may not change it.</exception>
    public Task<CustomerMerge> SaveFieldAsync(int id, CustomerField field, CustomerForm form, UserScope by, CancellationToken ct) => ConflictRetry.RunOrAddAsync(db, async () =>
    {
        var customer = await LoadAsync(db.Customers, id, by, ct);
        var stored = await mapper.FillAsync(customer, by, ct);
        var typed = stored.With(field, form);
        typed.Seen = form.Seen;
        typed.TakeTheirs = form.TakeTheirs;
        var merge = await merger.MergeAsync(typed, customer, by, ct);
        if (merge.IsSaved)
            await WriteAsync(customer, (await mapper.ReadAsync(merge.Form, customer, by, ct)).Valid(except: await mapper.ReadAsync(stored, customer, by, ct)), by, ct);
        return merge;
    });

    private static async Task<Customer> LoadAsync(IQueryable<Customer> customers, int id, UserScope by, CancellationToken ct) =>
        await customers.EditableBy(by).Include(c => c.Contacts).Include(c => c.Tags).Include(c => c.DecisionChain)
            .FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();

    private async Task WriteAsync(Customer customer, CustomerFacts facts, UserScope by, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await ApplyAsync(customer, facts, by, ct);
        await db.SaveChangesAsync(by, ct);
        await figures.RenewAsync([customer.Id], ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Has a loaded customer say what a checked form says. Runs in a transaction; the caller saves.</summary>
    /// <param name="customer">With contacts, tags and decision chain.</param>
    internal async Task ApplyAsync(Customer customer, CustomerFacts facts, UserScope by, CancellationToken ct)
    {
        // An edit that leaves alone what duplicates are judged by is not asked about them again.
        var (id, now, asked) = (customer.Id, clock.UtcNow, facts.Identity(customer.Id));
        if (!IsSame(asked, customer))
            duplicates.Note(await duplicates.CheckChangeAsync(asked, facts.ConfirmsDuplicate, by, ct), id, by, now);

        customer.Edit(facts.Profile, by.ActorId, now);
        var inOrder = customer.SetContacts(facts.Contacts, await ContactsInUseAsync(id, ct), clock.Today, by.ActorId, now);
        customer.SetDecisionChain(facts.Chain(inOrder, customer.Contacts));
        customer.SetTags(facts.TagIds);
        customer.Measure(await demands.GetAsync(ct), facts.Profile.Custom);
        await values.WriteAsync(facts.Carried(customer, inOrder), ct);
    }

    private async Task<List<int>> ContactsInUseAsync(int customerId, CancellationToken ct) => await db.Contacts
        .Where(c => c.CustomerId == customerId)
        .Where(c => c.PreviousId != null || db.FollowUps.Any(f => f.ContactId == c.Id) || db.Attachments.Any(f => f.ContactId == c.Id) || db.Contacts.Any(n => n.PreviousId == c.Id))
        .Select(c => c.Id).ToListAsync(ct);

    private static bool IsSame(DuplicateQuestion asked, Customer c) => asked.Name == c.Name && asked.CreditCode == c.CreditCode
        && asked.Phones.SequenceEqual(c.Contacts.Where(x => x.DepartedOn is null).OrderByDescending(x => x.IsPrimary).ThenBy(x => x.Id)
            .SelectMany(x => new[] { x.Mobile, x.Landline }).OfType<string>());
}
