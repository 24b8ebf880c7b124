namespace CrmWeb.Core.Health;

/// <summary>Names the text of this feature.</summary>
public sealed class HealthText;
