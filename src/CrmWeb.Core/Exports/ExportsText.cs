namespace CrmWeb.Core.Exports;

/// <summary>Names the text of this feature.</summary>
public sealed class ExportsText;
