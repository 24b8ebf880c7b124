using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Text;
using CrmWeb.Core.Watching;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Dashboard;

/// <summary>What a manager's desk counts.</summary>
internal sealed record TeamFigures(FollowUpCounts Counts, IReadOnlyDictionary<int, int> ByStage, TeamOverview Overview);

/// <summary>
/// Counts a team's work by colleague: one question for the tasks, one for all that is counted of customers, one for when each last
/// followed up anybody.
/// </summary>
public sealed class TeamQueries(CrmDbContext db, FollowUpQueries followUps, WatchMatches watching, UserDirectory users, OrganizationClock clock)
{
    /// <summary>As many colleagues as are shown.</summary>
    public const int MostMembers = 40;

    internal async Task<TeamFigures> ReadAsync(VisibleCustomers visible, UserScope by, CancellationToken ct)
    {
        var tasks = (await followUps.CountByPersonAsync(by, ct)).ToDictionary(t => t.Id);
        var tallies = await TalliesAsync(visible, ct);
        int Tallied(Tallied what, int id) => tallies.GetValueOrDefault((what, id));
        var people = await users.GetAsync(ct);
        var counted = tallies.Keys.Where(k => k.What != Dashboard.Tallied.Stage).Select(k => k.Key).ToHashSet();

        // Whose customers they are, whoever has left included; those with a branch or all in view have figures of their own where they work.
        var members = people.All
            .Where(u => (u.IsActive && u.Scope == DataScope.Own && (by.Scope == DataScope.Everything || by.DepartmentIds.Contains(u.DepartmentId ?? 0)))
                || tasks.ContainsKey(u.Id) || counted.Contains(u.Id))
            .Select(u => new TeamMember(
                u.Id, u.Name, u.IsActive, tasks.GetValueOrDefault(u.Id)?.Counts.Overdue ?? 0, tasks.GetValueOrDefault(u.Id)?.Counts.Today ?? 0,
                Tallied(Dashboard.Tallied.Silent, u.Id), Tallied(Dashboard.Tallied.Stuck, u.Id), Tallied(Dashboard.Tallied.Today, u.Id), null))
            .OrderByDescending(m => m.Overdue + m.Silent).ThenByDescending(m => m.Stuck).ThenBy(m => m.Name, PinyinOrder.People).ThenBy(m => m.Id).ToList();
        var shown = members.Take(MostMembers).ToList();
        var lasts = await LastAsync([.. shown.Select(m => m.Id)], by, ct);
        return new TeamFigures(
            new FollowUpCounts(tasks.Values.Sum(t => t.Counts.Overdue), tasks.Values.Sum(t => t.Counts.Today), tasks.Values.Sum(t => t.Counts.Planned)),
            tallies.Where(t => t.Key.What == Dashboard.Tallied.Stage).ToDictionary(t => t.Key.Key, t => t.Value),
            new TeamOverview([.. shown.Select(m => m with { LastAt = lasts.GetValueOrDefault(m.Id) })], members.Count - shown.Count));
    }

    /// <summary>How many customers stand in each stage; of each owner how many are silent, stuck, followed up today.</summary>
    private async Task<Dictionary<(Tallied What, int Key), int>> TalliesAsync(VisibleCustomers visible, CancellationToken ct)
    {
        var parts = visible.Parts.ToList();
        var caught = await watching.OwnersAsync(db, parts, ct);
        var today = clock.StartOfDay(clock.Today);
        IEnumerable<IQueryable<Tally>> OfPart(IQueryable<Customer> customers, IQueryable<int>? silent, IQueryable<int>? stuck)
        {
            yield return customers.GroupBy(c => c.StageId).Select(g => new Tally { What = (int)Tallied.Stage, Key = g.Key, Count = g.Count() });
            yield return Of(customers.Where(c => c.LastFollowUpAt >= today && c.OwnerId != null).Select(c => c.OwnerId!.Value), Tallied.Today);
            if (silent is not null)
                yield return Of(silent, Tallied.Silent);
            if (stuck is not null)
                yield return Of(stuck, Tallied.Stuck);
        }

        var rows = await parts.Zip(caught).SelectMany(p => OfPart(p.First, p.Second.Silent, p.Second.Stuck)).Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);
        return rows.GroupBy(r => ((Tallied)r.What, r.Key)).ToDictionary(g => g.Key, g => g.Sum(r => r.Count));
    }

    private static IQueryable<Tally> Of(IQueryable<int> owners, Tallied what)
    {
        var number = (int)what;
        return owners.GroupBy(id => id).Select(g => new Tally { What = number, Key = g.Key, Count = g.Count() });
    }

    /// <summary>One look into an index for each colleague.</summary>
    private async Task<Dictionary<int, DateTime?>> LastAsync(List<int> ids, UserScope by, CancellationToken ct)
    {
        var done = followUps.Visible(by).Where(f => f.State == FollowUpState.Done);
        return await db.Users.AsNoTracking().Where(u => EF.Parameter(ids).Contains(u.Id))
            .Select(u => new { u.Id, At = done.Where(f => f.AssigneeId == u.Id).OrderByDescending(f => f.At).ThenByDescending(f => f.Id).Select(f => (DateTime?)f.At).FirstOrDefault() })
            .ToDictionaryAsync(u => u.Id, u => u.At, ct);
    }
}

/// <summary>What is counted of customers.</summary>
internal enum Tallied
{
    Stage,
    Silent,
    Stuck,
    Today,
}

/// <summary>One number of a question that counts several things.</summary>
internal sealed class Tally
{
    public int What { get; init; }

    /// <summary>A stage's id, or an owner's.</summary>
    public int Key { get; init; }

    public int Count { get; init; }
}
