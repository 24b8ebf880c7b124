using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace CrmWeb.Security;

/// <summary>A browser somebody has signed in with before (OWASP, Blocking Brute Force Attacks, "device cookies").</summary>
/// <param name="Id">Random; says nothing of the device.</param>
/// <param name="Users">Whose accounts were signed in to here, the last one first.</param>
public sealed record KnownDevice(string Id, IReadOnlyList<int> Users)
{
    /// <summary>A browser nobody has signed in with.</summary>
    public static KnownDevice None { get; } = new("", []);
}

/// <summary>
/// Keeps in a sealed cookie whose accounts a browser has been signed in to. Strangers who lock an account by wrong passwords
/// so do not keep its owner out, and a form that comes too late is known to be its owner's.
/// </summary>
public sealed class KnownDevices(IDataProtectionProvider protection, TimeProvider time, DeviceCookie cookie)
{
    private const int MostUsers = 5;
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(180);
    private readonly IDataProtector protector = protection.CreateProtector("CrmWeb.KnownDevice");

    /// <returns>An unknown device where there is no cookie, or one that is not ours or too old.</returns>
    public KnownDevice Of(HttpContext context)
    {
        if (context.Request.Cookies[cookie.Builder.Name!] is not { Length: > 0 and < 4000 } sealedDevice)
            return KnownDevice.None;
        try
        {
            var kept = JsonSerializer.Deserialize<Kept>(protector.Unprotect(sealedDevice));
            return kept is not null && kept.Until > time.GetUtcNow() ? new KnownDevice(kept.Id, kept.Users) : KnownDevice.None;
        }
        catch (CryptographicException)
        {
            return KnownDevice.None;
        }
    }

    /// <summary>Notes that this account has been signed in to here.</summary>
    public void Remember(HttpContext context, int userId)
    {
        var known = Of(context);
        var until = time.GetUtcNow() + MaxAge;
        var id = known.Id.Length > 0 ? known.Id : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var kept = new Kept(id, [userId, .. known.Users.Where(u => u != userId).Take(MostUsers - 1)], until);
        var options = cookie.Builder.Build(context);
        options.MaxAge = MaxAge;
        context.Response.Cookies.Append(cookie.Builder.Name!, protector.Protect(JsonSerializer.Serialize(kept)), options);
    }

    private sealed record Kept(string Id, IReadOnlyList<int> Users, DateTimeOffset Until);
}

/// <summary>How the cookie of a known device is made.</summary>
public sealed record DeviceCookie(CookieBuilder Builder);
