using CrmWeb.Core.Auditing;
using CrmWeb.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization;

/// <summary>How a password that was typed turned out.</summary>
public enum PasswordVerdict
{
    Right,
    Wrong,

    /// <summary>Too many wrong ones; nobody is told whether this one was right.</summary>
    LockedOut,
}

/// <summary>
/// Compares a password with that of an account and counts the tries. Each try is counted before the password is looked at,
/// in one statement, so that many at once get no more tries than one after the other.
/// </summary>
public sealed class PasswordCheck(CrmDbContext db, IPasswordHasher<CrmUser> hasher, AccountEventLog events, UncountedTries uncounted, OrganizationClock clock)
{
    /// <summary>Wrong passwords in a row that lock an account.</summary>
    public const int MaxTries = 5;

    /// <summary>How long an account stays locked. Tries meanwhile do not prolong it, so a stranger cannot keep its owner out for good.</summary>
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    /// <summary>Judges the password. Takes as long for a locked account as for any other.</summary>
    public async Task<PasswordVerdict> JudgeAsync(CrmUser user, string? password, CancellationToken ct)
    {
        var counted = await CountTryAsync(user.Id, ct);
        var right = user.PasswordHash is { } hash && IsRight(user, hash, password);
        if (!counted)
            return PasswordVerdict.LockedOut;

        if (!right)
        {
            await UnlessFullAsync(() => LockAfterLastTryAsync(user.Id, ct));
            return PasswordVerdict.Wrong;
        }

        uncounted.Forget(user.Id);
        await UnlessFullAsync(() => db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(set => set
            .SetProperty(u => u.AccessFailedCount, 0)
            .SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null), ct));
        return PasswordVerdict.Right;
    }

    /// <summary>An empty or overlong password is hashed like any other: the answer takes the same time.</summary>
    private bool IsRight(CrmUser user, string hash, string? password)
    {
        var plausible = password is { Length: > 0 and <= PasswordRules.MaxLength };
        return hasher.VerifyHashedPassword(user, hash, plausible ? password! : "-") != PasswordVerificationResult.Failed && plausible;
    }

    /// <summary>False while the account is locked.</summary>
    private async Task<bool> CountTryAsync(int userId, CancellationToken ct)
    {
        var state = await db.Users.AsNoTracking().Where(u => u.Id == userId).Select(u => new { u.AccessFailedCount, u.LockoutEnd }).FirstAsync(ct);
        try
        {
            return await CountTryAsync(userId, state.AccessFailedCount, state.LockoutEnd, ct);
        }
        catch (Exception e) when (DatabaseFaults.Of(e) == DatabaseFault.RefusesWrites)
        {
            // Counted in memory, on top of what is stored; a lock that is over by the clock is over here too.
            var isOver = state.LockoutEnd is { } until && until.UtcDateTime <= clock.UtcNow;
            return uncounted.Count(userId, isOver ? 0 : state.AccessFailedCount, clock.UtcNow);
        }
    }

    private async Task<bool> CountTryAsync(int userId, int failed, DateTimeOffset? lockoutEnd, CancellationToken ct)
    {
        if (failed >= MaxTries)
        {
            if (lockoutEnd is null)
                await LockAfterLastTryAsync(userId, ct);
            else if (lockoutEnd.Value.UtcDateTime <= clock.UtcNow)
                await UnlockAsync(userId, lockoutEnd.Value, ct);
        }

        return await db.Users.Where(u => u.Id == userId && u.AccessFailedCount < MaxTries)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount + 1), ct) == 1;
    }

    private Task UnlockAsync(int userId, DateTimeOffset lockedUntil, CancellationToken ct) =>
        db.Users.Where(u => u.Id == userId && u.LockoutEnd == lockedUntil).ExecuteUpdateAsync(set => set
            .SetProperty(u => u.AccessFailedCount, 0)
            .SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null), ct);

    private async Task LockAfterLastTryAsync(int userId, CancellationToken ct)
    {
        DateTimeOffset? until = new DateTimeOffset(clock.UtcNow, TimeSpan.Zero) + LockedFor;
        var locked = await db.Users.Where(u => u.Id == userId && u.AccessFailedCount >= MaxTries && u.LockoutEnd == null)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.LockoutEnd, until), ct);
        if (locked == 1)
            await events.NoteAsync(AccountEvents.Of(AuditAction.LockedOut, userId, null, clock.UtcNow), ct);
    }

    /// <summary>A disk that is full keeps nobody out.</summary>
    private static async Task UnlessFullAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception e) when (DatabaseFaults.Of(e) == DatabaseFault.RefusesWrites)
        {
            // Counted in memory meanwhile.
        }
    }
}

/// <summary>Entries of the change log about what happens to accounts.</summary>
internal static class AccountEvents
{
    public static AuditEntry Of(AuditAction action, int userId, int? actorId, DateTime at, string? detail = null) =>
        new(at, actorId, Guid.NewGuid(), action, CrmUser.AuditRoot, userId, nameof(CrmUser), userId, "", null, detail);
}
