using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Inbox;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Digest;

/// <summary>
/// Tells everybody in the morning of a working day what waits for them, and those who see a team what waits for it. Whoever has
/// nothing waiting is left in peace.
/// </summary>
public sealed class DigestRun(
    CrmDbContext db, DigestNumbers counting, NotificationQueries inbox, ChannelSetup setup, WorkingDayCalendar calendar, UserDirectory users, UserScopes scopes,
    NotificationPublisher announcing, OrganizationClock clock)
{
    /// <summary>How many people one transaction tells.</summary>
    private const int Page = 50;

    /// <returns>How many were told.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var today = clock.Today;
        if (!(await calendar.GetAsync(ct)).IsWorkingDay(today))
            return 0;

        var chosen = await db.NotificationHours.AsNoTracking().ToDictionaryAsync(h => h.UserId, ct);
        var compulsory = (await setup.GetAsync(ct)).Compulsory(NotificationKinds.Digest);
        var slot = today.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var told = 0;
        foreach (var page in (await users.GetAsync(ct)).All.Where(u => u.IsActive).Chunk(Page))
        {
            List<Announcement> announcements = [];
            foreach (var user in page)
            {
                var hours = chosen.GetValueOrDefault(user.Id);
                var wanted = (hours?.DigestChannels ?? NotificationChannels.Mail) | compulsory;
                if (wanted != NotificationChannels.None && await FactsAsync(await scopes.OfAsync(user.Id, ct), hours is { DigestOnly: true }, ct) is { } facts)
                    announcements.Add(new Announcement(NotificationKinds.Digest, slot, user.Id) { Channels = wanted, Facts = facts });
            }

            told += await announcing.AddAsync(announcements, ct);
            await db.SaveChangesAsync(UserScope.System, ct);
            db.ChangeTracker.Clear();
        }

        return told;
    }

    /// <param name="onlyThis">The digest is all that leaves the program for the reader, so it also says how much waits in the inbox.</param>
    /// <returns>Null where nothing waits.</returns>
    private async Task<IReadOnlyDictionary<string, string>?> FactsAsync(UserScope reader, bool onlyThis, CancellationToken ct)
    {
        if (!reader.Has(Permissions.CustomersView))
            return null;
        var own = await counting.CountAsync(team: false, reader, ct);
        var team = reader.Has(Permissions.TeamView) ? await counting.CountAsync(team: true, reader, ct) : null;
        var unread = onlyThis ? await inbox.UnreadNewsAsync(reader, ct) : 0;
        if (own.IsEmpty && team is null or { IsEmpty: true } && unread == 0)
            return null;

        Dictionary<string, string> facts = [];
        Put("", own);
        if (team is not null)
            Put(DigestWords.OfTeam, team);
        if (unread > 0)
            facts[NotificationFacts.Unread] = unread.ToString(CultureInfo.InvariantCulture);
        return facts;

        void Put(string prefix, DigestCounts counts)
        {
            foreach (var (name, count) in new[]
            {
                (NotificationFacts.Today, counts.Today), (NotificationFacts.Overdue, counts.Overdue), (NotificationFacts.Silent, counts.Silent), (NotificationFacts.Stuck, counts.Stuck),
            })
            {
                facts[prefix + name] = count.ToString(CultureInfo.InvariantCulture);
            }
        }
    }
}

/// <summary>Sends the digest at half past eight; on days off it finds nothing to do.</summary>
public sealed class DigestJob(DigestRun run) : ICrmJob
{
    public const string Code = "digest";

    public const string Schedule = "0 30 8 * * *";

    public async Task<string?> RunAsync(DateTime dueAt, CancellationToken ct)
    {
        var told = await run.RunAsync(ct);
        return JobSummary.Of(("mailed", told));
    }
}
