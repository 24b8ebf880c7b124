using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;

namespace CrmWeb.Pages.Orders;

/// <summary>The colours in which states of orders and plans stand; the word always stands beside them.</summary>
internal static class OrderWords
{
    public static string Colour(OrderState state) => state switch
    {
        OrderState.Active => "blue",
        OrderState.Completed => "green",
        _ => "gray",
    };

    public static string Colour(PlannedState state) => state switch
    {
        PlannedState.Paid => "green",
        PlannedState.Overdue => "red",
        PlannedState.Partial => "orange",
        _ => "gray",
    };

    /// <summary>An amount inside a sentence.</summary>
    public static string Money(decimal yuan) => TagHelpers.MoneyText.Whole(yuan);

    /// <summary>A rate as people read it: 33.3%.</summary>
    public static string Rate(decimal? rate) => rate is { } percent ? percent.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture) + "%" : "—";
}
