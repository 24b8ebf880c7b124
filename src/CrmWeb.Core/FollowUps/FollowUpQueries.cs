using CrmWeb.Core.Customers;
using CrmWeb.Core.Data;
using CrmWeb.Core.Lists;
using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps;

/// <summary>A follow-up with all it says. Contact names are masked for those who may not read personal data.</summary>
public sealed record FollowUpRow(
    int Id, int CustomerId, string CustomerName, string CustomerNumber, ListEntry? Method, FollowUpState State, string? Subject, string? Content,
    DateTime At, DateTime? PlannedAt, DateTime? HappenedAt, int AssigneeId, string AssigneeName, string AuthorName, FollowUpPriority Priority,
    int ReminderLeadMinutes, ReminderChannels Channels, string? ContactName, string? Feedback, string? NeedChange, string? Objections,
    string? Result, string? NextStep, string? Commitments, bool IsLateEntry, Guid Version, int? ContactId)
{
    public bool IsOpen => State is FollowUpState.Pending or FollowUpState.InProgress;

    /// <summary>When it was planned or written down (UTC).</summary>
    public DateTime WrittenAt { get; init; }

    /// <summary>When it was last corrected (UTC); null where it never was.</summary>
    public DateTime? EditedAt { get; init; }

    public string EditedByName { get; init; } = "";

    /// <summary>Open although its planned time has passed.</summary>
    public bool IsOverdueAt(DateTime utcNow) => IsOpen && At < utcNow;
}

/// <summary>Which follow-ups a list shows.</summary>
public enum FollowUpList
{
    /// <summary>Open, planned time passed.</summary>
    Overdue,

    /// <summary>Open, still to come today.</summary>
    Today,

    /// <summary>Open, after today.</summary>
    Planned,
    Done,
}

/// <summary>How many there are in each list.</summary>
public sealed record FollowUpCounts(int Overdue, int Today, int Planned);

/// <summary>Reads follow-ups.</summary>
public sealed class FollowUpQueries(CrmDbContext db, ListCatalog lists, UserDirectory users, OrganizationClock clock)
{
    private const int MaxOpen = 20;

    /// <exception cref="NotFoundException">Absent, or its customer is outside the scope.</exception>
    public async Task<FollowUpRow> ReadAsync(int id, UserScope by, CancellationToken ct) =>
        (await RowsAsync(Visible(by).Where(f => f.Id == id), by, ct)).FirstOrDefault() ?? throw new NotFoundException();

    /// <summary>The open follow-ups of one customer, earliest first, and the last one done: for the head of the record.</summary>
    public async Task<(IReadOnlyList<FollowUpRow> Open, FollowUpRow? Last)> OfCustomerAsync(int customerId, UserScope by, CancellationToken ct)
    {
        var own = Visible(by).Where(f => f.CustomerId == customerId);
        var last = own.Where(f => f.State == FollowUpState.Done).OrderByDescending(f => f.At).Take(1);
        var rows = await RowsAsync(Open(own).OrderBy(f => f.At).Take(MaxOpen).Concat(last), by, ct);
        return ([.. rows.Where(r => r.IsOpen).OrderBy(r => r.At)], rows.FirstOrDefault(r => !r.IsOpen));
    }

    /// <summary>Code of the method the user wrote down last; null for the first time.</summary>
    public async Task<string?> LastMethodAsync(UserScope by, CancellationToken ct)
    {
        var methodId = await db.FollowUps.Where(f => f.AuthorId == by.UserId).OrderByDescending(f => f.Id).Select(f => (int?)f.MethodId).FirstOrDefaultAsync(ct);
        return (await lists.GetAsync(ct)).ById(methodId) is { IsActive: true } method ? method.Code : null;
    }

