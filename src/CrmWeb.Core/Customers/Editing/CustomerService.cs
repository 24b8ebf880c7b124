using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Duplicates;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>Enters new customers.</summary>
public sealed class CustomerService(
    CrmDbContext db,
    CustomerFormMapper mapper,
    CustomerNumbers numbers,
    DuplicatePolicy duplicates,
    CustomValueStore values,
    DemandCatalog demands,
    OwnerChoices owners,
    PipelineCatalog pipeline,
    OrganizationClock clock,
    IStringLocalizer<CustomersText> text)
{
    /// <summary>Creates the customer with its contacts in one transaction.</summary>
    /// <returns>The new customer's id; the id of the one the same form made before, if it was sent twice.</returns>
    /// <exception cref="ValidationException">A rule is broken, the customer exists already, or the form made one before and says something else now.</exception>
    /// <exception cref="NotFoundException">The user may not create customers.</exception>
    public async Task<int> RegisterAsync(CustomerForm form, UserScope by, CancellationToken ct)
    {
        if (!by.Has(Permissions.CustomersCreate))
            throw new NotFoundException();

        var read = await mapper.ReadAsync(form, stored: null, by, ct);
        var key = form.CreationKey == Guid.Empty ? Guid.NewGuid() : form.CreationKey;
        return await Resubmission.RunAsync(
            db,
            () => MadeBySameFormAsync(key, read, by, ct),
            () => MakeAsync(key, read, by, ct),
            async () =>
            {
                var used = key;
                key = Resubmission.OwnKey(key, by);
                return await All.AnyAsync(c => c.CreationKey == used, ct);
            });
    }

    /// <summary>The recycle bin included.</summary>
    private IQueryable<Customer> All => db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]);

    private async Task<int> MakeAsync(Guid key, CustomerReading read, UserScope by, CancellationToken ct)
    {
        var facts = read.Valid();
        var owner = await OwnerAsync(facts, by, ct);
        var initial = (await pipeline.GetAsync(ct)).Initial;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // Taking the number makes creations queue, so what follows sees every customer committed before.
        var number = await numbers.NextAsync(db, ct);
        if (await MadeBySameFormAsync(key, read, by, ct) is { } made)
            return made;

        var confirmed = await duplicates.CheckNewAsync(facts.Identity(exceptId: null), facts.ConfirmsDuplicate, by, ct);
        var now = clock.UtcNow;
        var customer = new Customer(number, key, facts.Profile, owner.Id, owner.DepartmentId, by.ActorId, initial.Id, now);
        foreach (var (_, contact) in facts.Contacts)
            customer.AddContact(new Contact(contact, isPrimary: customer.Contacts.Count == 0, now));
        List<Contact> contacts = [.. customer.Contacts];
        customer.SetDecisionChain(facts.Chain(contacts, contacts));
        customer.SetTags(facts.TagIds);
        customer.Measure(await demands.GetAsync(ct), facts.Profile.Custom);
        db.Customers.Add(customer);
        await values.WriteAsync(facts.Carried(customer, contacts), ct);
        await db.SaveChangesAsync(by, ct);

        // It names the customer by its id.
        if (confirmed is not null)
        {
            duplicates.Note(confirmed, customer.Id, by, now);
            await db.SaveChangesAsync(by, ct);
        }

        await transaction.CommitAsync(ct);
        return customer.Id;
    }

    private async Task<int?> MadeBySameFormAsync(Guid key, CustomerReading read, UserScope by, CancellationToken ct)
    {
        var made = await All.AsNoTracking().Include(c => c.Contacts).Include(c => c.Tags).Include(c => c.DecisionChain)
            .FirstOrDefaultAsync(c => c.CreationKey == key && c.DeveloperId == by.ActorId, ct);
        if (made is null)
            return null;

        var saved = await mapper.ReadAsync(await mapper.FillAsync(made, by, ct), made, by, ct);
        return read.Said is { } said && saved.Said is { } stored && said.SaysTheSameAs(stored, made)
            ? made.Id
            : throw Refusal.Of("", text["Error.AlreadySaved", $"{made.Number} {made.Name}"]);
    }

    private async Task<UserEntry> OwnerAsync(CustomerFacts facts, UserScope by, CancellationToken ct)
    {
        var ownerId = facts.OwnerId ?? by.UserId;
        return (await owners.ForAsync(by, ct)).FirstOrDefault(u => u.Id == ownerId)
            ?? throw Refusal.Of(nameof(CustomerForm.Owner), text["Error.OwnerNotAllowed"]);
    }
}
