using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CrmWeb.Security;

/// <summary>
/// Lets somebody who met a duplicate claim it or ask for it without being told which customer it is: the id travels sealed,
/// for this user and for half an hour. So nobody can ask for customers they have not met.
/// </summary>
public sealed class MatchTokens(IDataProtectionProvider protection, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(30);
    private readonly IDataProtector protector = protection.CreateProtector("CrmWeb.DuplicateMatch");

    public string Seal(int customerId, UserScope by) =>
        protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{by.UserId} {customerId} {(time.GetUtcNow() + MaxAge).UtcTicks}"));

    /// <summary>The customer's id; null for a token that is not ours, not this user's, or too old.</summary>
    public int? Open(string? token, UserScope by)
    {
        if (string.IsNullOrEmpty(token))
            return null;
        try
        {
            var parts = protector.Unprotect(token).Split(' ');
            return parts is [var user, var customer, var until]
                && int.Parse(user, CultureInfo.InvariantCulture) == by.UserId
                && long.Parse(until, CultureInfo.InvariantCulture) >= time.GetUtcNow().UtcTicks
                ? int.Parse(customer, CultureInfo.InvariantCulture)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
