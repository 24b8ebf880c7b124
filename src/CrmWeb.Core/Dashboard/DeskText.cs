namespace CrmWeb.Core.Dashboard;

/// <summary>Names the text of this feature.</summary>
public sealed class DeskText;
