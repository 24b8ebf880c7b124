using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Customers.Duplicates;
using FluentValidation;
using FluentValidation.Results;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>A form as it was read, once: what it says, and the rules it breaks.</summary>
/// <param name="Said">Null where too little stands in the form to be a customer.</param>
internal sealed record CustomerReading(CustomerFacts? Said, IReadOnlyList<ValidationFailure> Faults)
{
    /// <summary>What the form says, now that it may be saved.</summary>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <param name="except">What it breaks was broken before and is not this form's to mend.</param>
    public CustomerFacts Valid(CustomerReading? except = null)
    {
        var faults = FaultsBeside(except).ToList();
        return faults.Count == 0 ? Said! : throw new ValidationException(faults);
    }

    /// <summary>The rules it breaks; those of them that another reading breaks already count only where this one is no customer.</summary>
    public IEnumerable<ValidationFailure> FaultsBeside(CustomerReading? except) =>
        Said is null || except is null ? Faults : Faults.ExceptBy(except.Faults.Select(Key), Key);

    private static (string Field, string Message) Key(ValidationFailure fault) => (fault.PropertyName, fault.ErrorMessage);
}

/// <summary>What a form says of a customer, with codes turned into ids.</summary>
/// <param name="OwnerId">Whom the form makes the owner; null for oneself.</param>
/// <param name="ConfirmsDuplicate">Whoever sent it has seen the likely duplicates.</param>
internal sealed record CustomerFacts(
    CustomerProfile Profile, IReadOnlyList<(int? Id, ContactFacts Facts)> Contacts, IReadOnlyList<CheckedLink> DecisionChain, IReadOnlyList<int> TagIds,
    int? OwnerId, bool ConfirmsDuplicate)
{
    /// <summary>What duplicates are judged by.</summary>
    /// <param name="exceptId">The customer itself, where it is there already.</param>
    public DuplicateQuestion Identity(int? exceptId) => new(
        Profile.Name, Profile.CreditCode, [.. Contacts.SelectMany(c => new[] { c.Facts.Mobile, c.Facts.Landline }).OfType<string>()], exceptId);

    /// <summary>The chain, given the customer's contacts in the order of the form.</summary>
    /// <param name="all">Those who have left too.</param>
    public IReadOnlyList<DecisionLink> Chain(IReadOnlyList<Contact> contacts, IReadOnlyCollection<Contact> all) =>
    [
        .. DecisionChain
            .Select(l => (Link: l, Contact: l.Contact is { } at ? contacts[at] : l.Departed is { } id ? all.FirstOrDefault(c => c.Id == id) : null))
            .Where(x => x.Contact is not null || x.Link.Title is not null)
            .Select((x, i) => new DecisionLink(i + 1, x.Contact, x.Link.Title, x.Link.Attitude)),
    ];

    /// <summary>What the customer and its contacts are to carry in the company's own fields.</summary>
    /// <param name="contacts">In the order of the form.</param>
    public IReadOnlyList<OwnerValues> Carried(Customer customer, IReadOnlyList<Contact> contacts) =>
    [
        new(CustomerValueTable.Only, customer.Id, customer.Id, Profile.Custom, field => new CustomerValue(customer, field)),
        .. contacts.Select((contact, i) => new OwnerValues(ContactValueTable.Only, contact.Id, customer.Id, Contacts[i].Facts.Custom, field => new ContactValue(contact, field))
        {
            Under = ContactConversion.Place(i),
        }),
    ];

    /// <summary>Whether this form says what the one said that made the customer, so that nothing typed since gets lost.</summary>
    /// <param name="saved">The customer as it is now.</param>
    public bool SaysTheSameAs(CustomerFacts saved, Customer made) =>
        WithoutWhatTimeChanges(Profile, made) == WithoutWhatTimeChanges(saved.Profile, made)
        && Contacts.Select(c => c.Facts).ToHashSet().SetEquals(saved.Contacts.Select(c => c.Facts))
        && Links.SequenceEqual(saved.Links)
        && TagIds.ToHashSet().SetEquals(saved.TagIds);

    /// <summary>The chain in words; what says nothing is left out as it is when saving.</summary>
    private IEnumerable<(ContactFacts? Contact, string? Title, int? Attitude)> Links => DecisionChain
        .Where(l => l.Contact is not null || l.Title is not null)
        .Select(l => (l.Contact is { } at ? Contacts[at].Facts : null, l.Title, l.Attitude));

    /// <summary>Leaves out what the form does not decide any more: the type once the stage has moved, the first contact once there was a follow-up.</summary>
    private static CustomerProfile WithoutWhatTimeChanges(CustomerProfile profile, Customer made) => profile with
    {
        Type = made.StageEnteredAt == made.CreatedAt ? profile.Type : default,
        FirstContactAt = made.LastFollowUpAt is null ? profile.FirstContactAt : null,
    };
}

/// <summary>A link of the decision chain; the contact by its place in the form, or by its id where it has left.</summary>
internal sealed record CheckedLink(int? Contact, int? Departed, string? Title, int? Attitude);
