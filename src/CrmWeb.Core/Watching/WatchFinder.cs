using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Watching;

/// <summary>Whom a rule has to tell of what, now.</summary>
/// <param name="Slot">0 when first told, then one for each repeat.</param>
/// <param name="Days">Whole days the case has lasted.</param>
public sealed record WatchHit(WatchCase Case, int RecipientId, int Slot, int Days);

/// <summary>
/// Finds what rules have to tell. The run and the dry run both ask here, so that one shows what the other does.
/// </summary>
public sealed class WatchFinder(
    CrmDbContext db, WatchKinds kinds, WorkingDayCalendar calendar, PipelineCatalog pipeline, UserDirectory users, DepartmentTree departments,
    CustomerVisibility reach, OrganizationClock clock)
{
    /// <summary>A repeat is due at the hour of the time before, though that run may have been a little late.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(15);

    /// <summary>What stands as the rule says and has not been told to whoever is to be told, the longest standing first.</summary>
    public async Task<IReadOnlyList<WatchHit>> FindAsync(WatchRule rule, CancellationToken ct)
    {
        if (await StandingAsync(db, rule, ct) is not { } standing)
            return [];

        var notices = db.WatchNotices.Where(n => n.RuleId == rule.Id);
        DateTime? again = rule.RepeatDays is { } days ? await BeforeAsync(rule, clock.UtcNow + Early, days, ct) : null;

        // Where the recipient stands in the row, the database leaves out those who know; managers are compared here.
        if (rule is { Id: > 0, Recipient: not WatchRecipient.Manager })
        {
            var recent = again is { } since ? notices.Where(n => n.At >= since) : notices;
            standing = standing.Where(x => !recent.Any(n => n.SubjectId == x.SubjectId && n.CaseAt == x.CaseAt && n.RecipientId == x.PersonId));
        }

        var told = rule.Id == 0 ? [] : await ToldAsync(standing, notices, ct);
        var cases = await standing.OrderBy(x => x.CaseAt).ThenBy(x => x.SubjectId).ToListAsync(ct);
        return [.. await SeenAsync(rule, cases, Hit, ct)];

        WatchHit? Hit(WatchCase one, int recipient)
        {
            var isTold = told.TryGetValue((one.SubjectId, one.CaseAt, recipient), out var before);
            return isTold && !(before.Last < again) ? null : new WatchHit(one, recipient, isTold ? before.Slot + 1 : 0, (int)(clock.UtcNow - one.CaseAt).TotalDays);
        }
    }

    /// <summary>What is to be told, each to the first in turn who sees the customer: nobody is told of what they cannot open.</summary>
    /// <param name="hit">Null where the recipient knows.</param>
    private async Task<IEnumerable<WatchHit>> SeenAsync(WatchRule rule, List<WatchCase> cases, Func<WatchCase, int, WatchHit?> hit, CancellationToken ct)
    {
        var recipients = new WatchRecipients(await users.GetAsync(ct), await departments.GetAsync(ct));
        var found = new WatchHit?[cases.Count];
        List<int> open = [.. Enumerable.Range(0, cases.Count)];
        for (var turn = 0; open.Count > 0; turn++)
        {
            foreach (var i in open)
            {
                var inTurn = recipients.InTurn(rule.Recipient, cases[i].PersonId, cases[i].OwnerId).Skip(turn).Cast<int?>().FirstOrDefault();
                found[i] = inTurn is { } recipient ? hit(cases[i], recipient) : null;
            }

            // Owners see their customers.
            var others = open.Select(i => found[i]).OfType<WatchHit>().Where(h => h.RecipientId != h.Case.OwnerId);
            var beyond = await reach.BeyondAsync(others.Select(h => (h.RecipientId, h.Case.CustomerId)), ct);
            open = open.FindAll(i => found[i] is { } h && beyond.Contains((h.RecipientId, h.Case.CustomerId)));
        }

        return found.OfType<WatchHit>();
    }

    /// <summary>Everything that has lasted longer than the rule allows, told or not; null for a kind this version does not know.</summary>
    /// <param name="database">The context the query is to be part of.</param>
    /// <param name="among">Only these are looked at; null for all of them.</param>
    internal async Task<IQueryable<WatchCase>?> StandingAsync(CrmDbContext database, WatchRule rule, CancellationToken ct, IQueryable<Customer>? among = null)
    {
        if (kinds.Find(rule.Kind) is not { } kind)
            return null;
        var stages = await pipeline.GetAsync(ct);
        var now = clock.UtcNow;
        var before = await BeforeAsync(rule, now, rule.ThresholdDays, ct);
        var customers = among ?? database.Customers.AsNoTracking();
        if (rule.StageId is { } stage)
        {
            var ids = stages.Ids(stages.ById(stage));
            customers = customers.Where(c => ids.Contains(c.StageId));
        }

        if (rule.Category is { } category)
            customers = customers.Where(c => c.Category == category);
        if (rule.Level is { } level)
            customers = customers.Where(c => c.Level == level);
        if (rule.DepartmentId is { } department)
        {
            var branch = (await departments.GetAsync(ct)).Branch(department);
            customers = customers.Where(c => branch.Contains(c.DepartmentId!.Value));
        }

        return kind.Cases(new WatchView(database, customers, rule.StageId is not null, stages, now)).Where(x => x.CaseAt < before);
    }

    /// <summary>What is told already of the cases that stand: the last slot and when it was (UTC). The first ones may be cleaned away by now.</summary>
    private static async Task<Dictionary<(int Subject, DateTime CaseAt, int Recipient), (int Slot, DateTime Last)>> ToldAsync(
        IQueryable<WatchCase> standing, IQueryable<WatchNotice> notices, CancellationToken ct)
    {
        var rows = from x in standing
                   join n in notices on new { x.SubjectId, x.CaseAt } equals new { n.SubjectId, n.CaseAt }
                   group n by new { n.SubjectId, n.CaseAt, n.RecipientId } into g
                   select new { g.Key, Slot = g.Max(n => n.Slot), Last = g.Max(n => n.At) };
        return (await rows.ToListAsync(ct)).ToDictionary(r => (r.Key.SubjectId, r.Key.CaseAt, r.Key.RecipientId), r => (r.Slot, r.Last));
    }

    /// <summary>What began before this moment (UTC) has lasted more than so many days by now, as the rule counts them.</summary>
    private async Task<DateTime> BeforeAsync(WatchRule rule, DateTime now, int days, CancellationToken ct) =>
        rule.WorkingDaysOnly ? clock.ToUtc((await calendar.GetAsync(ct)).Before(clock.ToLocal(now), days)) : now.AddDays(-days);
}
