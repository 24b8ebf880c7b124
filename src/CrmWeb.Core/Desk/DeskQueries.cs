using CrmWeb.Core.Customers;
using CrmWeb.Core.Data;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Desk;

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
        return new DeskView(due, counts.Overdue, counts.Today, counts.Planned, await IdleAsync(team, by, ct), await StagesAsync(team, by, ct));
    }

    private async Task<IReadOnlyList<DueTask>> DueAsync(bool team, UserScope by, CancellationToken ct)
    {
        var tomorrow = clock.StartOfDay(clock.Today.AddDays(1));
        var tasks = await followUps.RowsAsync(
            FollowUpQueries.Open(followUps.Mine(team, by)).Where(f => f.At < tomorrow).OrderBy(f => f.At).ThenBy(f => f.Id).Take(MaxDue), by, ct);
        var ids = tasks.Select(t => t.CustomerId).Distinct().ToList();
        var stages = await pipeline.GetAsync(ct);
        var editable = Editable(by);
        var customers = (await db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.StageId,
                MayWrite = editable.Any(e => e.Id == c.Id),
                Last = db.FollowUps.Where(f => f.CustomerId == c.Id && f.State == FollowUpState.Done)
                    .OrderByDescending(f => f.At).Select(f => new { f.At, f.Content, f.Result }).FirstOrDefault(),
                Contact = c.Contacts.Where(x => x.IsPrimary).Select(x => new { x.Name, x.Mobile, x.Landline }).FirstOrDefault(),
            }).ToListAsync(ct)).ToDictionary(c => c.Id);
        return
        [
            .. tasks.Select(t =>
            {
                var c = customers[t.CustomerId];
                return new DueTask(t, c.Last?.Result ?? c.Last?.Content, c.Last?.At,
                    c.Contact is null ? null : ContactLine.For(c.Contact.Name, c.Contact.Mobile, c.Contact.Landline, by), stages.ById(c.StageId),
                    c.MayWrite, c.MayWrite || t.AssigneeId == by.UserId);
            }),
        ];
    }

    /// <summary>The customers about which the reader may write; none without the permission.</summary>
    private IQueryable<Customer> Editable(UserScope by) =>
        by.Has(Permissions.FollowUpsWrite) ? db.Customers.EditableBy(by) : db.Customers.Where(_ => false);

    private IQueryable<Customer> Customers(bool team, UserScope by) =>
        team ? db.Customers.AsNoTracking().VisibleTo(by) : db.Customers.AsNoTracking().VisibleTo(by).Where(c => c.OwnerId == by.UserId);

    private async Task<IReadOnlyList<IdleCustomer>> IdleAsync(bool team, UserScope by, CancellationToken ct)
    {
        var stages = await pipeline.GetAsync(ct);
        var directory = await users.GetAsync(ct);
        var editable = Editable(by);
        var rows = await Customers(team, by)
            .Where(c => (c.Type == CustomerType.Potential || c.Type == CustomerType.Interested) && c.NextFollowUpAt == null)
            .OrderBy(c => c.IdleSince).ThenBy(c => c.Id).Take(MaxIdle)
            .Select(c => new
            {
                c.Id,
                c.Name,
                c.OwnerId,
                c.StageId,
                c.IdleSince,
                MayWrite = editable.Any(e => e.Id == c.Id),
                Contact = c.Contacts.Where(x => x.IsPrimary).Select(x => new { x.Name, x.Mobile, x.Landline }).FirstOrDefault(),
            }).ToListAsync(ct);
        return
        [
            .. rows.Select(c => new IdleCustomer(c.Id, c.Name, c.OwnerId, directory.Name(c.OwnerId), stages.ById(c.StageId), c.IdleSince,
                (int)(clock.UtcNow - c.IdleSince).TotalDays,
                c.Contact is null ? null : ContactLine.For(c.Contact.Name, c.Contact.Mobile, c.Contact.Landline, by), c.MayWrite)),
        ];
    }

    private async Task<IReadOnlyList<StageCount>> StagesAsync(bool team, UserScope by, CancellationToken ct)
    {
        var counts = await Customers(team, by).GroupBy(c => c.StageId)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return [.. (await pipeline.GetAsync(ct)).All.Where(s => s.IsActive || counts.ContainsKey(s.Id)).Select(s => new StageCount(s, counts.GetValueOrDefault(s.Id)))];
    }
}
