using System.Collections.Concurrent;

namespace CrmWeb.Core.Organization;

/// <summary>
/// Counts tries of passwords in memory while the database takes no writes, by the same rule as <see cref="PasswordCheck"/>: whoever
/// fills a disk must not be free to guess.
/// </summary>
public sealed class UncountedTries
{
    private readonly ConcurrentDictionary<int, (int Count, DateTime Since)> tries = [];

    /// <param name="before">Tries that the database has counted.</param>
    /// <returns>False while the account is locked.</returns>
    internal bool Count(int userId, int before, DateTime now)
    {
        var state = tries.AddOrUpdate(userId, _ => (1, now), (_, kept) => now - kept.Since >= PasswordCheck.LockedFor ? (1, now) : (kept.Count + 1, kept.Since));
        return before + state.Count <= PasswordCheck.MaxTries;
    }

    internal void Forget(int userId) => tries.TryRemove(userId, out _);
}
