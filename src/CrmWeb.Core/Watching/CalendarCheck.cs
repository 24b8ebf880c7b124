using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Watching;

/// <summary>Tells those who keep the calendar that a year has no data: the running one at any time, the next one from November on, when the notice is out.</summary>
public sealed class CalendarCheck(CrmDbContext db, WorkingDayCalendar calendar, RoleDirectory roles, UserDirectory users, NotificationPublisher announcing, OrganizationClock clock)
{
    private const int NoticeMonth = 11;

    /// <summary>The years that ought to have data by now and have none.</summary>
    public static IReadOnlyList<int> Missing(WorkingDaySnapshot snapshot, DateOnly today) =>
        [.. new[] { today.Year, today.Year + 1 }.Where(y => !snapshot.HasData(y) && (y == today.Year || today.Month >= NoticeMonth))];

    /// <summary>Tells each of them once a month for each year.</summary>
    /// <returns>How many were told.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var today = clock.Today;
        var missing = Missing(await calendar.GetAsync(ct), today);
        if (missing.Count == 0)
            return 0;

        var keepers = (await roles.GetAsync(ct)).All.Where(r => r.Permissions.Contains(Permissions.AdminRules)).Select(r => r.Code).ToHashSet();
        var people = (await users.GetAsync(ct)).All;
        var slot = today.ToString("yyyyMM", CultureInfo.InvariantCulture);
        var announcements =
            from year in missing
            from user in people
            where user.IsActive && keepers.Contains(user.RoleCode)
            let text = year.ToString(CultureInfo.InvariantCulture)
            select new Announcement(NotificationKinds.System, $"calendar:{text}:{slot}", user.Id)
            {
                Facts = new Dictionary<string, string> { [NotificationFacts.What] = "calendar", [NotificationFacts.Year] = text },
            };
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var told = await announcing.AddAsync([.. announcements], ct);
        await db.SaveChangesAsync(UserScope.System, ct);
        await transaction.CommitAsync(ct);
        return told;
    }
}

/// <summary>Looks every morning.</summary>
public sealed class CalendarCheckJob(CalendarCheck check) : ICrmJob
{
    public const string Code = "calendar";

    public const string Schedule = "0 0 9 * * *";

    public async Task<string?> RunAsync(DateTime dueAt, CancellationToken ct)
    {
        var told = await check.RunAsync(ct);
        return JobSummary.Of(("told", told));
    }
}
