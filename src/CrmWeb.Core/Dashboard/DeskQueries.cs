using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Dashboard;

/// <summary>A task due, with what one needs to act: the last words and the person to call.</summary>
/// <param name="MayWrite">Whether the reader may note something else about the customer, too.</param>
/// <param name="MayChange">Whether the reader may complete the task.</param>
public sealed record DueTask(
    FollowUpRow FollowUp, string? LastWords, DateTime? LastAt, ContactLine? Contact, StageEntry Stage, bool MayWrite, bool MayChange);

/// <summary>A customer nobody has spoken to for long and for whom nothing is planned.</summary>
public sealed record IdleCustomer(int Id, string Name, int? OwnerId, string OwnerName, StageEntry Stage, DateTime IdleSince, int IdleDays, ContactLine? Contact, bool MayWrite);

/// <summary>How many customers stand in a stage.</summary>
public sealed record StageCount(StageEntry Stage, int Count);

/// <summary>What the desk shows.</summary>
public sealed record DeskView(
    IReadOnlyList<DueTask> Due, int OverdueCount, int TodayCount, int PlannedCount, IReadOnlyList<IdleCustomer> Idle, IReadOnlyList<StageCount> Stages);

/// <summary>Reads the desk: one's own day, or the team's.</summary>
public sealed class DeskQueries(CrmDbContext db, FollowUpQueries followUps, PipelineCatalog pipeline, UserDirectory users, OrganizationClock clock)
{
    /// <summary>Most tasks shown; the counts tell of the rest.</summary>
    public const int MaxDue = 30;

    private const int MaxIdle = 10;

    /// <param name="team">The team's desk; one's own for those without the right to see it.</param>
    public async Task<DeskView> ReadAsync(bool team, UserScope by, CancellationToken ct)
    {
        team &= by.Has(Permissions.TeamView);
        var counts = await followUps.CountAsync(team, by, ct);
        var due = counts.Overdue + counts.Today == 0 ? [] : await DueAsync(team, by, ct);
        var customers = team
            ? await CustomerAccess.VisibleNowAsync(db, by, ct)
            : new VisibleCustomers(db.Customers.AsNoTracking().VisibleTo(by).Where(c => c.OwnerId == by.UserId));
        return new DeskView(due, counts.Overdue, counts.Today, counts.Planned, await IdleAsync(customers, by, ct), await StagesAsync(customers, ct));
    }

    private async Task<IReadOnlyList<DueTask>> DueAsync(bool team, UserScope by, CancellationToken ct)
    {
        var tomorrow = clock.StartOfDay(clock.Today.AddDays(1));
        var tasks = await followUps.RowsAsync(
            FollowUpQueries.Open(followUps.Mine(team, by)).Where(f => f.At < tomorrow).OrderBy(f => f.At).ThenBy(f => f.Id).Take(MaxDue), by, ct);
        var ids = tasks.Select(t => t.CustomerId).Distinct().ToList();
        var stages = await pipeline.GetAsync(ct);
        var editable = Editable(by);
        var customers = (await db.Customers.AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.StageId,
                MayWrite = editable.Any(e => e.Id == c.Id),
            }).ToListAsync(ct)).ToDictionary(c => c.Id);
        var lasts = (await db.FollowUps.AsNoTracking().Where(f => EF.Parameter(ids).Contains(f.CustomerId) && f.State == FollowUpState.Done)
            .GroupBy(f => f.CustomerId).Select(g => g.OrderByDescending(f => f.At).ThenByDescending(f => f.Id).First()).ToListAsync(ct)).ToDictionary(f => f.CustomerId);
        var contacts = await PrimaryAsync(ids, by, ct);
        var view = PersonalView.Of(by);
        return
        [
            .. tasks.Select(t =>
            {
                var c = customers[t.CustomerId];
                var last = lasts.GetValueOrDefault(c.Id);
                return new DueTask(t, view.Words(last?.Result ?? last?.Content), last?.At, contacts.GetValueOrDefault(c.Id), stages.ById(c.StageId), c.MayWrite, c.MayWrite || t.AssigneeId == by.UserId);
            }),
        ];
    }

    /// <summary>
    /// The primary contacts by customer. Asked for by themselves, like the last words above: inside the other query they become
    /// a join for which the database numbers all rows of the company.
    /// </summary>
    private async Task<Dictionary<int, ContactLine>> PrimaryAsync(List<int> customerIds, UserScope by, CancellationToken ct) =>
        customerIds.Count == 0 ? [] : (await db.Contacts.AsNoTracking().Where(x => EF.Parameter(customerIds).Contains(x.CustomerId) && x.IsPrimary)
            .Select(x => new { x.CustomerId, x.Name, x.Mobile, x.Landline }).ToListAsync(ct))
            .DistinctBy(x => x.CustomerId).ToDictionary(x => x.CustomerId, x => ContactLine.For(x.Name, x.Mobile, x.Landline, by));

    /// <summary>The customers about which the reader may write; none without the permission.</summary>
    private IQueryable<Customer> Editable(UserScope by) =>
        by.Has(Permissions.FollowUpsWrite) ? db.Customers.EditableBy(by) : db.Customers.Where(_ => false);

    private async Task<IReadOnlyList<IdleCustomer>> IdleAsync(VisibleCustomers customers, UserScope by, CancellationToken ct)
    {
        List<IdleCustomer> idle = [];
        foreach (var part in customers.Parts)
            idle.AddRange(await IdleAsync(part, by, ct));
        idle = [.. idle.OrderBy(c => c.IdleSince).ThenBy(c => c.Id).Take(MaxIdle)];
        var contacts = await PrimaryAsync([.. idle.Select(c => c.Id)], by, ct);
        return [.. idle.Select(c => c with { Contact = contacts.GetValueOrDefault(c.Id) })];
    }

    private async Task<IEnumerable<IdleCustomer>> IdleAsync(IQueryable<Customer> customers, UserScope by, CancellationToken ct)
    {
        var stages = await pipeline.GetAsync(ct);
        var directory = await users.GetAsync(ct);
        var editable = Editable(by);
        var rows = await customers
            .Where(c => (c.Type == CustomerType.Potential || c.Type == CustomerType.Interested) && c.NextFollowUpAt == null)
            .OrderBy(c => c.IdleSince).ThenBy(c => c.Id).Take(MaxIdle)
            .Select(c => new
            {
                c.Id,
                c.Name,
                c.Kind,
                c.OwnerId,
                c.StageId,
                c.IdleSince,
                MayWrite = editable.Any(e => e.Id == c.Id),
            }).ToListAsync(ct);
        var view = PersonalView.Of(by);
        return rows.Select(c => new IdleCustomer(c.Id, view.Customer(c.Name, c.Kind), c.OwnerId, directory.Name(c.OwnerId), stages.ById(c.StageId), c.IdleSince,
            (int)(clock.UtcNow - c.IdleSince).TotalDays, null, c.MayWrite));
    }

    private async Task<IReadOnlyList<StageCount>> StagesAsync(VisibleCustomers customers, CancellationToken ct)
    {
        Dictionary<int, int> counts = [];
        foreach (var part in customers.Parts)
        {
            foreach (var group in await part.GroupBy(c => c.StageId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct))
                counts[group.Key] = counts.GetValueOrDefault(group.Key) + group.Count;
        }

        return [.. (await pipeline.GetAsync(ct)).All.Where(s => s.IsActive || counts.ContainsKey(s.Id)).Select(s => new StageCount(s, counts.GetValueOrDefault(s.Id)))];
    }
}
