namespace CrmWeb.Core.Customers.Requirements;

/// <summary>Texts of required fields, in <c>RequirementsText.resx</c> and <c>.zh-CN.resx</c>.</summary>
public sealed class RequirementsText;
