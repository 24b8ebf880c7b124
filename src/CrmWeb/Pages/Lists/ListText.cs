namespace CrmWeb.Pages.Lists;

/// <summary>What every list says: conditions, columns, selection, views.</summary>
public sealed class ListText;
