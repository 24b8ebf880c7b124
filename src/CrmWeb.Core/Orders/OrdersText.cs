namespace CrmWeb.Core.Orders;

/// <summary>Names the text of this feature.</summary>
public sealed class OrdersText;
