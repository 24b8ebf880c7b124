using CrmWeb.Core.Formats;

namespace CrmWeb.Core.Orders;

/// <summary>What the figures of a form come to; never in floating point.</summary>
public static class OrderFigures
{
    /// <summary>A line as typed; null where one of its figures cannot be read.</summary>
    internal static OrderItemFacts? Item(OrderItemForm form)
    {
        var discount = 0m;
        return Quantity.TryParse(form.Quantity, out var quantity) && Money.TryParse(form.UnitPrice, out var price) && (form.Discount is null || Money.TryParse(form.Discount, out discount))
            ? new OrderItemFacts(form.Id, form.Name ?? "", form.Unit, quantity, price, discount)
            : null;
    }

    /// <summary>What the lines come to together; each is rounded by itself, so the sum is exact.</summary>
    public static decimal Total(IEnumerable<OrderItemFacts> items) => items.Sum(i => i.Amount);

    /// <summary>The share that was received, in percent with one decimal, never rounded up to all of it; null where nothing is to be paid.</summary>
    public static decimal? Rate(decimal amount, decimal received)
    {
        if (amount <= 0)
            return null;
        var rate = decimal.Round(received / amount * 100m, 1, MidpointRounding.AwayFromZero);
        return rate >= 100m && received < amount ? 99.9m : rate;
    }
}
