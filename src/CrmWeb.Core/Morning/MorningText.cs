namespace CrmWeb.Core.Morning;

/// <summary>Names the text of this feature.</summary>
public sealed class MorningText;
