namespace CrmWeb.Core.Organization.WorkingCalendar;

/// <summary>Names the text of this feature.</summary>
public sealed class WorkingDaysText;
