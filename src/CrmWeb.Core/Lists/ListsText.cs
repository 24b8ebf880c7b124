namespace CrmWeb.Core.Lists;

/// <summary>Names the text of this feature.</summary>
public sealed class ListsText;
