using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Inbox;

/// <summary>A line that was just written, and whose it is.</summary>
public sealed record FreshNotification(int Id, int UserId);

/// <summary>Finds what was written a moment ago, by whichever process, for everybody who looks at a page now: one question for all.</summary>
public sealed class FreshNotifications(IDbContextFactory<CrmDbContext> databases)
{
    /// <param name="since">UTC; written at that time or later.</param>
    public async Task<IReadOnlyList<FreshNotification>> SinceAsync(DateTime since, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Notifications.AsNoTracking().Where(n => n.CreatedAt >= since && n.ReadAt == null)
            .Select(n => new FreshNotification(n.Id, n.UserId)).ToListAsync(ct);
    }
}
