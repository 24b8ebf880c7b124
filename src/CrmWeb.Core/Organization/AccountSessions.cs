using System.Collections.Concurrent;
using CrmWeb.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization;

/// <summary>
/// Whether a session is still good: the account is active and its security stamp is the one the session was opened with.
/// The answer is kept for half a minute; a change made in this process counts at once.
/// </summary>
public sealed class AccountSessions(IDbContextFactory<CrmDbContext> databases, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<int, Entry> stamps = new();

    /// <summary>How often somebody was forgotten: an answer that was on its way then is not kept, whoever it is about.</summary>
    private long generation;

    /// <summary>Ends all sessions of a user in this process, after the change was committed.</summary>
    public void Forget(int userId)
    {
        Interlocked.Increment(ref generation);
        stamps.TryRemove(userId, out _);
    }

    public async ValueTask<bool> IsValidAsync(int userId, string? stamp, CancellationToken ct)
    {
        if (!stamps.TryGetValue(userId, out var entry) || entry.Generation != Interlocked.Read(ref generation) || time.GetElapsedTime(entry.ReadAt) > MaxAge)
        {
            var startedIn = Interlocked.Read(ref generation);
            var readAt = time.GetTimestamp();
            await using var db = await databases.CreateDbContextAsync(ct);
            var current = await db.Users.AsNoTracking().Where(u => u.Id == userId && u.IsActive)
                .Select(u => u.SecurityStamp).FirstOrDefaultAsync(ct);
            entry = new Entry(current, readAt, startedIn);
            stamps[userId] = entry;
        }

        return entry.Stamp is not null && entry.Stamp == stamp;
    }

    private sealed record Entry(string? Stamp, long ReadAt, long Generation);
}
