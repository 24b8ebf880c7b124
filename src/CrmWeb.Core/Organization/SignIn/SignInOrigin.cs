using System.Security.Cryptography;
using System.Text;

namespace CrmWeb.Core.Organization.SignIn;

/// <summary>Where a password is typed.</summary>
/// <param name="Network">The sender's address, of IPv6 the /64, which one subscriber holds whole.</param>
/// <param name="Device">Random name of a browser somebody has signed in with; null for one nobody has.</param>
/// <param name="DeviceUsers">Whose accounts were signed in to with it.</param>
public sealed record SignInOrigin(string Network, string? Device, IReadOnlyCollection<int> DeviceUsers)
{
    /// <summary>No network and no device: where a test or a verb checks a password.</summary>
    public static SignInOrigin Nowhere { get; } = new("", null, []);

    /// <summary>Under which the tries for an account are counted from here.</summary>
    internal TryKey KeyFor(int userId) => Device is { Length: > 0 } device && DeviceUsers.Contains(userId)
        ? new TryKey(Hash($"u{userId}", $"device {device}"), userId)
        : new TryKey(Hash($"u{userId}", $"network {Network}"), userId, Hash($"u{userId}", "anywhere"));

    /// <summary>The same for a name no account has.</summary>
    internal TryKey KeyFor(string? unknownName)
    {
        var name = $"n{unknownName?.ToUpperInvariant()}";
        return new TryKey(Hash(name, $"network {Network}"), null, Hash(name, "anywhere"));
    }

    /// <summary>For somebody who is signed in and has to show that it is they.</summary>
    internal static TryKey KeyOfOwn(int userId) => new(Hash($"u{userId}", "signed in"), userId);

    private static string Hash(string account, string place) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account}\n{place}")));
}

/// <summary>Under which tries are counted.</summary>
/// <param name="Anywhere">Under which those of all networks together are; null for a device that is known.</param>
internal sealed record TryKey(string Place, int? UserId, string? Anywhere = null);
