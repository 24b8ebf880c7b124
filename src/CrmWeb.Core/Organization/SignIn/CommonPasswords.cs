using System.Collections.Frozen;

namespace CrmWeb.Core.Organization.SignIn;

/// <summary>
/// The passwords attackers try first: leaders of published lists, keyboard walks, and the pinyin and number favourites of
/// Chinese users. A new password found here is refused (OWASP ASVS 5.0, 6.2.4: at least the top 3,000 of matching length).
/// </summary>
public static class CommonPasswords
{
    private static readonly Lazy<FrozenSet<string>> Known = new(Read);

    /// <summary>True when the password, upper and lower case alike, is one of the list.</summary>
    public static bool Contains(string password) => Known.Value.Contains(password);

    /// <summary>How many passwords the list holds.</summary>
    public static int Count => Known.Value.Count;

    private static FrozenSet<string> Read()
    {
        var assembly = typeof(CommonPasswords).Assembly;
        using var stream = assembly.GetManifestResourceStream("CrmWeb.Core.Organization.SignIn.common-passwords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is missing from the build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
