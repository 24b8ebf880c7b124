using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Notifications.Channels;

/// <summary>A robot as one needs it to know whom it reaches.</summary>
public sealed record RobotEntry(int Id, int DepartmentId, RobotProduct Product);

/// <summary>Which channels there are at one moment, and what nobody may switch off.</summary>
public sealed class ChannelSnapshot(NotificationChannels ready, IReadOnlyList<RobotEntry> robots, IReadOnlyDictionary<string, NotificationChannels> compulsory)
{
    /// <summary>What is set up and switched on.</summary>
    public NotificationChannels Ready => ready;

    /// <summary>Channels nobody may switch off for this kind.</summary>
    public NotificationChannels Compulsory(string kind) => compulsory.GetValueOrDefault(kind);

    /// <summary>The robots of the department, or of the nearest one above that has any.</summary>
    public IReadOnlyList<RobotEntry> RobotsOf(int? departmentId, DepartmentSnapshot departments)
    {
        for (var department = departments.ById(departmentId); department is not null; department = departments.ById(department.ParentId))
        {
            var own = robots.Where(r => r.DepartmentId == department.Id).ToList();
            if (own.Count > 0)
                return own;
        }

        return [];
    }
}

/// <summary>Which channels are set up, cached; their secrets are not.</summary>
public sealed class ChannelSetup(IDbContextFactory<CrmDbContext> databases, TimeProvider time) : CachedSnapshot<ChannelSnapshot>(databases, time)
{
    protected override async Task<ChannelSnapshot> LoadAsync(CrmDbContext db, CancellationToken ct)
    {
        var on = await db.ChannelSettings.AsNoTracking().Where(s => s.IsEnabled && s.Sealed != null).Select(s => s.Channel).ToListAsync(ct);
        var robots = await db.DepartmentRobots.AsNoTracking().Where(r => r.IsActive).OrderBy(r => r.Id)
            .Select(r => new RobotEntry(r.Id, r.DepartmentId, r.Product)).ToListAsync(ct);
        var compulsory = await db.NotificationPolicies.AsNoTracking().ToDictionaryAsync(p => p.Kind, p => p.Compulsory, ct);
        var ready = NotificationChannels.Page
            | (on.Contains(OutboxChannel.Mail) ? NotificationChannels.Mail : 0)
            | (on.Contains(OutboxChannel.Sms) ? NotificationChannels.Sms : 0)
            | (robots.Count > 0 ? NotificationChannels.Robot : 0);
        return new ChannelSnapshot(ready, robots, compulsory);
    }
}
