namespace CrmWeb.Core.Urging;

/// <summary>Names the text of this feature.</summary>
public sealed class UrgingText;
