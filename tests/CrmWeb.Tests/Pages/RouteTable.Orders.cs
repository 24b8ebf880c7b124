namespace CrmWeb.Tests.Pages;

/// <content>What is asked for about orders and payments.</content>
public static partial class RouteTable
{
    // Not fields: those of another file may be set later than the table is made.
    private static (string, string)[] NewOrder =>
    [
        ("Form.CreationKey", "{key}"), ("Form.OrderedOn", "2026-11-18"), ("Form.Subject", "{name}"), ("Form.Amount", "5000"), ("Form.Wins", "true"),
        ("Form.Plan[0].DueOn", "2026-12-01"), ("Form.Plan[0].Amount", "5000"),
    ];

    private static (string, string)[] ChangedOrder => [.. NewOrder.Where(f => f.Item1 != "Form.Wins"), ("Form.Version", "{orderVersion}")];

    private static IEnumerable<Route> OfOrders =>
    [
        new("GET /Orders/Index", "/orders", Everybody),
        new("GET /Orders/Received/Index", "/orders/payments", Everybody),
        new("GET /Orders/Form/New", "/orders/new?customer={customer}", Editors),
        new("POST /Orders/Form/New", "/orders/new?customer={customer}", EditorsPost, NewOrder),
        new("POST /Orders/Form/New Row", "/orders/new?customer={customer}&handler=row", EditorsAsk, [.. NewOrder, ("row", "plan")]),
        new("GET /Orders/Details", "/orders/{order}", Viewers),
        new("GET /Orders/Paper/Print", "/orders/{order}/print", Viewers),
        new("GET /Orders/Paper/Pdf", "/orders/{order}/pdf", Viewers),
        new("GET /Orders/Form/Edit", "/orders/{order}/edit", Editors),
        new("POST /Orders/Form/Edit", "/orders/{order}/edit", EditorsPost, ChangedOrder),
        new("POST /Orders/Form/Edit Row", "/orders/{order}/edit?handler=row", EditorsAsk, [.. ChangedOrder, ("row", "item")]),
        new("GET /Orders/Payment", "/orders/{order}/payment", Editors),
        new("POST /Orders/Payment", "/orders/{order}/payment", EditorsPost, ("Form.CreationKey", "{key}"), ("Form.PaidOn", "2026-11-18"), ("Form.Amount", "100"), ("Form.Method", "transfer")),
        new("GET /Orders/Void", "/orders/{order}/void", Editors),
        new("POST /Orders/Void", "/orders/{order}/void", EditorsPost, ("Form.Reason", "客户取消项目")),
        new("GET /Orders/VoidPayment", "/orders/payments/{payment}/void", Editors),
        new("POST /Orders/VoidPayment", "/orders/payments/{payment}/void", EditorsPost, ("Form.Reason", "重复登记")),
        new("GET /Orders/Progress", "/orders/1/progress", "302 404 404 404 404 404 404 404 403 403"),
        new("POST /Orders/Progress Activate", "/orders/{draft}/progress?handler=activate", EditorsPost),
        new("POST /Orders/Progress Complete", "/orders/{order}/progress?handler=complete", EditorsPost),
        new("POST /Orders/Progress Reopen", "/orders/{completed}/progress?handler=reopen", EditorsPost),
    ];
}
