using System.Buffers;
using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace CrmWeb.Testing;

/// <summary>
/// Every secret that any test of this run has used: passwords, what is sealed for the database, addresses of feeds, keys that gateways
/// were sent. Whoever writes something down can be asked whether one of them is in it.
/// </summary>
public static partial class KnownSecrets
{
    /// <summary>Shorter ones are also words, numbers and parts of other things.</summary>
    private const int Shortest = 8;

    private static readonly ConcurrentDictionary<string, byte> All = new(StringComparer.OrdinalIgnoreCase);
    private static Search search = new(0, null);

    /// <summary>From now on nothing may hold this.</summary>
    public static void Keep(string? secret)
    {
        if (secret?.Length >= Shortest && !string.IsNullOrWhiteSpace(secret))
            All.TryAdd(secret, 0);
    }

    /// <summary>What a form sends: its fields tell by their names which of them are secret.</summary>
    public static void KeepField(string name, string? value)
    {
        if (value is not null && SecretField().IsMatch(name))
            KeepSettings(value);
    }

    /// <summary>The address of a feed, wherever it stands.</summary>
    public static void KeepFeeds(string text)
    {
        if (!text.Contains("/calendar/", StringComparison.OrdinalIgnoreCase))
            return;
        foreach (Match feed in Feed().Matches(text))
            Keep(feed.Groups[1].Value);
    }

    /// <summary>What a service hands out: 128 random bits are a key to something.</summary>
    public static void KeepReturned(object? result)
    {
        if (result is string { Length: 32 } text && text.All(char.IsAsciiHexDigit))
            Keep(text);
    }

    /// <summary>A secret alone, or settings that hold some: of an address of a robot, the part nobody could guess.</summary>
    public static void KeepSettings(string settings)
    {
        if (!settings.Contains("://", StringComparison.Ordinal) && !settings.StartsWith('{'))
            Keep(settings);
        foreach (Match part in Unguessable().Matches(settings))
            Keep(part.Value);
    }

    /// <summary>The first secret in a text, or what is one by its look: anything data protection made, hashes of passwords, 128 random bits.</summary>
    /// <returns>Null where there is none.</returns>
    public static string? In(string text)
    {
        if (Look().Match(text) is { Success: true } look)
            return look.Value;
        var known = Current();
        return known?.ContainsAny(text) == true ? text.Substring(known.IndexOf(text), Math.Min(Shortest, text.Length - known.IndexOf(text))) + "…" : null;
    }

    private static Search? Current()
    {
        var now = search;
        if (now.Count != All.Count)
            search = now = Search.Of([.. All.Keys]);
        return now.Count == 0 ? null : now;
    }

    private sealed record Search(int Count, SearchValues<string>? Values)
    {
        public static Search Of(string[] secrets) => new(secrets.Length, SearchValues.Create(secrets, StringComparison.OrdinalIgnoreCase));

        public bool ContainsAny(string text) => text.AsSpan().ContainsAny(Values!);

        public int IndexOf(string text) => text.AsSpan().IndexOfAny(Values!);
    }

    [GeneratedRegex("password|secret|signingkey|draft$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretField();

    [GeneratedRegex("/calendar/([0-9a-z]{16,})", RegexOptions.IgnoreCase)]
    private static partial Regex Feed();

    [GeneratedRegex(@"[\w\-]{16,}")]
    private static partial Regex Unguessable();

    [GeneratedRegex("CfDJ8|AQAAAA[A-Z]AA|/calendar/[0-9a-z]{16,}|[?&](?:key|access_token|sign)=(?!…)[^&]{8,}")]
    private static partial Regex Look();
}