    /// <summary>Whether the user may complete, change or cancel the follow-up.</summary>
    public async Task<bool> MayChangeAsync(FollowUpRow row, UserScope by, CancellationToken ct) =>
        row.IsOpen && (row.AssigneeId == by.UserId
            || (by.Has(Permissions.FollowUpsWrite) && await db.Customers.EditableBy(by).AnyAsync(c => c.Id == row.CustomerId, ct)));

    /// <summary>One page of a list: open ones earliest first, done ones latest first.</summary>
    /// <param name="team">Everybody's inside the scope, not only one's own.</param>
    public async Task<PageOf<FollowUpRow>> ListAsync(FollowUpList list, bool team, int page, int size, UserScope by, CancellationToken ct)
    {
        var (now, tomorrow) = (clock.UtcNow, clock.StartOfDay(clock.Today.AddDays(1)));
        var mine = Mine(team, by);
        var chosen = list switch
        {
            FollowUpList.Overdue => Open(mine).Where(f => f.At < now),
            FollowUpList.Today => Open(mine).Where(f => f.At >= now && f.At < tomorrow),
            FollowUpList.Planned => Open(mine).Where(f => f.At >= tomorrow),
            _ => mine.Where(f => f.State == FollowUpState.Done),
        };
        var total = await chosen.CountAsync(ct);
        var sorted = list == FollowUpList.Done
            ? chosen.OrderByDescending(f => f.At).ThenByDescending(f => f.Id)
            : chosen.OrderBy(f => f.At).ThenBy(f => f.Id);
        return new PageOf<FollowUpRow>(await RowsAsync(sorted.Skip((page - 1) * size).Take(size), by, ct), total, page, size);
    }

    public async Task<FollowUpCounts> CountAsync(bool team, UserScope by, CancellationToken ct)
    {
        var (now, tomorrow) = (clock.UtcNow, clock.StartOfDay(clock.Today.AddDays(1)));
        var counts = await Open(Mine(team, by))
            .GroupBy(f => f.At < now ? 0 : f.At < tomorrow ? 1 : 2)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new FollowUpCounts(counts.GetValueOrDefault(0), counts.GetValueOrDefault(1), counts.GetValueOrDefault(2));
    }

    internal async Task<IReadOnlyList<FollowUpRow>> RowsAsync(IQueryable<FollowUp> followUps, UserScope by, CancellationToken ct)
    {
        var rows = await followUps.Select(f => new
        {
            Row = f,
            f.Customer!.Name,
            f.Customer.Number,
            Contact = db.Contacts.Where(c => c.Id == f.ContactId).Select(c => c.Name).FirstOrDefault(),
        }).ToListAsync(ct);
        var snapshot = await lists.GetAsync(ct);
        var directory = await users.GetAsync(ct);
        var clear = by.Has(Permissions.PersonalDataView);
        return
        [
            .. rows.Select(x => new FollowUpRow(
                x.Row.Id, x.Row.CustomerId, x.Name, x.Number, snapshot.ById(x.Row.MethodId), x.Row.State, x.Row.Subject, x.Row.Content,
                x.Row.At, x.Row.PlannedAt, x.Row.HappenedAt, x.Row.AssigneeId, directory.Name(x.Row.AssigneeId), directory.Name(x.Row.AuthorId),
                x.Row.Priority, x.Row.ReminderLeadMinutes, x.Row.ReminderChannels, x.Contact is null || clear ? x.Contact : PersonalData.MaskName(x.Contact),
                x.Row.Feedback, x.Row.NeedChange, x.Row.Objections, x.Row.Result, x.Row.NextStep, x.Row.Commitments, x.Row.IsLateEntry, x.Row.Version, x.Row.ContactId)
            {
                WrittenAt = x.Row.UpdatedAt,
                EditedAt = x.Row.EditedAt,
                EditedByName = directory.Name(x.Row.EditedById),
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

    internal IQueryable<FollowUp> Mine(bool team, UserScope by) =>
        team && by.Has(Permissions.TeamView) ? Visible(by) : Visible(by).Where(f => f.AssigneeId == by.UserId);
}
