namespace CrmWeb.Core.Reports;

/// <summary>Names the text of this feature.</summary>
public sealed class ReportsText;
