using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Notifications.Outbox;

/// <summary>What keeps a message from being sent now.</summary>
/// <param name="State">Dropped for good, or waiting.</param>
/// <param name="Next">When it may be tried (UTC).</param>
/// <param name="Why">One of <see cref="SendErrors"/>; for one that waits what its last attempt ended with.</param>
public sealed record OutboxObstacle(OutboxState State, DateTime Next, string? Why);

/// <summary>
/// Looks once more, just before messages leave: one may have waited for hours, and meanwhile its reader may have lost sight of the
/// customer, the task may be done, or quiet hours may have begun.
/// </summary>
public sealed class OutboxObstacles(IDbContextFactory<CrmDbContext> databases, UserScopes scopes, OrganizationClock clock)
{
    /// <returns>By id of the message; those that may go are missing.</returns>
    public async Task<IReadOnlyDictionary<long, OutboxObstacle>> OfAsync(IReadOnlyList<LeasedMessage> messages, CancellationToken ct)
    {
        if (messages.Count == 0)
            return new Dictionary<long, OutboxObstacle>();
        await using var db = await databases.CreateDbContextAsync(ct);
        var beyond = await new CustomerVisibility(db, scopes).BeyondAsync(
            messages.Where(m => m is { UserId: not null, CustomerId: not null }).Select(m => (m.UserId!.Value, m.CustomerId!.Value)), ct);
        var settled = await SettledAsync(db, messages, ct);
        var people = messages.Select(m => m.UserId).OfType<int>().Distinct().ToList();
        var hours = await db.NotificationHours.AsNoTracking().Where(h => people.Contains(h.UserId)).ToDictionaryAsync(h => h.UserId, ct);

        var now = clock.UtcNow;
        Dictionary<long, OutboxObstacle> hindered = [];
        foreach (var message in messages)
        {
            var after = message.UserId is { } user ? QuietHours.NotBefore(hours.GetValueOrDefault(user), now, clock) : now;
            if (!message.IsRecipientHere)
                hindered[message.Id] = new OutboxObstacle(OutboxState.Dropped, now, SendErrors.RecipientGone);
            else if (message is { UserId: { } reader, CustomerId: { } customer } && beyond.Contains((reader, customer)))
                hindered[message.Id] = new OutboxObstacle(OutboxState.Dropped, now, SendErrors.OutOfReach);
            else if (settled.Contains(message.AnnouncementKey))
                hindered[message.Id] = new OutboxObstacle(OutboxState.Dropped, now, SendErrors.TaskClosed);
            else if (after > now)
                hindered[message.Id] = new OutboxObstacle(OutboxState.Waiting, after, message.Previous);
        }

        return hindered;
    }

    /// <summary>What calls for work on a task that needs none any more.</summary>
    private static async Task<HashSet<string>> SettledAsync(CrmDbContext db, IReadOnlyList<LeasedMessage> messages, CancellationToken ct)
    {
        var keys = messages.Where(m => m.Kind is NotificationKinds.Reminder or NotificationKinds.Overdue).Select(m => m.AnnouncementKey).Distinct().ToList();
        if (keys.Count == 0)
            return [];
        var settled = from line in db.Notifications.AsNoTracking()
                      where keys.Contains(line.Key)
                      join task in db.FollowUps.AsNoTracking() on line.FollowUpId equals task.Id
                      where task.State == FollowUpState.Done || task.State == FollowUpState.Cancelled
                      select line.Key;
        return [.. await settled.ToListAsync(ct)];
    }
}
