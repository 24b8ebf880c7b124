using System.Collections.Concurrent;
using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization.SignIn;

/// <summary>
/// Whether a session is still good: the account is active, its security stamp is the one the session was opened with, and
/// nobody has signed out of it. The answer is kept for half a minute; a change made in this process counts at once.
/// </summary>
public sealed class AccountSessions(IDbContextFactory<CrmDbContext> databases, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<int, Entry> stamps = new();

    /// <summary>Sessions that ended here while the database took no writes, each with the time at which its cookie is too old anyway.</summary>
    private readonly ConcurrentDictionary<string, DateTime> endedHere = new(StringComparer.Ordinal);

    /// <summary>How often somebody was forgotten: an answer that was on its way then is not kept, whoever it is about.</summary>
    private long generation;

    /// <summary>Looks all sessions of a user up again in this process, after a change that ends them was committed.</summary>
    public void Forget(int userId)
    {
        Interlocked.Increment(ref generation);
        stamps.TryRemove(userId, out _);
    }

    /// <summary>Ends one session of a user: here with the next request, in every other process within half a minute.</summary>
    /// <param name="session">The random name it was opened with.</param>
    /// <param name="until">When its cookie would be too old anyway (UTC).</param>
    public async Task EndAsync(int userId, string session, DateTime until, CancellationToken ct)
    {
        // First in memory: it ends here also where it cannot be written down.
        foreach (var (old, _) in endedHere.Where(e => e.Value < Now))
            endedHere.TryRemove(old, out _);
        endedHere[session] = until;
        try
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            if (!await db.EndedSessions.AnyAsync(s => s.Key == session, ct))
            {
                db.EndedSessions.Add(new EndedSession(userId, session, until));
                await db.SaveChangesAsync(UserScope.System, ct);
            }

            Forget(userId);
        }
        catch (DbUpdateException e) when (DatabaseFaults.Of(e) == DatabaseFault.None)
        {
            // Signed out twice at once: the unique key says that it has ended already.
        }
        catch (Exception e) when (DatabaseFaults.Of(e) == DatabaseFault.RefusesWrites)
        {
            // Other processes hear nothing of it until the cookie is too old; this one has it in memory.
        }
    }

    /// <summary>Whether the account is active and has this stamp.</summary>
    public ValueTask<bool> IsValidAsync(int userId, string? stamp, CancellationToken ct) => IsValidAsync(userId, stamp, null, ct);

    /// <summary>Whether a session is still good.</summary>
    /// <param name="stamp">The security stamp it was opened with.</param>
    /// <param name="session">The random name it was opened with; null asks about the account alone.</param>
    public async ValueTask<bool> IsValidAsync(int userId, string? stamp, string? session, CancellationToken ct)
    {
        if (session is not null && endedHere.ContainsKey(session))
            return false;
        if (!stamps.TryGetValue(userId, out var entry) || entry.Generation != Interlocked.Read(ref generation) || time.GetElapsedTime(entry.ReadAt) > MaxAge)
        {
            var startedIn = Interlocked.Read(ref generation);
            var readAt = time.GetTimestamp();
            var now = Now;
            await using var db = await databases.CreateDbContextAsync(ct);
            var current = await db.Users.AsNoTracking().Where(u => u.Id == userId && u.IsActive)
                .Select(u => new { u.SecurityStamp, Ended = db.EndedSessions.Where(s => s.UserId == u.Id && s.Until > now).Select(s => s.Key).ToList() })
                .FirstOrDefaultAsync(ct);
            entry = new Entry(current?.SecurityStamp, current?.Ended.ToHashSet(StringComparer.Ordinal) ?? [], readAt, startedIn);
            stamps[userId] = entry;
        }

        return entry.Stamp is not null && entry.Stamp == stamp && (session is null || !entry.Ended.Contains(session));
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private sealed record Entry(string? Stamp, IReadOnlySet<string> Ended, long ReadAt, long Generation);
}
