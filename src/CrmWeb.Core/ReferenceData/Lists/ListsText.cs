namespace CrmWeb.Core.ReferenceData.Lists;

/// <summary>Names the text of this feature.</summary>
public sealed class ListsText;
