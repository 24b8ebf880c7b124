using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Notifications.Outbox;

/// <summary>A message that this process may send until its lease ends.</summary>
/// <param name="Previous">What the attempt before ended with.</param>
/// <param name="IsRecipientHere">Whether the recipient's account is active.</param>
/// <param name="CustomerId">Whom it tells of.</param>
public sealed record LeasedMessage(
    long Id, string Kind, int Attempts, string? Previous, DateTime CreatedAt, bool IsRecipientHere, int? UserId, int? CustomerId, OutgoingMessage Message)
{
    /// <summary>The key of what was announced; the message's own has the channel behind it.</summary>
    public string AnnouncementKey => Message.Key[..Math.Max(Message.Key.LastIndexOf(':'), 0)];
}

/// <summary>
/// Hands out messages to one process at a time, and notes what came of them. A message whose process died is handed out again
/// when its lease ends.
/// </summary>
public sealed class OutboxLeases(IDbContextFactory<CrmDbContext> databases, PublicLinks links, OrganizationClock clock)
{
    /// <summary>How long a message belongs to whoever took it: three times what one attempt takes at most.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>The channels for which something is due now.</summary>
    public async Task<IReadOnlyList<ChannelKey>> DueAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Due(db, clock.UtcNow).GroupBy(m => new { m.Channel, m.RobotId })
            .Select(g => new ChannelKey(g.Key.Channel, g.Key.RobotId)).ToListAsync(ct);
    }

    /// <summary>Whether anything is due now, by whichever channel.</summary>
    public async Task<bool> IsAnythingDueAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Due(db, clock.UtcNow).AnyAsync(ct);
    }

    /// <summary>How many messages went by this channel in the last minute, or are being sent.</summary>
    public async Task<int> UsedAsync(ChannelKey key, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var since = clock.UtcNow.AddMinutes(-1);
        var sent = await db.OutboxMessages.CountAsync(m => m.RobotId == key.RobotId && m.SentAt > since && m.Channel == key.Channel, ct);
        return sent + await db.OutboxMessages.CountAsync(
            m => m.State == OutboxState.Sending && m.NextAttemptAt > clock.UtcNow && m.Channel == key.Channel && m.RobotId == key.RobotId, ct);
    }

    /// <summary>Takes what is due by this channel, the longest due first.</summary>
    /// <param name="me">Names this batch; no other one uses it.</param>
    public async Task<IReadOnlyList<LeasedMessage>> TakeAsync(ChannelKey key, int most, Guid me, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.UtcNow;
        var until = now + Lease;
        var ids = await Due(db, now).Where(m => m.Channel == key.Channel && m.RobotId == key.RobotId)
            .OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id).Take(most).Select(m => m.Id).ToListAsync(ct);

        // Asked once more in the update: another process may have been quicker. Whoever died while sending has tried once.
        await Due(db, now).Where(m => ids.Contains(m.Id)).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.Attempts, m => m.State == OutboxState.Sending ? m.Attempts + 1 : m.Attempts)
            .SetProperty(m => m.State, OutboxState.Sending)
            .SetProperty(m => m.LeasedBy, me)
            .SetProperty(m => m.NextAttemptAt, until), ct);
        var mine = await db.OutboxMessages.AsNoTracking().Where(m => ids.Contains(m.Id) && m.LeasedBy == me).OrderBy(m => m.Id)
            .Select(m => new
            {
                Row = m,
                m.File,
                Here = m.UserId == null || db.Users.Any(u => u.Id == m.UserId && u.IsActive),
                Culture = db.Users.Where(u => u.Id == m.UserId).Select(u => u.Culture).FirstOrDefault(),
            }).ToListAsync(ct);
        return
        [
            .. mine.Select(m => new LeasedMessage(
                m.Row.Id, m.Row.Kind, m.Row.Attempts, m.Row.Error, m.Row.CreatedAt, m.Here, m.Row.UserId, m.Row.CustomerId,
                new OutgoingMessage(m.Row.Key, m.Row.Address, m.Row.Subject, m.Row.Body, m.Row.Link, m.Row.Mentions?.Split(',') ?? [], now)
                {
                    Culture = m.Culture,
                    Attachments = m.File is { } file ? [new MailAttachment(file.Name, file.MediaType, file.Content)] : [],
                    SettingsLink = m.Row is { Channel: OutboxChannel.Mail, UserId: not null } ? links.To(NotificationPaths.Choices) : null,
                })),
        ];
    }

    /// <summary>Notes what became of a message, unless its lease ended and somebody else has it.</summary>
    public async Task NoteAsync(long id, Guid me, OutboxState state, int attempts, DateTime next, string? error)
    {
        // What was done is noted, also while the program stops.
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        DateTime? sentAt = state == OutboxState.Sent ? clock.UtcNow : null;
        await db.OutboxMessages.Where(m => m.Id == id && m.LeasedBy == me).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.State, state)
            .SetProperty(m => m.Attempts, attempts)
            .SetProperty(m => m.NextAttemptAt, next)
            .SetProperty(m => m.SentAt, sentAt)
            .SetProperty(m => m.Error, error)
            .SetProperty(m => m.LeasedBy, (Guid?)null), CancellationToken.None);
    }

    /// <summary>Gives back what was taken and not tried.</summary>
    /// <param name="next">When it may be tried.</param>
    /// <param name="except">One that was handed over and could not be noted: it stays taken until its lease ends.</param>
    public async Task ReleaseAsync(Guid me, DateTime next, long? except = null)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await db.OutboxMessages.Where(m => m.State == OutboxState.Sending && m.LeasedBy == me && m.Id != except).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.State, OutboxState.Waiting)
            .SetProperty(m => m.NextAttemptAt, next)
            .SetProperty(m => m.LeasedBy, (Guid?)null), CancellationToken.None);
    }

    /// <summary>Lets everything wait that goes by this channel, and gives up what has waited for a day.</summary>
    /// <returns>How many were given up.</returns>
    public async Task<int> CloseAsync(ChannelKey key, DateTime until, string? error)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var waiting = db.OutboxMessages.Where(
            m => m.State == OutboxState.Waiting && m.NextAttemptAt < until && m.Channel == key.Channel && m.RobotId == key.RobotId);
        var before = clock.UtcNow - RetrySchedule.GivenUpAfter;
        var lost = await waiting.Where(m => m.CreatedAt < before).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, OutboxState.Failed).SetProperty(m => m.Error, error), CancellationToken.None);
        await waiting.ExecuteUpdateAsync(set => set.SetProperty(m => m.NextAttemptAt, until), CancellationToken.None);
        return lost;
    }

    /// <summary>Drops what waits for a channel that was switched off.</summary>
    public async Task<int> DropAsync(ChannelKey key, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Due(db, clock.UtcNow).Where(m => m.Channel == key.Channel && m.RobotId == key.RobotId).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.State, OutboxState.Dropped)
            .SetProperty(m => m.Error, SendErrors.SwitchedOff), ct);
    }

    private static IQueryable<OutboxMessage> Due(CrmDbContext db, DateTime now) =>
        db.OutboxMessages.Where(m => (m.State == OutboxState.Waiting || m.State == OutboxState.Sending) && m.NextAttemptAt <= now);
}
