namespace CrmWeb.Core.Customers.Editing;

/// <summary>A form that passed every check.</summary>
internal sealed record ValidatedCustomer(
    CustomerProfile Profile, IReadOnlyList<(int? Id, ContactFacts Facts)> Contacts, IReadOnlyList<CheckedLink> DecisionChain, IReadOnlyList<int> TagIds)
{
    /// <summary>The chain, given the customer's contacts in the order of the form.</summary>
    /// <param name="all">Those who have left too.</param>
    public IReadOnlyList<DecisionLink> Chain(IReadOnlyList<Contact> contacts, IReadOnlyCollection<Contact> all) =>
    [
        .. DecisionChain
            .Select(l => (Link: l, Contact: l.Contact is { } at ? contacts[at] : l.Departed is { } id ? all.FirstOrDefault(c => c.Id == id) : null))
            .Where(x => x.Contact is not null || x.Link.Title is not null)
            .Select((x, i) => new DecisionLink(i + 1, x.Contact, x.Link.Title, x.Link.Attitude)),
    ];

    /// <summary>Whether this form says what the one said that made the customer, so that nothing typed since gets lost.</summary>
    /// <param name="saved">The customer as it is now.</param>
    public bool SaysTheSameAs(ValidatedCustomer saved, Customer made) =>
        WithoutWhatTimeChanges(Profile, made) == WithoutWhatTimeChanges(saved.Profile, made)
        && Contacts.Select(c => c.Facts).ToHashSet().SetEquals(saved.Contacts.Select(c => c.Facts))
        && Links.SequenceEqual(saved.Links)
        && TagIds.ToHashSet().SetEquals(saved.TagIds);

    /// <summary>The chain in words; what says nothing is left out as it is when saving.</summary>
    private IEnumerable<(ContactFacts? Contact, string? Title, int? Attitude)> Links => DecisionChain
        .Where(l => l.Contact is not null || l.Title is not null)
        .Select(l => (l.Contact is { } at ? Contacts[at].Facts : null, l.Title, l.Attitude));

    /// <summary>Moving the stage changes the type, following up the first contact: neither is the form's word any more.</summary>
    private static CustomerProfile WithoutWhatTimeChanges(CustomerProfile profile, Customer made) => profile with
    {
        Type = made.StageEnteredAt == made.CreatedAt ? profile.Type : default,
        FirstContactAt = made.LastFollowUpAt is null ? profile.FirstContactAt : null,
    };
}

/// <summary>A link of the decision chain; the contact by its place in the form, or by its id where it has left.</summary>
internal sealed record CheckedLink(int? Contact, int? Departed, string? Title, int? Attitude);
