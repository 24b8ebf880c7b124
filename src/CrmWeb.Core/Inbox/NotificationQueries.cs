using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Inbox;

/// <summary>A line of the inbox; time UTC.</summary>
public sealed record InboxRow(int Id, string Kind, NotificationText Text, DateTime At, bool IsUnread)
{
    /// <summary>The task it is about.</summary>
    public int? TaskId { get; init; }
}

/// <summary>Which lines are wanted.</summary>
/// <param name="Kind">A code of <see cref="NotificationKindList"/>; null for all.</param>
public sealed record InboxFilter(bool UnreadOnly, string? Kind, PageWanted Page);

/// <summary>What the bell shows.</summary>
/// <param name="Count">Unread lines, counted up to <see cref="NotificationQueries.MaxCounted"/>.</param>
/// <param name="Latest">Id of the latest one; 0 where all are read. Whatever has a higher one is news.</param>
public sealed record Unread(int Count, int Latest);

/// <summary>Reads what somebody was told. What is about a customer out of their reach by now is left out everywhere, also of counts.</summary>
public sealed class NotificationQueries(CrmDbContext db, NotificationComposer composing)
{
    public const int MaxCounted = 100;

    /// <summary>As many pop up at once; the rest is in the inbox.</summary>
    private const int MaxNews = 5;

    /// <summary>Asked for with every page, so in one small question: whether a line is in sight is looked up for the latest ones alone.</summary>
    public async Task<Unread> UnreadAsync(UserScope by, CancellationToken ct)
    {
        var visible = db.Customers.VisibleTo(by);
        var lines = await db.Notifications.AsNoTracking().Where(n => n.UserId == by.UserId && n.ReadAt == null)
            .OrderByDescending(n => n.Id).Take(MaxCounted)
            .Select(n => new { n.Id, IsInSight = n.CustomerId == null || visible.Any(c => c.Id == n.CustomerId) }).ToListAsync(ct);
        var isFull = lines.Count == MaxCounted;
        if (lines.RemoveAll(n => !n.IsInSight) > 0 && isFull)
            return await UnreadVisibleAsync(by, ct);
        return new Unread(lines.Count, lines.Count == 0 ? 0 : lines[0].Id);
    }

    /// <summary>The same by a question that finds those behind the ones left out too.</summary>
    private async Task<Unread> UnreadVisibleAsync(UserScope by, CancellationToken ct)
    {
        var ids = await Own(by).Where(n => n.ReadAt == null).OrderByDescending(n => n.Id).Take(MaxCounted).Select(n => n.Id).ToListAsync(ct);
        return new Unread(ids.Count, ids.Count == 0 ? 0 : ids[0]);
    }

    /// <summary>How many lines are not read, digests left out.</summary>
    public Task<int> UnreadNewsAsync(UserScope by, CancellationToken ct) =>
        Own(by).CountAsync(n => n.ReadAt == null && n.Kind != NotificationKinds.Digest, ct);

    /// <summary>One page of the inbox, latest first.</summary>
    /// <exception cref="PageElsewhereException">The inbox has no such page.</exception>
    public async Task<PageOf<InboxRow>> ListAsync(InboxFilter filter, UserScope by, CancellationToken ct)
    {
        var chosen = Own(by);
        if (filter.UnreadOnly)
            chosen = chosen.Where(n => n.ReadAt == null);
        if (filter.Kind is { } kind)
            chosen = chosen.Where(n => n.Kind == kind);
        var total = await chosen.CountAsync(ct);
        var skip = filter.Page.SkipIn(total);
        var rows = await chosen.OrderByDescending(n => n.Id).Skip(skip).Take(filter.Page.Size).ToListAsync(ct);
        return new PageOf<InboxRow>(await ComposeAsync(rows, by, ct), total, filter.Page.Number, filter.Page.Size);
    }

    /// <summary>What came after a line and is unread, for a page that is open: the latest, oldest of them first.</summary>
    /// <param name="ids">Only these; null for all.</param>
    public async Task<IReadOnlyList<InboxRow>> NewsAsync(int afterId, IReadOnlyCollection<int>? ids, UserScope by, CancellationToken ct)
    {
        var news = Own(by).Where(n => n.ReadAt == null && n.Id > afterId);
        if (ids is not null)
            news = news.Where(n => EF.Parameter(ids).Contains(n.Id));
        var rows = await news.OrderByDescending(n => n.Id).Take(MaxNews).ToListAsync(ct);
        rows.Reverse();
        return await ComposeAsync(rows, by, ct);
    }

    private IQueryable<Notification> Own(UserScope by)
    {
        var visible = db.Customers.VisibleTo(by);
        return db.Notifications.AsNoTracking().Where(n => n.UserId == by.UserId && (n.CustomerId == null || visible.Any(c => c.Id == n.CustomerId)));
    }

    private async Task<IReadOnlyList<InboxRow>> ComposeAsync(IReadOnlyList<Notification> rows, UserScope by, CancellationToken ct)
    {
        if (rows.Count == 0)
            return [];
        var texts = await composing.ForReaderAsync([.. rows.Select(NotificationSubject.Of)], by, ct);
        return [.. rows.Zip(texts).Where(r => r.Second is not null).Select(r =>
            new InboxRow(r.First.Id, r.First.Kind, r.Second!, r.First.CreatedAt, r.First.ReadAt is null) { TaskId = r.First.FollowUpId })];
    }
}
