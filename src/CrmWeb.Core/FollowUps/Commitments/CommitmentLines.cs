using CrmWeb.Core.Text;

namespace CrmWeb.Core.FollowUps.Commitments;

/// <summary>What a follow-up promises, one promise in a line.</summary>
public static class CommitmentLines
{
    public const int Most = 20;

    /// <summary>The promises of a text; the dots and dashes of a list are not part of them, and one said twice counts once.</summary>
    public static IReadOnlyList<string> Of(string? typed) =>
    [
        .. (FormText.Clean(typed) ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.TrimStart('-', '*', '•', '·', '—', ' ', '\t').Trim())
            .Where(line => line.Length > 0)
            .Distinct(),
    ];
}
