namespace CrmWeb.Core.WorkingDays;

/// <summary>Names the text of this feature.</summary>
public sealed class WorkingDaysText;
