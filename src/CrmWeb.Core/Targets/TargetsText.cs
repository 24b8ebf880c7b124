namespace CrmWeb.Core.Targets;

/// <summary>Names the text of this feature.</summary>
public sealed class TargetsText;
