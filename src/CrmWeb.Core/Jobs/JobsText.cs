namespace CrmWeb.Core.Jobs;

/// <summary>Names the text of this feature.</summary>
public sealed class JobsText;
