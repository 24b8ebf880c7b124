using System.Globalization;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Orders;

/// <summary>Two versions of an order side by side, in words.</summary>
internal static class OrderComparison
{
    /// <summary>Where what was typed differs from what is saved.</summary>
    /// <param name="mine">Cleaned.</param>
    public static IReadOnlyList<FieldDifference> Differences(OrderForm mine, OrderForm theirs, UserSnapshot users, IStringLocalizer<OrdersText> text)
    {
        (string Field, string Mine, string Theirs)[] fields =
        [
            (nameof(OrderForm.OrderedOn), Day(mine.OrderedOn), Day(theirs.OrderedOn)),
            (nameof(OrderForm.Subject), mine.Subject ?? "", theirs.Subject ?? ""),
            (nameof(OrderForm.Items), Lines(mine), Lines(theirs)),
            (nameof(OrderForm.Amount), Total(mine), Total(theirs)),
            (nameof(OrderForm.Plan), Plan(mine), Plan(theirs)),
            (nameof(OrderForm.Owner), users.Name(mine.Owner ?? theirs.Owner), users.Name(theirs.Owner)),
            (nameof(OrderForm.Remarks), mine.Remarks ?? "", theirs.Remarks ?? ""),
        ];
        return [.. fields.Where(f => f.Mine != f.Theirs).Select(f => new FieldDifference(f.Field, text[f.Field], f.Mine, f.Theirs))];
    }

    /// <summary>An amount however it was typed.</summary>
    public static string Amount(string? typed) => Money.TryParse(typed, out var yuan) ? Money.Shown(yuan) : typed ?? "";

    /// <summary>One row of a plan.</summary>
    public static string Words(PlannedPaymentForm row) => $"{Day(row.DueOn)} {Amount(row.Amount)} {row.Note}".TrimEnd();

    private static string Plan(OrderForm form) => string.Join("; ", form.Plan.Select(Words).Order(StringComparer.Ordinal));

    private static string Lines(OrderForm form) => string.Join("; ", form.Items.Select(i => OrderFigures.Item(i) is { } item ? Words(item) : $"{i.Name} × {i.Quantity}"));

    private static string Words(OrderItemFacts item)
    {
        var discount = item.Discount == 0 ? "" : $" − {Money.Shown(item.Discount)}";
        return $"{item.Name} {Money.Shown(item.UnitPrice)} × {Quantity.Shown(item.Quantity)}{item.Unit}{discount} = {Money.Shown(item.Amount)}";
    }

    private static string Total(OrderForm form) => form.Items.Count == 0
        ? Amount(form.Amount)
        : Money.Shown(OrderFigures.Total(form.Items.Select(OrderFigures.Item).OfType<OrderItemFacts>()));

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
