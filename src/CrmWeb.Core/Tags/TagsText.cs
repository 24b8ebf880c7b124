namespace CrmWeb.Core.Tags;

/// <summary>Names the text of this feature.</summary>
public sealed class TagsText;
