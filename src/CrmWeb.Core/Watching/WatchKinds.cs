namespace CrmWeb.Core.Watching;

/// <summary>The kinds of rules there are.</summary>
public sealed class WatchKinds(IEnumerable<IWatchKind> kinds)
{
    public IReadOnlyList<IWatchKind> All { get; } = [.. kinds];

    /// <summary>Null for a kind this version does not know.</summary>
    public IWatchKind? Find(string? code) => All.FirstOrDefault(k => k.Code == code);
}
