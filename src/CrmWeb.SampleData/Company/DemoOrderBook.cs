using CrmWeb.Core.Customers;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;

namespace CrmWeb.SampleData.Company;

/// <summary>Writes invented orders and what came in for them.</summary>
internal sealed class DemoOrderBook(Random random, CustomerNumbers numbers, string pattern, DemoCodes codes, OrganizationClock clock)
{
    private static readonly string[] Methods = ["transfer", "transfer", "transfer", "draft", "wechat-pay"];

    private static readonly (string Name, string Unit, decimal Price)[] Goods =
    [
        ("生产管理系统软件许可", "套", 68_000m), ("仓储管理模块", "套", 36_000m), ("数据采集终端", "台", 2_980m), ("现场实施服务", "人天", 2_200m), ("系统集成接口", "个", 12_500m), ("年度运维服务", "年", 18_800m),
    ];

    /// <param name="departmentId">Where the owner is.</param>
    /// <param name="at">When it is entered, UTC.</param>
    public Order Write(int customerId, int ownerId, int? departmentId, DateTime at, List<NumberSequence> sequences)
    {
        var day = DateOnly.FromDateTime(clock.ToLocal(at));
        List<OrderItemFacts> items = [.. Goods.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).Select(g => Item(g.Name, g.Unit, g.Price))];
        var amount = OrderFigures.Total(items);
        var first = decimal.Round(amount * 0.3m, 2, MidpointRounding.AwayFromZero);
        var second = decimal.Round(amount * 0.6m, 2, MidpointRounding.AwayFromZero);
        PlannedPaymentFacts[] plan = [Row(day.AddDays(7), first, "首付款"), Row(day.AddDays(45), second, "验收款"), Row(day.AddDays(180), amount - first - second, "质保金")];
        var facts = new OrderFacts(day, $"{items[0].Name}等", amount, ownerId, departmentId, null, items, plan);
        var state = random.Next(12) switch { 0 => OrderState.Draft, < 4 => OrderState.Completed, _ => OrderState.Active };
        return new Order(customerId, numbers.TakeFor(clock.ToLocal(at), sequences, pattern), NewKey(), facts, state, ownerId, at);
    }

    private OrderItemFacts Item(string name, string unit, decimal price)
    {
        var quantity = unit == "人天" ? random.Next(5, 40) + (random.Next(2) * 0.5m) : random.Next(1, unit == "台" ? 30 : 4);
        return new OrderItemFacts(null, name, unit, quantity, price, random.Next(4) == 0 ? decimal.Round(quantity * price * 0.05m, 2, MidpointRounding.AwayFromZero) : 0m);
    }

    private PlannedPaymentFacts Row(DateOnly due, decimal amount, string note) => new(null, due, amount, note, clock.StartOfDay(due.AddDays(1)));

    /// <param name="kind">0 nothing came in, 1 half of the first row, 2 the first row, otherwise all that has fallen due.</param>
    public IEnumerable<Payment> Payments(Order order, int kind)
    {
        if (order.State == OrderState.Draft || kind == 0)
            yield break;
        foreach (var row in kind is 1 or 2 ? order.Plan.Take(1) : order.Plan.Where(p => p.OverdueAt <= clock.UtcNow))
        {
            var amount = kind == 1 ? decimal.Round(row.Amount / 2, 2, MidpointRounding.AwayFromZero) : row.Amount;
            var paid = row.DueOn < clock.Today ? row.DueOn : order.OrderedOn;
            var facts = new PaymentFacts(paid, amount, codes.Item(ListKind.PaymentMethod, Methods[random.Next(Methods.Length)]), null, null);
            var at = clock.StartOfDay(paid).AddHours(10);
            yield return new Payment(order.Id, NewKey(), facts, order.OwnerId, at < clock.UtcNow ? at : clock.UtcNow);
        }
    }

    private Guid NewKey()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
