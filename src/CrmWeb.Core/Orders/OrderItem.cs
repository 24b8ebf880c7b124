using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.Orders;

/// <summary>One line of an order.</summary>
/// <param name="Id">Of the row it changes; null for a new one.</param>
/// <param name="Discount">Off the whole line, in yuan.</param>
public sealed record OrderItemFacts(int? Id, string Name, string? Unit, decimal Quantity, decimal UnitPrice, decimal Discount)
{
    /// <summary>What the line comes to: quantity times price, rounded half away from zero to the fen, less the discount.</summary>
    public decimal Amount => decimal.Round(Quantity * UnitPrice, 2, MidpointRounding.AwayFromZero) - Discount;
}

/// <summary>Something that was ordered, how much of it, and for how much.</summary>
public sealed class OrderItem : IAudited, IAuditLabel
{
    private OrderItem()
    {
    }

    private OrderItem(OrderItemFacts facts, int place) => Apply(facts, place);

    public int Id { get; private set; }

    public int OrderId { get; private set; }

    /// <summary>Its place among the items, from 1.</summary>
    [NotAudited]
    public int Place { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>What is counted: 台, 套, 年.</summary>
    public string? Unit { get; private set; }

    /// <summary>Up to four decimals.</summary>
    public decimal Quantity { get; private set; }

    /// <summary>In yuan.</summary>
    public decimal UnitPrice { get; private set; }

    /// <summary>Off the line, in yuan.</summary>
    public decimal Discount { get; private set; }

    /// <summary>What the line comes to, in yuan.</summary>
    public decimal Amount { get; private set; }

    string IAudited.RootType => nameof(Order);

    int IAudited.RootId => OrderId;

    string? IAuditLabel.AuditLabel => $"{Name} × {Formats.Quantity.Shown(Quantity)}";

    /// <summary>Makes the rows say exactly this, in this order; rows that stay keep their ids.</summary>
    internal static void Keep(List<OrderItem> rows, IReadOnlyList<OrderItemFacts> wanted)
    {
        rows.RemoveAll(r => wanted.All(w => w.Id != r.Id));
        for (var i = 0; i < wanted.Count; i++)
        {
            if (rows.Find(r => r.Id == wanted[i].Id) is { } row)
                row.Apply(wanted[i], i + 1);
            else
                rows.Add(new OrderItem(wanted[i], i + 1));
        }
    }

    private void Apply(OrderItemFacts facts, int place)
    {
        (Place, Name, Unit, Quantity, UnitPrice, Discount, Amount) = (place, facts.Name, facts.Unit, facts.Quantity, facts.UnitPrice, facts.Discount, facts.Amount);
    }
}
