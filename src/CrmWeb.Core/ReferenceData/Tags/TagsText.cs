namespace CrmWeb.Core.ReferenceData.Tags;

/// <summary>Names the text of this feature.</summary>
public sealed class TagsText;
