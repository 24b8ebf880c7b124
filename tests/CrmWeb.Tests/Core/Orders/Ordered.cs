using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Testing;

namespace CrmWeb.Tests.Core.Orders;

/// <summary>Customers, orders and payments for tests.</summary>
internal static class Ordered
{
    private static int count;

    public static CancellationToken None => CancellationToken.None;

    public static Task<int> CustomerAsync(this CoreFixture app, Who owner = Who.RepEast) =>
        app.RegisterAsync(owner, Forms.Customer($"订单测试第{Interlocked.Increment(ref count)}号装备有限公司"));

    /// <summary>An order of a customer who is won by it.</summary>
    public static async Task<int> OrderAsync(this CoreFixture app, OrderForm? form = null, Who who = Who.RepEast) =>
        await app.EnterAsync(await app.CustomerAsync(who), form ?? Forms.Order(), who);

    public static Task<int> EnterAsync(this CoreFixture app, int customer, OrderForm form, Who who = Who.RepEast) =>
        app.WithAsync<OrderService, int>(o => o.EnterAsync(customer, form, app.As(who), None));

    public static Task<int> PayAsync(this CoreFixture app, int order, PaymentForm form, Who who = Who.RepEast) =>
        app.WithAsync<PaymentService, int>(p => p.NoteAsync(order, form, app.As(who), None));

    public static Task<OrderView> ReadAsync(this CoreFixture app, int order, Who who = Who.RepEast) =>
        app.WithAsync<OrderQueries, OrderView>(o => o.ReadAsync(order, app.As(who), None));

    public static Task MoveAsync(this CoreFixture app, int order, OrderState state, string? reason = null, Who who = Who.RepEast) =>
        app.WithAsync<OrderProgress>(o => o.MoveAsync(order, state, reason, app.As(who), None));

    public static Task<OrderForm> OpenAsync(this CoreFixture app, int order, Who who = Who.RepEast) =>
        app.WithAsync<OrderEditor, OrderForm>(o => o.OpenAsync(order, app.As(who), None));

    public static Task<OrderSaving> SaveAsync(this CoreFixture app, int order, OrderForm form, Who who = Who.RepEast) =>
        app.WithAsync<OrderEditor, OrderSaving>(o => o.SaveAsync(order, form, app.As(who), None));
}
