using CrmWeb.Core.Customers;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;

namespace CrmWeb.SampleData.Company;

/// <summary>What the customers who were won bought, and how far they have paid: in full, in part, late, not yet.</summary>
internal sealed class DemoOrders(CrmDbContext db, CustomerNumbers numbers, string pattern, DemoCodes codes, OrganizationClock clock)
{
    /// <summary>Index of the stage from which on a customer has bought.</summary>
    private const int Bought = 4;

    private static readonly string[] Methods = ["transfer", "transfer", "transfer", "draft", "wechat-pay"];

    private static readonly (string Name, string Unit, decimal Price)[] Goods =
    [
        ("生产管理系统软件许可", "套", 68_000m), ("仓储管理模块", "套", 36_000m), ("数据采集终端", "台", 2_980m), ("现场实施服务", "人天", 2_200m), ("系统集成接口", "个", 12_500m), ("年度运维服务", "年", 18_800m),
    ];

    /// <summary>Its own, so that everything else stays as it was.</summary>
    private readonly Random random = new(20261130);

    public async Task FillAsync(IReadOnlyList<DemoHistory> histories, CancellationToken ct)
    {
        List<NumberSequence> sequences = [];
        List<(Order Order, int Kind)> orders = [];
        foreach (var history in histories.Where(h => h.Depth >= Bought))
        {
            var won = history.Visits.First(v => v.MovesTo == "won").WrittenAt;
            orders.Add((Write(history, won, sequences), random.Next(6)));
            if (random.Next(3) == 0 && won.AddDays(40) < clock.UtcNow)
                orders.Add((Write(history, won.AddDays(35), sequences), random.Next(6)));
        }

        await db.SaveNewAsync([.. sequences, .. orders.Select(o => o.Order)], ct);
        await db.SaveNewAsync([.. orders.SelectMany(o => Payments(o.Order, o.Kind))], ct);
    }

    private Order Write(DemoHistory history, DateTime at, List<NumberSequence> sequences)
    {
        var day = DateOnly.FromDateTime(clock.ToLocal(at));
        List<OrderItemFacts> items = [.. Goods.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).Select(g => Item(g.Name, g.Unit, g.Price))];
        var amount = OrderFigures.Total(items);
        var first = decimal.Round(amount * 0.3m, 2, MidpointRounding.AwayFromZero);
        var second = decimal.Round(amount * 0.6m, 2, MidpointRounding.AwayFromZero);
        PlannedPaymentFacts[] plan = [Row(day.AddDays(7), first, "首付款"), Row(day.AddDays(45), second, "验收款"), Row(day.AddDays(180), amount - first - second, "质保金")];
        var facts = new OrderFacts(day, $"{items[0].Name}等", amount, history.Owner.Id, history.Owner.DepartmentId, null, items, plan);
        var state = random.Next(12) switch { 0 => OrderState.Draft, < 4 => OrderState.Completed, _ => OrderState.Active };
        return new Order(history.Customer.Id, numbers.TakeFor(clock.ToLocal(at), sequences, pattern), NewKey(), facts, state, history.Owner.Id, at);
    }

    private OrderItemFacts Item(string name, string unit, decimal price)
    {
        var quantity = unit == "人天" ? random.Next(5, 40) + (random.Next(2) * 0.5m) : random.Next(1, unit == "台" ? 30 : 4);
        return new OrderItemFacts(null, name, unit, quantity, price, random.Next(4) == 0 ? decimal.Round(quantity * price * 0.05m, 2, MidpointRounding.AwayFromZero) : 0m);
    }

    private PlannedPaymentFacts Row(DateOnly due, decimal amount, string note) => new(null, due, amount, note, clock.StartOfDay(due.AddDays(1)));

    /// <param name="kind">0 nothing came in, 1 half of the first row, 2 the first row, otherwise all that has fallen due.</param>
    private IEnumerable<Payment> Payments(Order order, int kind)
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
