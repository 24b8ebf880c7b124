using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.SampleData.Generator;

/// <summary>Gives rows the ids that the database would give next, before they are written.</summary>
internal sealed class SeedIds
{
    private static readonly Action<Customer, int> SetCustomer = Setter<Customer, int>(nameof(Customer.Id));
    private static readonly Action<Contact, int> SetContact = Setter<Contact, int>(nameof(Contact.Id));
    private static readonly Action<Contact, int> SetContactCustomer = Setter<Contact, int>(nameof(Contact.CustomerId));
    private static readonly Action<CustomerTag, int> SetTagCustomer = Setter<CustomerTag, int>(nameof(CustomerTag.CustomerId));
    private static readonly Action<DecisionLink, int> SetLink = Setter<DecisionLink, int>(nameof(DecisionLink.Id));
    private static readonly Action<DecisionLink, int> SetLinkCustomer = Setter<DecisionLink, int>(nameof(DecisionLink.CustomerId));
    private static readonly Action<DecisionLink, int?> SetLinkContact = Setter<DecisionLink, int?>(nameof(DecisionLink.ContactId));
    private static readonly Action<StageChange, int> SetChange = Setter<StageChange, int>(nameof(StageChange.Id));
    private static readonly Action<StageChange, int> SetChangeCustomer = Setter<StageChange, int>(nameof(StageChange.CustomerId));
    private static readonly Action<FollowUp, int> SetFollowUp = Setter<FollowUp, int>(nameof(FollowUp.Id));
    private static readonly Action<AuditEntry, long> SetEntry = Setter<AuditEntry, long>(nameof(AuditEntry.Id));

    private int customer;
    private int contact;
    private int link;
    private int change;
    private int followUp;
    private long entry;

    /// <summary>Counts on from what is stored.</summary>
    public static async Task<SeedIds> AfterAsync(CrmDbContext db, CancellationToken ct) => new()
    {
        customer = await db.Customers.IgnoreQueryFilters().MaxAsync(x => (int?)x.Id, ct) ?? 0,
        contact = await db.Contacts.IgnoreQueryFilters().MaxAsync(x => (int?)x.Id, ct) ?? 0,
        link = await db.Set<DecisionLink>().IgnoreQueryFilters().MaxAsync(x => (int?)x.Id, ct) ?? 0,
        change = await db.StageChanges.IgnoreQueryFilters().MaxAsync(x => (int?)x.Id, ct) ?? 0,
        followUp = await db.FollowUps.IgnoreQueryFilters().MaxAsync(x => (int?)x.Id, ct) ?? 0,
        entry = await db.AuditEntries.MaxAsync(x => (long?)x.Id, ct) ?? 0,
    };

    /// <summary>The customer and its contacts and tags, before anything refers to them.</summary>
    public void Give(Customer c)
    {
        SetCustomer(c, ++customer);
        foreach (var x in c.Contacts)
        {
            SetContact(x, ++contact);
            SetContactCustomer(x, c.Id);
        }

        foreach (var x in c.Tags)
            SetTagCustomer(x, c.Id);
        foreach (var x in c.DecisionChain)
        {
            SetLink(x, ++link);
            SetLinkCustomer(x, c.Id);
            SetLinkContact(x, x.Contact?.Id);
        }
    }

    /// <summary>The stages the customer went through, once it has.</summary>
    public void GiveHistory(Customer c)
    {
        foreach (var x in c.StageChanges)
        {
            SetChange(x, ++change);
            SetChangeCustomer(x, c.Id);
        }
    }

    public void Give(FollowUp f) => SetFollowUp(f, ++followUp);

    public void Give(AuditEntry e) => SetEntry(e, ++entry);

    internal static Action<TRow, TValue> Setter<TRow, TValue>(string property) =>
        typeof(TRow).GetProperty(property)!.GetSetMethod(nonPublic: true)!.CreateDelegate<Action<TRow, TValue>>();
}
