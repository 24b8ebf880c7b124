using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization.SignIn;

/// <summary>Notes that too many wrong passwords were tried for an account, and tells the administrators: once a day for each account.</summary>
public sealed class LockOutAlarm(CrmDbContext db, NotificationPublisher announcing, OrganizationClock clock)
{
    public async Task RaiseAsync(int userId, CancellationToken ct)
    {
        DateTimeOffset? until = new DateTimeOffset(clock.UtcNow, TimeSpan.Zero) + PasswordCheck.LockedFor;
        await db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(set => set.SetProperty(u => u.LockoutEnd, until), ct);
        db.AuditEntries.Add(AccountEvents.Of(AuditAction.LockedOut, userId, null, clock.UtcNow));
        var keepers = await db.Users.Where(u => u.IsActive && u.Role!.Permissions.Any(p => p.Permission == Permissions.AdminUsers)).Select(u => u.Id).ToListAsync(ct);
        var slot = clock.Today.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        await announcing.AddAsync(
        [
            .. keepers.Select(id => new Announcement(NotificationKinds.System, $"locked:{userId}:{slot}", id)
            {
                Facts = new Dictionary<string, string> { [NotificationFacts.What] = "locked", [NotificationFacts.Who] = userId.ToString(CultureInfo.InvariantCulture) },
            }),
        ], ct);
        await db.SaveChangesAsync(UserScope.System, ct);
    }
}
