using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps;

/// <summary>Reads follow-ups.</summary>
public sealed class FollowUpQueries(CrmDbContext db, ListCatalog lists, UserDirectory users, OwnFacts facts, OrganizationClock clock)
{
    private const int MaxOpen = 20;

    /// <exception cref="NotFoundException">Absent, or its customer is outside the scope.</exception>
    public async Task<FollowUpRow> ReadAsync(int id, UserScope by, CancellationToken ct) =>
        (await RowsAsync(Visible(by).Where(f => f.Id == id).Select(f => new Moved { Row = f, Move = null }), by, ct, null, asksFacts: true)).FirstOrDefault()
        ?? throw new NotFoundException();

    /// <summary>The open follow-ups of one customer, the last one done and those pinned: for the head of the record, by one question.</summary>
    public async Task<FollowUpsOfCustomer> OfCustomerAsync(int customerId, UserScope by, CancellationToken ct)
    {
        var own = Visible(by).Where(f => f.CustomerId == customerId);
        var last = own.Where(f => f.State == FollowUpState.Done).OrderByDescending(f => f.At).ThenByDescending(f => f.Id).Take(1);
        var pinned = own.Where(f => f.State == FollowUpState.Done && f.PinnedAt != null);
        var rows = await RowsAsync(Open(own).OrderBy(f => f.At).ThenBy(f => f.Id).Take(MaxOpen).Concat(last).Concat(pinned), by, ct);
        var done = rows.Where(r => !r.IsOpen).DistinctBy(r => r.Id).OrderByDescending(r => r.At).ThenByDescending(r => r.Id).ToList();
        return new FollowUpsOfCustomer([.. rows.Where(r => r.IsOpen).OrderBy(r => r.At).ThenBy(r => r.Id)], done.FirstOrDefault())
        {
            Pinned = [.. done.Where(r => r.PinnedAt is not null).OrderByDescending(r => r.PinnedAt)],
        };
    }

    /// <summary>Code of the method the user wrote down last; null for the first time.</summary>
    public async Task<string?> LastMethodAsync(UserScope by, CancellationToken ct)
    {
        var methodId = await db.FollowUps.Where(f => f.AuthorId == by.UserId).OrderByDescending(f => f.Id).Select(f => (int?)f.MethodId).FirstOrDefaultAsync(ct);
        return (await lists.GetAsync(ct)).ById(methodId) is { IsActive: true } method ? method.Code : null;
    }

