using CrmWeb.Core.Access;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Inbox;

/// <summary>Marks what somebody was told as read; only one's own.</summary>
public sealed class ReadMarks(CrmDbContext db, OrganizationClock clock)
{
    /// <summary>Marks one line; one that was read stays so.</summary>
    /// <exception cref="NotFoundException">Absent, or somebody else's.</exception>
    public async Task MarkAsync(int id, UserScope by, CancellationToken ct)
    {
        var own = db.Notifications.Where(n => n.Id == id && n.UserId == by.UserId);
        if (await MarkAsync(own, ct) == 0 && !await own.AnyAsync(ct))
            throw new NotFoundException();
    }

    /// <summary>Marks everything up to a line: what arrived after the page was made stays unread.</summary>
    /// <param name="upTo">Id of the latest line the reader saw.</param>
    /// <param name="kind">Only of this kind; null for all.</param>
    /// <returns>How many were unread.</returns>
    public Task<int> MarkAllAsync(int upTo, string? kind, UserScope by, CancellationToken ct) =>
        MarkAsync(db.Notifications.Where(n => n.UserId == by.UserId && n.Id <= upTo && (kind == null || n.Kind == kind)), ct);

    private Task<int> MarkAsync(IQueryable<Notification> which, CancellationToken ct)
    {
        DateTime? now = clock.UtcNow;
        return which.Where(n => n.ReadAt == null).ExecuteUpdateAsync(s => s.SetProperty(n => n.ReadAt, now), ct);
    }
}
