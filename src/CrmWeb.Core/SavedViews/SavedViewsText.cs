namespace CrmWeb.Core.SavedViews;

/// <summary>What is said about saved views of lists.</summary>
public sealed class SavedViewsText;
