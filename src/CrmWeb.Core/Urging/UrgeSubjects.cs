using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Watching;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CrmWeb.Core.Urging;

/// <summary>Why somebody is not urged.</summary>
public enum UrgeObstacle
{
    None,

    /// <summary>The task is not overdue, or done by now.</summary>
    NotOverdue,

    /// <summary>No rule in force counts the customer as silent: it was followed up lately, something is planned ahead, or it is won or lost.</summary>
    NotSilent,

    /// <summary>It is the urger's own.</summary>
    Own,

    /// <summary>It lies in the public pool, or whoever it belongs to has left.</summary>
    Nobody,

    /// <summary>The same manager urged about it a moment ago.</summary>
    TooSoon,
}

/// <summary>One matter to urge about.</summary>
/// <param name="TaskId">The overdue task; null for a silent customer.</param>
/// <param name="Since">When the task was planned, or the customer last followed up (UTC).</param>
/// <param name="Times">How often anybody has urged about it before.</param>
public sealed record UrgeSubject(
    int CustomerId, string CustomerName, int? TaskId, string? Words, DateTime Since, int? ToId, string ToName, int Times, DateTime? LastByMe, UrgeObstacle Obstacle);

/// <summary>Reads what a manager wants to urge about: inside their reach, and whether there is reason to.</summary>
public sealed class UrgeSubjects(CrmDbContext db, WatchMatches watching, UserDirectory users, OrganizationClock clock, IOptions<UrgingOptions> options)
{
    /// <summary>The matters in reach, tasks first, the longest waiting first; unknown ones are left out.</summary>
    public async Task<IReadOnlyList<UrgeSubject>> ReadAsync(UrgeForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.FollowUpsUrge);
        return [.. await TasksAsync(form.Tasks, by, ct), .. await CustomersAsync(form.Customers, by, ct)];
    }

    /// <summary>What is overdue of a colleague's tasks and silent of their customers, those waiting longest first, as much as may be urged about at once.</summary>
    public async Task<UrgeForm> OfPersonAsync(int personId, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.FollowUpsUrge);
        var (reach, now) = (Reach(by), clock.UtcNow);
        var tasks = await FollowUpQueries.Open(db.FollowUps.AsNoTracking()).Where(f => f.AssigneeId == personId && f.At < now && reach.Any(c => c.Id == f.CustomerId))
            .OrderBy(f => f.At).ThenBy(f => f.Id).Take(UrgeForm.Most).Select(f => f.Id).ToListAsync(ct);
        var own = reach.Where(c => c.OwnerId == personId);
        own = await watching.CaughtIdsAsync(db, SilentCustomers.CodeName, ct) is { } caught ? own.Where(c => caught.Contains(c.Id)) : own.Where(_ => false);
        var customers = await own.OrderBy(c => c.IdleSince).ThenBy(c => c.Id).Take(UrgeForm.Most - tasks.Count).Select(c => c.Id).ToListAsync(ct);
        return new UrgeForm { Tasks = tasks, Customers = customers };
    }

    private IQueryable<Customer> Reach(UserScope by) => db.Customers.AsNoTracking().VisibleTo(by).GovernedBy(by);

    private async Task<IEnumerable<UrgeSubject>> TasksAsync(List<int> ids, UserScope by, CancellationToken ct)
    {
        if (ids.Count == 0)
            return [];
        var (reach, me) = (Reach(by), by.UserId);
        var rows = await db.FollowUps.AsNoTracking().Where(f => ids.Contains(f.Id) && reach.Any(c => c.Id == f.CustomerId))
            .OrderBy(f => f.At).ThenBy(f => f.Id)
            .Select(f => new
            {
                f.Id,
                f.CustomerId,
                f.Customer!.Name,
                f.Customer.Kind,
                f.State,
                f.At,
                f.AssigneeId,
                Words = f.Subject ?? f.Content,
                Times = db.Urges.Count(u => u.FollowUpId == f.Id),
                Mine = db.Urges.Where(u => u.FollowUpId == f.Id && u.ById == me).Max(u => (DateTime?)u.At),
            }).ToListAsync(ct);
        var directory = await users.GetAsync(ct);
        var view = PersonalView.Of(by);
        return rows.Select(r =>
        {
            var isOverdue = r.State is FollowUpState.Pending or FollowUpState.InProgress && r.At < clock.UtcNow;
            return new UrgeSubject(r.CustomerId, view.Customer(r.Name, r.Kind), r.Id, view.Words(r.Words), r.At, r.AssigneeId, directory.Name(r.AssigneeId), r.Times, r.Mine,
                Obstacle(directory.ById(r.AssigneeId), isOverdue ? UrgeObstacle.None : UrgeObstacle.NotOverdue, r.Mine, by));
        });
    }

    private async Task<IEnumerable<UrgeSubject>> CustomersAsync(List<int> ids, UserScope by, CancellationToken ct)
    {
        if (ids.Count == 0)
            return [];
        var me = by.UserId;
        var rows = await Reach(by).Where(c => ids.Contains(c.Id)).OrderBy(c => c.IdleSince).ThenBy(c => c.Id)
            .Select(c => new
            {
                c.Id,
                c.Name,
                c.Kind,
                c.OwnerId,
                c.IdleSince,
                Times = db.Urges.Count(u => u.CustomerId == c.Id && u.FollowUpId == null && u.At >= c.IdleSince),
                Mine = db.Urges.Where(u => u.CustomerId == c.Id && u.FollowUpId == null && u.ById == me && u.At >= c.IdleSince).Max(u => (DateTime?)u.At),
            }).ToListAsync(ct);
        var silent = await (await SilentAsync(ids, ct)).ToHashSetAsync(ct);
        var directory = await users.GetAsync(ct);
        var view = PersonalView.Of(by);
        return rows.Select(r => new UrgeSubject(r.Id, view.Customer(r.Name, r.Kind), null, null, r.IdleSince, r.OwnerId, directory.Name(r.OwnerId), r.Times, r.Mine,
            Obstacle(directory.ById(r.OwnerId), r.OwnerId is null || silent.Contains(r.Id) ? UrgeObstacle.None : UrgeObstacle.NotSilent, r.Mine, by)));
    }

    /// <summary>
    /// Which of these customers are silent, as the watch rules in force say: whatever their list shows can be urged about. Where
    /// none is in force, the days of the settings count.
    /// </summary>
    /// <returns>Their ids, to be part of the caller's question.</returns>
    public async Task<IQueryable<int>> SilentAsync(IReadOnlyCollection<int> ids, CancellationToken ct)
    {
        if (await watching.CaughtIdsAsync(db, SilentCustomers.CodeName, ct, within: ids) is { } caught)
            return caught;

        var (now, before) = (clock.UtcNow, clock.UtcNow.AddDays(-options.Value.SilentDays));
        return db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id))
            .Where(c => (c.Type == CustomerType.Potential || c.Type == CustomerType.Interested) && c.IdleSince <= before
                && !db.FollowUps.Any(f => f.CustomerId == c.Id && f.At > now && (f.State == FollowUpState.Pending || f.State == FollowUpState.InProgress)))
            .Select(c => c.Id);
    }

    private UrgeObstacle Obstacle(UserEntry? to, UrgeObstacle matter, DateTime? mine, UserScope by) =>
        matter != UrgeObstacle.None ? matter
        : to is not { IsActive: true } ? UrgeObstacle.Nobody
        : to.Id == by.UserId ? UrgeObstacle.Own
        : mine > clock.UtcNow.AddHours(-options.Value.HoursBetween) ? UrgeObstacle.TooSoon
        : UrgeObstacle.None;
}
