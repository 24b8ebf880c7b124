using System.Security.Cryptography;
using System.Text;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization.Accounts;

/// <summary>
/// Whether the installation has no account yet, and the token that lets one person create the first. The token is random,
/// lives only in memory and is shown where only the operator reads: on the console.
/// </summary>
public sealed class FirstRun(IDbContextFactory<CrmDbContext> databases, TimeProvider time)
{
    /// <summary>256 bits.</summary>
    private const int TokenBytes = 32;

    /// <summary>Another process on the same database, or the verb create-admin, may have made the first account.</summary>
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(10);

    private volatile string? token;
    private long askedAt;

    /// <summary>Whether the installation has no account yet, as far as this process knows.</summary>
    public bool IsOpen => token is not null;

    /// <summary>The one-time token that opens the set-up page; null when it is not needed.</summary>
    public string? Token => token;

    /// <summary>Whether it has none; while it has none, the database is asked again from time to time.</summary>
    public async ValueTask<bool> IsStillOpenAsync(CancellationToken ct)
    {
        if (IsOpen && time.GetElapsedTime(Interlocked.Read(ref askedAt)) > AskAgainAfter)
            await PrepareAsync(ct);
        return IsOpen;
    }

    /// <summary>Finds out whether an account exists, and makes the token if none does.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        Interlocked.Exchange(ref askedAt, time.GetTimestamp());
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Users.AnyAsync(ct))
            Close();
        else
            token ??= Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
    }

    /// <summary>The first account exists: the token opens nothing any more.</summary>
    public void Close() => token = null;

    public bool Matches(string? typed) =>
        typed is not null && token is { } expected
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(typed.Trim()), Encoding.UTF8.GetBytes(expected));
}
