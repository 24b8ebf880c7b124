namespace CrmWeb.Core.Organization;

/// <summary>Names the text of this feature.</summary>
public sealed class OrganizationText;
