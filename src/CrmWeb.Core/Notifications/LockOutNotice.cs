using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Notifications;

/// <summary>Tells those who keep accounts that one was locked out: once a day for each account.</summary>
internal sealed class LockOutNotice(CrmDbContext db, NotificationPublisher notifications, OrganizationClock clock) : ILockOutListener
{
    public async Task LockedOutAsync(int userId, CancellationToken ct)
    {
        var keepers = await db.Users.Where(u => u.IsActive && u.Role!.Permissions.Any(p => p.Permission == Permissions.AdminUsers)).Select(u => u.Id).ToListAsync(ct);
        var slot = clock.Today.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        await notifications.AddAsync(
        [
            .. keepers.Select(id => new Announcement(NotificationKinds.System, $"locked:{userId}:{slot}", id)
            {
                Facts = new Dictionary<string, string> { [NotificationFacts.What] = "locked", [NotificationFacts.Who] = userId.ToString(CultureInfo.InvariantCulture) },
            }),
        ], ct);
    }
}
