namespace CrmWeb.Core.Customers;

/// <summary>Names the text of this feature.</summary>
public sealed class CustomersText;
