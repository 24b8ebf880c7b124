using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Bulk;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Watching;

/// <summary>What a run did.</summary>
/// <param name="Cases">New cases, each for one recipient.</param>
/// <param name="Announcements">What people were told; many cases at once are told in one.</param>
public sealed record WatchOutcome(int Rules, int Cases, int Announcements);

/// <summary>
/// Tells what the rules find. The notice that somebody was told is saved with what they were told, so a run may break off
/// anywhere: the next one goes on where it stopped.
/// </summary>
public sealed class WatchRun(CrmDbContext db, WatchFinder finding, WatchKinds kinds, NotificationPublisher announcing, OrganizationClock clock)
{
    /// <summary>As many cases of one rule are told one by one; more of them for one recipient are told in one sentence.</summary>
    public const int MostSingly = 10;

    /// <summary>How many notices one transaction writes; everybody else's writes wait as long as that.</summary>
    private const int Page = 1000;

    private readonly BulkInsert bulk = new(db);

    public async Task<WatchOutcome> RunAsync(CancellationToken ct)
    {
        var rules = await db.WatchRules.AsNoTracking().Where(r => r.IsActive).OrderBy(r => r.Id).ToListAsync(ct);
        var (cases, told) = (0, 0);
        foreach (var rule in rules)
        {
            var hits = await finding.FindAsync(rule, ct);
            cases += hits.Count;
            told += await TellAsync(rule, hits, ct);
        }

        return new WatchOutcome(rules.Count, cases, told);
    }

    private async Task<int> TellAsync(WatchRule rule, IReadOnlyList<WatchHit> hits, CancellationToken ct)
    {
        var told = 0;
        var rows = hits.GroupBy(h => h.RecipientId).SelectMany(own => Rows(rule, [.. own]));
        foreach (var page in rows.Chunk(Page))
        {
            // Read and composed before the transaction begins.
            told += await announcing.AddAsync([.. page.Select(p => p.Announcement).OfType<Announcement>()], ct);
            await KeepAsync([.. page.Select(p => p.Notice)], ct);
        }

        return told;
    }

    /// <summary>A rule's first run finds what stood before anybody thought of the rule: tens of thousands of notices are written past the change tracker.</summary>
    private async Task KeepAsync(WatchNotice[] notices, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await bulk.WriteUnnumberedAsync(notices, ct);
        await db.SaveChangesAsync(UserScope.System, ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>Each notice with what is announced beside it.</summary>
    private IEnumerable<(WatchNotice Notice, Announcement? Announcement)> Rows(WatchRule rule, List<WatchHit> own)
    {
        var together = own.Count > MostSingly ? Together(rule, own) : null;
        foreach (var hit in own)
        {
            var notice = new WatchNotice(rule.Id, hit.Case.CustomerId, hit.Case.SubjectId, hit.Case.CaseAt, hit.Slot, hit.RecipientId, clock.UtcNow);
            yield return (notice, together is null ? One(rule, hit) : hit == own[0] ? together : null);
        }
    }

    private Announcement One(WatchRule rule, WatchHit hit)
    {
        var c = hit.Case;
        Dictionary<string, string> facts = new()
        {
            [NotificationFacts.Days] = Text(hit.Days),
            [NotificationFacts.Stage] = Text(c.StageId),
            [NotificationFacts.Who] = Text(c.PersonId),
        };
        var isTask = kinds.Find(rule.Kind)!.IsAboutTasks;
        if (isTask)
            facts[NotificationFacts.At] = NotificationFacts.Time(c.CaseAt);
        var began = c.CaseAt.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);
        return new Announcement(rule.Kind, $"watch:{Text(rule.Id)}:{Text(c.SubjectId)}:{began}:{Text(hit.Slot)}", hit.RecipientId)
        {
            CustomerId = c.CustomerId,
            FollowUpId = isTask ? c.SubjectId : null,
            Channels = Asked(rule),
            Facts = facts,
        };
    }

    private Announcement Together(WatchRule rule, List<WatchHit> own)
    {
        var at = clock.UtcNow.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

        // A customer may have several cases at once; the sentence counts what it names.
        var count = kinds.Find(rule.Kind)!.IsAboutTasks ? own.Count : own.Select(h => h.Case.CustomerId).Distinct().Count();
        return new Announcement(rule.Kind, $"watch:{Text(rule.Id)}:{at}", own[0].RecipientId)
        {
            Channels = Asked(rule),
            Facts = new Dictionary<string, string>
            {
                [NotificationFacts.Count] = Text(count),
                [NotificationFacts.Days] = Text(own.Min(h => h.Days)),
                [NotificationFacts.Team] = own.Exists(h => h.Case.PersonId != h.RecipientId) ? "true" : "false",
            },
        };
    }

    /// <summary>A rule that asks for nothing besides the page leaves it to the recipient's own choice.</summary>
    private static NotificationChannels? Asked(WatchRule rule) => rule.Channels == NotificationChannels.Page ? null : rule.Channels;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Runs the rules every five minutes.</summary>
public sealed class WatchJob(WatchRun run) : ICrmJob
{
    public const string Code = "watch";

    public const string Schedule = "0 1/5 * * * *";

    public async Task<string?> RunAsync(DateTime dueAt, CancellationToken ct)
    {
        var done = await run.RunAsync(ct);
        return JobSummary.Of(("checked", done.Cases), ("told", done.Announcements));
    }
}
