using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization.SignIn;

/// <summary>How a password that was typed turned out.</summary>
public enum PasswordVerdict
{
    Right,
    Wrong,

    /// <summary>Too many wrong ones; nobody is told whether this one was right.</summary>
    LockedOut,
}

/// <summary>
/// Compares a password with that of an account and counts the tries, for each account and place: who tries from elsewhere does not
/// lock its owner out, and a device its owner has signed in with before counts for itself (OWASP, Blocking Brute Force Attacks).
/// </summary>
public sealed class PasswordCheck(CrmDbContext db, TryCounter tries, LockOutAlarm alarm, IPasswordHasher<CrmUser> hasher)
{
    /// <summary>Wrong passwords from one place that lock an account for it.</summary>
    public const int MaxTries = 5;

    /// <summary>Wrong passwords from all networks together, within <see cref="LockedFor"/>, that lock an account for every device it does not know.</summary>
    public const int MaxTriesAnywhere = 50;

    /// <summary>How long an account stays locked for a place. Tries meanwhile do not prolong it.</summary>
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    /// <summary>Judges the password somebody types who is signed in already, to show that it is they.</summary>
    public Task<PasswordVerdict> JudgeOwnAsync(CrmUser user, string? password, CancellationToken ct) =>
        JudgeAsync(user, password, SignInOrigin.KeyOfOwn(user.Id), ct);

    /// <summary>Judges the password. Takes as long for a locked account as for any other.</summary>
    public Task<PasswordVerdict> JudgeAsync(CrmUser user, string? password, SignInOrigin from, CancellationToken ct) =>
        JudgeAsync(user, password, from.KeyFor(user.Id), ct);

    /// <summary>Counts a try for a name that no account has, as one for an account is.</summary>
    public async Task CountUnknownAsync(string? name, SignInOrigin from, CancellationToken ct)
    {
        var key = from.KeyFor(name);
        await tries.CountAsync(key, ct);
        await tries.IsLockedNowAsync(key, ct);
    }

    private async Task<PasswordVerdict> JudgeAsync(CrmUser user, string? password, TryKey key, CancellationToken ct)
    {
        var counted = await tries.CountAsync(key, ct);
        var right = user.PasswordHash is { } hash && IsRight(user, hash, password);
        if (counted && right)
        {
            await tries.ForgetAsync(key, ct);
            await LiftAsync(user, key, ct);
            return PasswordVerdict.Right;
        }

        if (await tries.IsLockedNowAsync(key, ct))
            await UnlessFullAsync(() => alarm.RaiseAsync(user.Id, ct));
        return counted ? PasswordVerdict.Wrong : PasswordVerdict.LockedOut;
    }

    /// <summary>What administrators see of a lock-out goes when its owner is in again; not where strangers go on trying elsewhere.</summary>
    private Task LiftAsync(CrmUser user, TryKey key, CancellationToken ct) => user.LockoutEnd is null || key.Anywhere is null
        ? Task.CompletedTask
        : UnlessFullAsync(() => db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null), ct));

    /// <summary>An empty or overlong password is hashed like any other: the answer takes the same time.</summary>
    private bool IsRight(CrmUser user, string hash, string? password)
    {
        var plausible = password is { Length: > 0 and <= PasswordRules.MaxLength };
        return hasher.VerifyHashedPassword(user, hash, plausible ? password! : "-") != PasswordVerificationResult.Failed && plausible;
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
            // What administrators see of a lock-out stays until the next sign-in.
        }
    }
}

/// <summary>Entries of the change log about what happens to accounts.</summary>
internal static class AccountEvents
{
    public static AuditEntry Of(AuditAction action, int userId, int? actorId, DateTime at, string? detail = null) =>
        new(at, actorId, Guid.NewGuid(), action, CrmUser.AuditRoot, userId, nameof(CrmUser), userId, "", null, detail);
}
