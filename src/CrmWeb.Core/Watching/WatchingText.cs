namespace CrmWeb.Core.Watching;

/// <summary>Names the text of this feature.</summary>
public sealed class WatchingText;
