namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>Texts of custom fields, in <c>CustomFieldsText.resx</c> and <c>.zh-CN.resx</c>.</summary>
public sealed class CustomFieldsText;
