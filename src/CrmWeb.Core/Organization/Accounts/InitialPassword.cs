using System.Security.Cryptography;

namespace CrmWeb.Core.Organization.Accounts;

/// <summary>Passwords that an admin hands over and the user replaces at the first sign-in.</summary>
internal static class InitialPassword
{
    // Without letters and digits that are mistaken for one another when read out or copied by hand.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY34679";

    /// <summary>Three groups of four characters, about 67 bits: Kd7w-mX4p-hTqr.</summary>
    public static string Generate() =>
        string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4)));
}
