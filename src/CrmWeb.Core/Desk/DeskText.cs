namespace CrmWeb.Core.Desk;

/// <summary>Names the text of this feature.</summary>
public sealed class DeskText;
