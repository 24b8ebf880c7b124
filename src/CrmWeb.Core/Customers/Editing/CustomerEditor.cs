using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Duplicates;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>Changes the fields of existing customers.</summary>
public sealed class CustomerEditor(
    CrmDbContext db, CustomerFormMapper mapper, DuplicatePolicy duplicates, OrganizationClock clock)
{
    /// <summary>The form, filled with the customer as it is now.</summary>
    /// <exception cref="NotFoundException">Absent, or the user may not change it.</exception>
    public async Task<CustomerForm> OpenAsync(int id, UserScope by, CancellationToken ct)
    {
        var customer = await db.Customers.AsNoTracking().EditableBy(by)
            .Include(c => c.Contacts).Include(c => c.Tags).Include(c => c.DecisionChain)
            .FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();
        return await mapper.FillAsync(customer, ct);
    }

    /// <summary>Saves the form.</summary>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">Absent, or the user may not change it.</exception>
    /// <exception cref="EditConflictException">Somebody else saved the customer since the form was opened; nothing was written.</exception>
    public async Task SaveAsync(int id, CustomerForm form, UserScope by, CancellationToken ct)
    {
        var customer = await db.Customers.EditableBy(by)
            .Include(c => c.Contacts).Include(c => c.Tags).Include(c => c.DecisionChain)
            .FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();
        var facts = (await mapper.ReadAsync(form, customer, ct)).Valid();
        if (form.Version != customer.Version)
            throw new EditConflictException();

        // An edit that leaves alone what duplicates are judged by is not asked about them again.
        var (now, asked) = (clock.UtcNow, facts.Identity(id));
        if (!IsSame(asked, customer))
            duplicates.Note(await duplicates.CheckChangeAsync(asked, facts.ConfirmsDuplicate, by, ct), id, by, now);

        customer.Edit(facts.Profile, by.ActorId, now);
        var inOrder = ChangeContacts(customer, facts.Contacts, await ContactsInUseAsync(id, ct), by, now);
        customer.SetDecisionChain(facts.Chain(inOrder, customer.Contacts));
        customer.SetTags(facts.TagIds);
        await db.SaveChangesAsync(by, ct);
    }

    /// <summary>The form shows current contacts: who has left is not its to remove, and who was spoken to leaves instead of vanishing.</summary>
    /// <returns>The contacts in the order of the form.</returns>
    private List<Contact> ChangeContacts(
        Customer customer, IReadOnlyList<(int? Id, ContactFacts Facts)> wanted, IReadOnlyCollection<int> inUse, UserScope by, DateTime now)
    {
        var gone = customer.Contacts.Where(c => c.DepartedOn is null && wanted.All(w => w.Id != c.Id)).ToList();
        List<Contact> inOrder = [];
        for (var i = 0; i < wanted.Count; i++)
        {
            if (customer.Contacts.FirstOrDefault(c => c.Id == wanted[i].Id && c.Id != 0) is { } contact)
            {
                contact.Change(wanted[i].Facts, isPrimary: i == 0);
                inOrder.Add(contact);
            }
            else
            {
                inOrder.Add(new Contact(wanted[i].Facts, isPrimary: i == 0, now));
                customer.AddContact(inOrder[^1]);
            }
        }

        foreach (var contact in gone)
        {
            if (inUse.Contains(contact.Id))
                customer.Depart(contact, clock.Today, by.ActorId, now);
            else
                customer.RemoveContact(contact);
        }

        customer.EnsurePrimary();
        return inOrder;
    }

    private async Task<List<int>> ContactsInUseAsync(int customerId, CancellationToken ct) => await db.Contacts
        .Where(c => c.CustomerId == customerId)
        .Where(c => c.PreviousId != null || db.FollowUps.Any(f => f.ContactId == c.Id) || db.Contacts.Any(n => n.PreviousId == c.Id))
        .Select(c => c.Id).ToListAsync(ct);

    private static bool IsSame(DuplicateQuestion asked, Customer c) => asked.Name == c.Name && asked.CreditCode == c.CreditCode
        && asked.Phones.SequenceEqual(c.Contacts.Where(x => x.DepartedOn is null).OrderByDescending(x => x.IsPrimary).ThenBy(x => x.Id)
            .SelectMany(x => new[] { x.Mobile, x.Landline }).OfType<string>());
}
