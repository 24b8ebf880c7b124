using System.Globalization;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Tests.Pages;

/// <summary>Orders and payments for one question of the table of routes.</summary>
internal static class RouteOrders
{
    private static readonly string[] Names = ["order", "draft", "completed", "payment"];

    public static bool AreNeeded(Route route) => Names.Any(route.Needs);

    /// <param name="customer">Of the owner, shared with the collaborators.</param>
    public static async Task AddAsync(CrmApp app, Route route, int customer, Dictionary<string, string> values)
    {
        var owner = app.As(Who.RepEast);
        var form = Forms.Order("1000", ("2026-11-10", "400"), ("2026-12-10", "600"));
        (form.Amount, form.IsDraft) = (null, route.Needs("draft"));
        form.Items = [.. Enumerable.Range(1, 5).Select(i => new OrderItemForm { Name = $"设备{i}", Unit = "台", Quantity = "2", UnitPrice = "100" })];

        // A draft is put in force where its customer is won.
        if (form.IsDraft)
            await app.WithAsync<OrderService, int>(o => o.EnterAsync(customer, Forms.Order("100"), owner, CancellationToken.None));
        var order = await app.WithAsync<OrderService, int>(o => o.EnterAsync(customer, form, owner, CancellationToken.None));
        if (route.Needs("payment"))
            values["payment"] = Text(await app.WithAsync<PaymentService, int>(p => p.NoteAsync(order, Forms.Payment("100"), owner, CancellationToken.None)));
        if (route.Needs("completed"))
            await app.WithAsync<OrderProgress>(o => o.MoveAsync(order, OrderState.Completed, null, owner, CancellationToken.None));
        values["order"] = values["draft"] = values["completed"] = Text(order);
        values["orderVersion"] = (await app.DbAsync(db => db.Orders.SingleAsync(o => o.Id == order))).Version.ToString();
    }

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
