using System.Collections.Concurrent;
using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization.SignIn;

/// <summary>
/// Counts tries in the database, so that all processes count together; each in one statement, so that many at once get no more
/// than one after the other. While the database takes no writes, this process counts for itself.
/// </summary>
public sealed class TryCounter(CrmDbContext db, TriesInMemory memory, OrganizationClock clock)
{
    /// <summary>Counts a try before its password is looked at.</summary>
    /// <returns>False where there were too many from this place, or from everywhere together.</returns>
    internal async Task<bool> CountAsync(TryKey key, CancellationToken ct)
    {
        try
        {
            return await CountAsync(key.Place, key.UserId, PasswordCheck.MaxTries, slides: true, ct)
                && (key.Anywhere is not { } anywhere || await CountAsync(anywhere, key.UserId, PasswordCheck.MaxTriesAnywhere, slides: false, ct));
        }
        catch (Exception e) when (DatabaseFaults.Of(e) == DatabaseFault.RefusesWrites)
        {
            return memory.Count(key.Place, clock.UtcNow);
        }
    }

    /// <summary>Forgets the tries from this place, after a right one, which is none of those that count against the account.</summary>
    internal async Task ForgetAsync(TryKey key, CancellationToken ct)
    {
        memory.Forget(key.Place);
        try
        {
            await db.SignInTries.Where(t => t.Key == key.Place).ExecuteDeleteAsync(ct);
            if (key.Anywhere is { } anywhere)
                await db.SignInTries.Where(t => t.Key == anywhere && t.Count > 0).ExecuteUpdateAsync(set => set.SetProperty(t => t.Count, t => t.Count - 1), ct);
        }
        catch (Exception e) when (DatabaseFaults.Of(e) == DatabaseFault.RefusesWrites)
        {
            // They are forgotten with their window.
        }
    }

    /// <summary>Whether this was the last try that is let through, which one caller is told.</summary>
    internal async Task<bool> IsLockedNowAsync(TryKey key, CancellationToken ct)
    {
        try
        {
            var now = clock.UtcNow;
            return await db.SignInTries
                .Where(t => !t.IsTold && t.Until > now)
                .Where(t => (t.Key == key.Place && t.Count >= PasswordCheck.MaxTries) || (t.Key == key.Anywhere && t.Count >= PasswordCheck.MaxTriesAnywhere))
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.IsTold, true), ct) > 0;
        }
        catch (Exception e) when (DatabaseFaults.Of(e) == DatabaseFault.RefusesWrites)
        {
            return false;
        }
    }

    /// <param name="slides">Whether each try begins the window anew. That of all networks does not, or two strangers could keep it open for ever.</param>
    private async Task<bool> CountAsync(string key, int? userId, int most, bool slides, CancellationToken ct)
    {
        var now = clock.UtcNow;
        var until = now + PasswordCheck.LockedFor;
        for (var round = 0; round < 3; round++)
        {
            var running = db.SignInTries.Where(t => t.Key == key && t.Until > now);
            if (await running.Where(t => t.Count < most).ExecuteUpdateAsync(
                set => set.SetProperty(t => t.Count, t => t.Count + 1).SetProperty(t => t.Until, t => slides ? until : t.Until), ct) == 1)
                return true;
            if (await db.SignInTries.Where(t => t.Key == key && t.Until <= now).ExecuteUpdateAsync(
                set => set.SetProperty(t => t.Count, 1).SetProperty(t => t.Until, until).SetProperty(t => t.IsTold, false), ct) == 1)
                return true;
            if (await running.AnyAsync(t => t.Count >= most, ct))
                return false;
            if (await InsertAsync(new SignInTries(key, userId, until), ct))
                return true;
        }

        return false;
    }

    /// <returns>False where somebody else was first.</returns>
    private async Task<bool> InsertAsync(SignInTries first, CancellationToken ct)
    {
        db.SignInTries.Add(first);
        try
        {
            await db.SaveChangesAsync(UserScope.System, ct);
            return true;
        }
        catch (DbUpdateException e) when (DatabaseFaults.Of(e) == DatabaseFault.None)
        {
            return false;
        }
        finally
        {
            db.Entry(first).State = EntityState.Detached;
        }
    }
}

/// <summary>Tries this process counts by itself while the database takes no writes.</summary>
public sealed class TriesInMemory
{
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<string, (int Count, DateTime Until)> tries = new(StringComparer.Ordinal);

    internal bool Count(string key, DateTime now)
    {
        if (tries.Count > Most)
            tries.Clear();
        return tries.AddOrUpdate(
            key, _ => (1, now + PasswordCheck.LockedFor), (_, had) => had.Until <= now ? (1, now + PasswordCheck.LockedFor) : (had.Count + 1, had.Until)).Count <= PasswordCheck.MaxTries;
    }

    internal void Forget(string key) => tries.TryRemove(key, out _);
}