    /// <summary>Who of the team has how many in a list, those with most first.</summary>
    /// <param name="chosen">Who is named also with none.</param>
    public async Task<IReadOnlyList<PersonCount>> CountByPersonAsync(FollowUpList list, IReadOnlyCollection<int> chosen, UserScope by, CancellationToken ct)
    {
        var counts = await InList(list, Mine(team: true, by)).GroupBy(f => f.AssigneeId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var directory = await users.GetAsync(ct);
        var people = counts.OrderByDescending(c => c.Count).ThenBy(c => c.Key).Select(c => new PersonCount(c.Key, directory.Name(c.Key), c.Count)).ToList();
        return [.. people, .. chosen.Select(id => directory.ById(id)).OfType<UserEntry>().Where(u => people.TrueForAll(p => p.Id != u.Id)).Select(u => new PersonCount(u.Id, u.Name, 0))];
    }

    /// <summary>Who of the team has how many open ones; those with none are missing.</summary>
    internal async Task<IReadOnlyList<PersonCounts>> CountByPersonAsync(UserScope by, CancellationToken ct)
    {
        var (now, tomorrow) = (clock.UtcNow, clock.StartOfDay(clock.Today.AddDays(1)));
        var counts = await Open(Mine(team: true, by)).GroupBy(f => new { f.AssigneeId, List = f.At < now ? 0 : f.At < tomorrow ? 1 : 2 })
            .Select(g => new { g.Key.AssigneeId, g.Key.List, Count = g.Count() }).ToListAsync(ct);
        return
        [
            .. counts.GroupBy(c => c.AssigneeId).Select(own => new PersonCounts(own.Key, new FollowUpCounts(
                own.Where(c => c.List == 0).Sum(c => c.Count), own.Where(c => c.List == 1).Sum(c => c.Count), own.Where(c => c.List == 2).Sum(c => c.Count)))),
        ];
    }

    public Task<FollowUpCounts> CountAsync(bool team, UserScope by, CancellationToken ct) => CountAsync(team, null, by, ct);

    /// <param name="person">Of the team, only this colleague's.</param>
    public async Task<FollowUpCounts> CountAsync(bool team, int? person, UserScope by, CancellationToken ct)
    {
        var (now, tomorrow) = (clock.UtcNow, clock.StartOfDay(clock.Today.AddDays(1)));
        var counts = await Open(Of(person, team, by))
            .GroupBy(f => f.At < now ? 0 : f.At < tomorrow ? 1 : 2)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new FollowUpCounts(counts.GetValueOrDefault(0), counts.GetValueOrDefault(1), counts.GetValueOrDefault(2));
    }

    /// <param name="editable">The customers the reader may write about, where the rows are to tell.</param>
    internal Task<IReadOnlyList<FollowUpRow>> RowsAsync(IQueryable<FollowUp> followUps, UserScope by, CancellationToken ct, IQueryable<Customer>? editable = null) =>
        RowsAsync(followUps.Select(f => new Moved { Row = f, Move = null }), by, ct, editable);

    /// <summary>One customer's, each with the move its form made. The join is not for lists, which would look through everybody's moves.</summary>
    internal Task<IReadOnlyList<FollowUpRow>> WithMovesAsync(IQueryable<FollowUp> followUps, int customerId, UserScope by, CancellationToken ct)
    {
        var moves = db.StageChanges.AsNoTracking().Where(s => s.CustomerId == customerId);
        return RowsAsync(followUps.LeftJoin(moves, f => (int?)f.Id, s => s.FollowUpId, (f, s) => new Moved { Row = f, Move = s }), by, ct, null, asksFacts: true);
    }

    /// <param name="asksFacts">Whether they are to say what stands in the company's own fields; not for lists, whose columns ask for themselves.</param>
    private async Task<IReadOnlyList<FollowUpRow>> RowsAsync(IQueryable<Moved> followUps, UserScope by, CancellationToken ct, IQueryable<Customer>? editable, bool asksFacts = false)
    {
        editable ??= db.Customers.Where(_ => false);
        var question = followUps.Select(x => new
        {
            x.Row,
            x.Move,
            x.Row.Customer!.Name,
            x.Row.Customer.Kind,
            x.Row.Customer.Number,
            x.Row.Customer.StageId,
            MayWrite = editable.Any(c => c.Id == x.Row.CustomerId),
            Contact = db.Contacts.Where(c => c.Id == x.Row.ContactId).Select(c => c.Name).FirstOrDefault(),
            Urged = db.Urges.Count(u => u.FollowUpId == x.Row.Id),
        });
        var isAsked = asksFacts && await facts.AreThereAsync(FieldSubject.FollowUp, by, ct);
        var withValues = isAsked
            ? await question.Select(r => new { Said = r, Values = db.Set<FollowUpValue>().Where(v => v.OwnerId == r.Row.Id).ToList() }).AsSingleQuery().ToListAsync(ct)
            : (await question.ToListAsync(ct)).ConvertAll(r => new { Said = r, Values = new List<FollowUpValue>() });
        var words = await facts.ForAsync(FieldSubject.FollowUp, by, ct);
        var snapshot = await lists.GetAsync(ct);
        var directory = await users.GetAsync(ct);
        var view = PersonalView.Of(by);
        return
        [
            .. withValues.Select(r => new FollowUpRow(
                r.Said.Row.Id, r.Said.Row.CustomerId, view.Customer(r.Said.Name, r.Said.Kind), r.Said.Number, snapshot.ById(r.Said.Row.MethodId), r.Said.Row.State, view.Words(r.Said.Row.Subject), view.Words(r.Said.Row.Content),
                r.Said.Row.At, r.Said.Row.PlannedAt, r.Said.Row.HappenedAt, r.Said.Row.AssigneeId, directory.Name(r.Said.Row.AssigneeId), directory.Name(r.Said.Row.AuthorId),
                r.Said.Row.Priority, r.Said.Row.ReminderLeadMinutes, r.Said.Row.ReminderChannels, view.Person(r.Said.Contact),
                view.Words(r.Said.Row.Feedback), view.Words(r.Said.Row.NeedChange), view.Words(r.Said.Row.Objections), view.Words(r.Said.Row.Result), view.Words(r.Said.Row.NextStep),
                view.Words(r.Said.Row.Commitments), r.Said.Row.IsLateEntry, r.Said.Row.Version, r.Said.Row.ContactId)
            {
                WrittenAt = r.Said.Row.UpdatedAt,
                EditedAt = r.Said.Row.EditedAt,
                EditedByName = directory.Name(r.Said.Row.EditedById),
                Recurrence = r.Said.Row.Recurrence,
                RepeatsId = r.Said.Row.RepeatsId,
                Series = r.Said.Row.Series,
                RemindAt = r.Said.Row.RemindAt,
                PinnedAt = r.Said.Row.PinnedAt,
                Move = r.Said.Move,
                TimesUrged = r.Said.Urged,
                StageId = r.Said.StageId,
                MayWrite = r.Said.MayWrite,
                Facts = words(r.Values),
            }),
        ];
    }

    internal IQueryable<FollowUp> Visible(UserScope by)
    {
        var visible = db.Customers.VisibleTo(by);
        return db.FollowUps.AsNoTracking().Where(f => visible.Any(c => c.Id == f.CustomerId));
    }

    internal static IQueryable<FollowUp> Open(IQueryable<FollowUp> followUps) =>
        followUps.Where(f => f.State == FollowUpState.Pending || f.State == FollowUpState.InProgress);

    /// <summary>Mine, the team's, or one colleague's.</summary>
    internal IQueryable<FollowUp> Of(int? person, bool team, UserScope by) =>
        person is { } id && team ? Mine(team, by).Where(f => f.AssigneeId == id) : Mine(team, by);

    internal IQueryable<FollowUp> InList(FollowUpList list, IQueryable<FollowUp> followUps)
    {
        var (now, tomorrow) = (clock.UtcNow, clock.StartOfDay(clock.Today.AddDays(1)));
        return list switch
        {
            FollowUpList.Overdue => Open(followUps).Where(f => f.At < now),
            FollowUpList.Today => Open(followUps).Where(f => f.At >= now && f.At < tomorrow),
            FollowUpList.Planned => Open(followUps).Where(f => f.At >= tomorrow),
            _ => followUps.Where(f => f.State == FollowUpState.Done),
        };
    }

    internal IQueryable<FollowUp> Mine(bool team, UserScope by) =>
        team && by.Has(Permissions.TeamView) ? Visible(by) : Visible(by).Where(f => f.AssigneeId == by.UserId);

    private sealed class Moved
    {
        public required FollowUp Row { get; init; }

        public StageChange? Move { get; init; }
    }
}
