using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Notifications.Outbox;

/// <summary>Tells whoever looks after messages that some could not be sent; once a day, because the page shows the rest.</summary>
public sealed class OutboxAlarm(IServiceScopeFactory scopes, OrganizationClock clock)
{
    public async Task RaiseAsync(int failed, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDbContext>();
        var keepers = await db.Users.Where(u => u.IsActive && u.Role!.Permissions.Any(p => p.Permission == Permissions.AdminJobs)).Select(u => u.Id).ToListAsync(ct);
        var slot = clock.Today.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        await scope.ServiceProvider.GetRequiredService<NotificationPublisher>().AddAsync(
        [
            .. keepers.Select(id => new Announcement(NotificationKinds.System, $"outbox:{slot}", id)
            {
                Facts = new Dictionary<string, string> { ["what"] = "outbox", ["count"] = failed.ToString(CultureInfo.InvariantCulture) },
            }),
        ], ct);
        await db.SaveChangesAsync(UserScope.System, ct);
    }
}
