namespace CrmWeb.Core.DailyReports;

/// <summary>Names the text of this feature.</summary>
public sealed class DailyText;
