using System.Security.Cryptography;
using System.Text;
using CrmWeb.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization;

/// <summary>
/// Whether the installation has no account yet, and the token that lets one person create the first. The token is random,
/// lives only in memory and is shown where only the operator reads: on the console.
/// </summary>
public sealed class FirstRun(IDbContextFactory<CrmDbContext> databases)
{
    /// <summary>256 bits.</summary>
    private const int TokenBytes = 32;

    private volatile string? token;

    /// <summary>Whether the installation has no account yet, as far as this process knows.</summary>
    public bool IsOpen => token is not null;

    /// <summary>The one-time token that opens the set-up page; null when it is not needed.</summary>
    public string? Token => token;

    /// <summary>Finds out whether an account exists, and makes the token if none does.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
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
