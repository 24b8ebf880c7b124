using System.Numerics;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using Xunit;

namespace CrmWeb.Tests.Core.Orders;

/// <summary>Figures of orders without a database: exact to the fen, derived from sums and days.</summary>
[Trait("Category", "Pure")]
public sealed class OrderFiguresTests
{
    private static readonly DateOnly Today = new(2026, 11, 18);

    [Theory]
    [InlineData("1", "0.005", "0", "0.01")]
    [InlineData("0.5", "0.01", "0", "0.01")]
    [InlineData("0.25", "0.01", "0", "0.00")]
    [InlineData("2.5", "0.01", "0", "0.03")]
    [InlineData("3", "33.33", "0", "99.99")]
    [InlineData("0.3333", "100.00", "0", "33.33")]
    [InlineData("1.0001", "49999.99", "5", "49999.99")]
    public void A_line_is_rounded_half_away_from_zero(string quantity, string price, string discount, string amount) =>
        Assert.Equal(D(amount), new OrderItemFacts(null, "传感器", null, D(quantity), D(price), D(discount)).Amount);

    /// <summary>Against whole numbers of the smallest part there is, which nothing can round.</summary>
    [Fact]
    public void A_million_random_lines_come_to_what_whole_numbers_come_to()
    {
        var random = new Random(20261118);
        BigInteger expected = 0;
        var total = 0m;
        for (var i = 0; i < 1_000_000; i++)
        {
            var (parts, priceFen) = (random.NextInt64(1, (long)Math.Pow(10, random.Next(1, 10))), random.NextInt64((long)Math.Pow(10, random.Next(1, 10))));
            var item = new OrderItemFacts(null, "", null, parts / 10_000m, priceFen / 100m, 0m);
            var product = (BigInteger)parts * priceFen;
            var (fen, rest) = (product / 10_000, product % 10_000);
            expected += fen + (rest >= 5_000 ? 1 : 0);
            total += item.Amount;
        }

        Assert.Equal(expected, (BigInteger)(total * 100m));
    }

    [Theory]
    [InlineData("3", true, "3")]
    [InlineData("1,200", true, "1200")]
    [InlineData("１２.５", true, "12.5")]
    [InlineData("0.1234", true, "0.1234")]
    [InlineData("0.12345", false, "0")]
    [InlineData("0", false, "0")]
    [InlineData("-1", false, "0")]
    [InlineData("三", false, "0")]
    [InlineData(null, false, "0")]
    public void A_quantity_has_at_most_four_decimals(string? typed, bool isOne, string quantity)
    {
        Assert.Equal(isOne, Quantity.TryParse(typed, out var read));
        if (isOne)
            Assert.Equal(D(quantity), read);
    }

    [Fact]
    public void Money_fills_the_plan_in_the_order_in_which_it_falls_due()
    {
        (int, DateOnly, decimal, string?)[] plan = [(3, Today.AddDays(30), 500m, null), (1, Today.AddDays(-10), 300m, null), (2, Today, 200m, null)];
        Assert.Equal([PlannedState.Overdue, PlannedState.Planned, PlannedState.Planned], States(plan, 0m));
        Assert.Equal([PlannedState.Overdue, PlannedState.Planned, PlannedState.Planned], States(plan, 299.99m));
        Assert.Equal([PlannedState.Paid, PlannedState.Planned, PlannedState.Planned], States(plan, 300m));
        Assert.Equal([PlannedState.Paid, PlannedState.Partial, PlannedState.Planned], States(plan, 300.01m));
        Assert.Equal([PlannedState.Paid, PlannedState.Paid, PlannedState.Partial], States(plan, 900m));
        Assert.Equal([PlannedState.Paid, PlannedState.Paid, PlannedState.Paid], States(plan, 1_200m));
        Assert.Equal(100m, PaymentSchedule.Of(plan, 900m, Today)[^1].Open);

        // The day itself is still in time; the next one is not.
        Assert.Equal([PlannedState.Paid, PlannedState.Overdue, PlannedState.Planned], States(plan, 300m, Today.AddDays(1)));
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(300, 0, 0.0)]
    [InlineData(300, 100, 33.3)]
    [InlineData(300, 200, 66.7)]
    [InlineData(100000, 99999.99, 99.9)]
    [InlineData(100000, 100000, 100.0)]
    [InlineData(100, 150, 150.0)]
    public void The_rate_is_whole_only_when_all_came_in(double amount, double received, double? rate) =>
        Assert.Equal((decimal?)rate, OrderFigures.Rate((decimal)amount, (decimal)received));

    private static IEnumerable<PlannedState> States(IEnumerable<(int, DateOnly, decimal, string?)> plan, decimal received, DateOnly? today = null) =>
        PaymentSchedule.Of(plan, received, today ?? Today).Select(p => p.State);

    private static decimal D(string number) => decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
}
