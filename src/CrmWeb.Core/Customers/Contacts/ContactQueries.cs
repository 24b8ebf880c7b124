using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.Contacts;

/// <summary>Reads contacts across customers.</summary>
public sealed class ContactQueries(
    CrmDbContext db, ListCatalog lists, UserDirectory users, CustomFieldCatalog fields, CustomFieldConditions conditions, CustomFieldCells cells, OwnFacts facts)
{
    /// <inheritdoc cref="ListAsync(ContactFilter, IReadOnlyCollection{string}, UserScope, CancellationToken)"/>
    public Task<PageOf<ContactRow>> ListAsync(ContactFilter filter, UserScope by, CancellationToken ct) => ListAsync(filter, [], by, ct);

    /// <summary>One page of the contacts of all customers inside the scope.</summary>
    /// <param name="columns">What the list shows besides, by key: of fields of the company's own only these are read.</param>
    /// <exception cref="BadQueryException">A value in the address means nothing.</exception>
    /// <exception cref="FluentValidation.ValidationException">A typed condition cannot be read.</exception>
    /// <exception cref="PageElsewhereException">The list has no such page.</exception>
    public async Task<PageOf<ContactRow>> ListAsync(ContactFilter filter, IReadOnlyCollection<string> columns, UserScope by, CancellationToken ct)
    {
        var wanted = PageWanted.Of(filter.P, filter.Size);
        var chosen = await ChooseAsync(filter, by, ct);
        var sorted = await SortedAsync(chosen, filter.Sort, by, ct);
        var total = await chosen.CountAsync(ct);
        var skip = wanted.SkipIn(total);
        var rows = total == 0
            ? []
            : await RowsAsync(sorted.Skip(skip).Take(wanted.Size), by, ct);
        return new PageOf<ContactRow>(await WithOwnAsync(rows, columns, by, ct), total, wanted.Number, wanted.Size);
    }

    /// <summary>The whole result in its order, for what is done with all of it.</summary>
    /// <param name="most">No more ids than this.</param>
    /// <inheritdoc cref="ListAsync(ContactFilter, UserScope, CancellationToken)" path="/exception"/>
    public async Task<IReadOnlyList<int>> IdsAsync(ContactFilter filter, int most, UserScope by, CancellationToken ct) =>
        await (await SortedAsync(await ChooseAsync(filter, by, ct), filter.Sort, by, ct)).Select(x => x.Contact.Id).Take(most).ToListAsync(ct);

    /// <summary>Rows of the result by ids that <see cref="IdsAsync"/> told, in that order; what has gone out of the reader's sight since is left out.</summary>
    public async Task<IReadOnlyList<ContactRow>> OfIdsAsync(List<int> ids, IReadOnlyCollection<string> columns, UserScope by, CancellationToken ct)
    {
        var pairs = Pairs(db.Customers.AsNoTracking().VisibleTo(by)).Where(x => EF.Parameter(ids).Contains(x.Contact.Id));
        var rows = (await RowsAsync(pairs, by, ct, asksRights: false, asksStations: false)).ToDictionary(r => r.Card.Id);
        return await WithOwnAsync([.. ids.Where(rows.ContainsKey).Select(id => rows[id])], columns, by, ct);
    }

    /// <summary>One contact whose customer the user may change.</summary>
    /// <exception cref="NotFoundException">Absent, or the user may not change the customer.</exception>
    public async Task<ContactRow> ReadEditableAsync(int id, UserScope by, CancellationToken ct) =>
        (await RowsAsync(Pairs(db.Customers.AsNoTracking().EditableBy(by)).Where(x => x.Contact.Id == id), by, ct, asksFacts: true)).FirstOrDefault()
        ?? throw new NotFoundException();

    /// <summary>The contacts of one customer: the primary one, the other current ones, those who have left.</summary>
    /// <param name="asksFacts">Whether they are to say what stands in the company's own fields.</param>
    internal async Task<IReadOnlyList<ContactCard>> OfCustomerAsync(int customerId, bool asksFacts, UserScope by, CancellationToken ct) =>
    [
        .. (await RowsAsync(
            Pairs(db.Customers.AsNoTracking().VisibleTo(by).Where(c => c.Id == customerId))
                .OrderByDescending(x => x.Contact.IsPrimary).ThenBy(x => x.Contact.DepartedOn != null).ThenBy(x => x.Contact.Id), by, ct, asksRights: false, asksFacts: asksFacts))
            .Select(r => r.Card),
    ];

    private async Task<IQueryable<ContactPair>> SortedAsync(IQueryable<ContactPair> pairs, string? sort, UserScope by, CancellationToken ct) =>
        ContactSort.Sorted(pairs, sort, (await fields.GetAsync(ct)).Contacts.ListedFor(by), db, by);

    private async Task<IReadOnlyList<ContactRow>> WithOwnAsync(IReadOnlyList<ContactRow> rows, IReadOnlyCollection<string> columns, UserScope by, CancellationToken ct)
    {
        var own = await cells.ReadAsync(ContactValueTable.Only, [.. rows.Select(r => r.Card.Id)], columns, by, ct);
        return [.. rows.Select(r => own.TryGetValue(r.Card.Id, out var said) ? r with { Own = said } : r)];
    }


    private static IQueryable<ContactPair> Pairs(IQueryable<Customer> customers) =>
        customers.SelectMany(c => c.Contacts, (c, x) => new ContactPair { Customer = c, Contact = x });

    private async Task<IQueryable<ContactPair>> ChooseAsync(ContactFilter filter, UserScope by, CancellationToken ct)
    {
        // What somebody reaches beyond the own ones or the branch is a part of its own, or no index would lead to either.
        var visible = await CustomerAccess.VisibleNowAsync(db, by, ct);
        var customers = visible.Others is null ? visible.Most : visible.Most.Concat(visible.Others);
        if (!string.IsNullOrWhiteSpace(filter.Owner))
        {
            var owner = filter.Owner == "me" ? by.UserId : CustomerFilter.Number(filter.Owner, "owner", 0, 1, int.MaxValue);
            _ = (await users.GetAsync(ct)).ById(owner) ?? throw new BadQueryException("owner");
            customers = customers.Where(c => c.OwnerId == owner);
        }

        var pairs = filter.Departed switch
        {
            null or "" or "current" => Pairs(customers).Where(x => x.Contact.DepartedOn == null),
            "departed" => Pairs(customers).Where(x => x.Contact.DepartedOn != null),
            "all" => Pairs(customers),
            _ => throw new BadQueryException("departed"),
        };
        if (!string.IsNullOrWhiteSpace(filter.Role))
        {
            var snapshot = await lists.GetAsync(ct);
            var roles = snapshot.Branch(snapshot.Find(ListKind.ContactRole, filter.Role) ?? throw new BadQueryException("role"));
            pairs = pairs.Where(x => roles.Contains(x.Contact.RoleId!.Value));
        }

        foreach (var owners in await conditions.OwnersAsync(db, ContactValueTable.Only, filter.Custom, by, ct))
            pairs = pairs.Where(x => owners.Contains(x.Contact.Id));
        return pairs.Matching(filter.Q, by, x => x.Customer, x => x.Contact);
    }

    /// <param name="asksRights">Whether the rows are to say what may be done with them.</param>
    /// <param name="asksStations">Whether they are to say where somebody who moved was before, and is now.</param>
    /// <param name="asksFacts">Whether they are to say what stands in the company's own fields; not for lists, whose columns ask for themselves.</param>
    private async Task<IReadOnlyList<ContactRow>> RowsAsync(
        IQueryable<ContactPair> pairs, UserScope by, CancellationToken ct, bool asksRights = true, bool asksStations = true, bool asksFacts = false)
    {
        var said = pairs.Select(x => new { x.Contact, x.Customer.Id, x.Customer.Name, x.Customer.Kind, x.Customer.Number, x.Customer.OwnerId, x.Customer.UpdatedAt });
        var isAsked = asksFacts && await facts.AreThereAsync(FieldSubject.Contact, by, ct);
        var withValues = isAsked
            ? await said.Select(r => new { Row = r, Values = db.Set<ContactValue>().Where(v => v.OwnerId == r.Contact.Id).ToList() }).AsSingleQuery().ToListAsync(ct)
            : (await said.ToListAsync(ct)).ConvertAll(r => new { Row = r, Values = new List<ContactValue>() });
        var (rows, own) = (withValues.ConvertAll(r => r.Row), withValues.ToDictionary(r => r.Row.Contact.Id, r => r.Values));
        var words = await facts.ForAsync(FieldSubject.Contact, by, ct);
        var editable = asksRights ? await EditableAsync([.. rows.Select(r => r.Id).Distinct()], by, ct) : [];
        var stations = asksStations ? await StationsAsync([.. rows.Select(r => r.Contact)], by, ct) : [];
        var snapshot = await lists.GetAsync(ct);
        var directory = await users.GetAsync(ct);
        var view = PersonalView.Of(by);
        return
        [
            .. rows.Select(r => new ContactRow(
                ContactCard.Of(r.Contact, snapshot, by) with
                {
                    From = stations.Find(s => s.ContactId == r.Contact.PreviousId)?.As(s => s.DepartedOn),
                    To = stations.Find(s => s.PreviousId == r.Contact.Id)?.As(_ => r.Contact.DepartedOn),
                    Own = words(own[r.Contact.Id]),
                },
                r.Id, view.Customer(r.Name, r.Kind), r.Number, directory.Name(r.OwnerId), editable.Contains(r.Id),
                editable.Contains(r.Id) && by.Has(Permissions.FollowUpsWrite))
            {
                AddedAt = r.Contact.CreatedAt,
                CustomerUpdatedAt = r.UpdatedAt,
            }),
        ];
    }

    /// <summary>Asked of the few on the page: beside each row PostgreSQL would first gather all that the reader may change.</summary>
    private async Task<HashSet<int>> EditableAsync(List<int> ids, UserScope by, CancellationToken ct) =>
        [.. await db.Customers.AsNoTracking().EditableBy(by).Where(c => EF.Parameter(ids).Contains(c.Id)).Select(c => c.Id).ToListAsync(ct)];

    /// <summary>
    /// The rows before and after those who moved, for the few who did. Not part of the rows' own query: as a join it numbers
    /// the contacts of the whole company.
    /// </summary>
    private async Task<List<Station>> StationsAsync(List<Contact> contacts, UserScope by, CancellationToken ct)
    {
        var before = contacts.Select(c => c.PreviousId).OfType<int>().ToList();
        var left = contacts.Where(c => c.DepartedOn is not null).Select(c => c.Id).ToList();
        if (before.Count + left.Count == 0)
            return [];

        var rows = await db.Contacts.AsNoTracking().Where(p => before.Contains(p.Id))
            .Concat(db.Contacts.AsNoTracking().Where(n => left.Contains(n.PreviousId!.Value)))
            .Select(c => new { c.Id, c.PreviousId, c.CustomerId, c.DepartedOn }).ToListAsync(ct);
        var ids = rows.Select(r => r.CustomerId).Distinct().ToList();
        var view = PersonalView.Of(by);
        var names = await db.Customers.AsNoTracking().VisibleTo(by).Where(c => EF.Parameter(ids).Contains(c.Id))
            .Select(c => new { c.Id, c.Name, c.Kind }).ToDictionaryAsync(c => c.Id, c => view.Customer(c.Name, c.Kind), ct);
        return [.. rows.Select(r => new Station(r.Id, r.PreviousId, names.ContainsKey(r.CustomerId) ? r.CustomerId : null, names.GetValueOrDefault(r.CustomerId), r.DepartedOn))];
    }

    private sealed record Station(int ContactId, int? PreviousId, int? CustomerId, string? CustomerName, DateOnly? DepartedOn)
    {
        public ContactStation As(Func<Station, DateOnly?> until) => new(CustomerId, CustomerName, until(this));
    }
}
