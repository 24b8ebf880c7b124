namespace CrmWeb;

/// <content>The addresses of orders and payments.</content>
public static partial class CrmLinks
{
    public static string Orders() => "/orders";

    /// <summary>All orders of one customer.</summary>
    public static string OrdersOf(int customerId) => $"/orders?customer={customerId}";

    /// <summary>The payments received for all orders.</summary>
    public static string Payments() => "/orders/payments";

    /// <summary>Where one chooses who ordered.</summary>
    public static string NewOrder() => "/orders/new";

    public static string NewOrder(int customerId) => $"/orders/new?customer={customerId}";

    public static string Order(int id) => $"/orders/{id}";

    public static string EditOrder(int id) => $"/orders/{id}/edit";

    public static string OrderPdf(int id) => $"/orders/{id}/pdf";

    public static string PrintOrder(int id) => $"/orders/{id}/print";

    /// <param name="handler">What is done with it: activate, complete or reopen.</param>
    public static string MoveOrder(int id, string handler) => $"/orders/{id}/progress?handler={handler}";

    public static string VoidOrder(int id) => $"/orders/{id}/void";

    public static string NewPayment(int orderId) => $"/orders/{orderId}/payment";

    public static string VoidPayment(int id) => $"/orders/payments/{id}/void";
}
