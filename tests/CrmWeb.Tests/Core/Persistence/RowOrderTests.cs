using CrmWeb.Core.Persistence;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence;

[Trait("Category", "Pure")]
public sealed class RowOrderTests
{
    [Theory]
    [InlineData("10 20 30", 1, true, "b10 a20 c30")]
    [InlineData("10 20 30", 1, false, "a10 c20 b30")]
    [InlineData("10 20 30", 0, true, "a10 b20 c30")]
    [InlineData("10 20 30", 2, false, "a10 b20 c30")]
    [InlineData("5 5 5", 2, true, "a5 c6 b7")]
    [InlineData("0 0 1", 0, false, "b0 a1 c2")]
    [InlineData("-3 4", 1, true, "b-3 a4")]
    public void A_row_changes_places_with_its_neighbour_and_no_two_stand_at_one_place(string orders, int row, bool up, string expected)
    {
        var rows = orders.Split(' ').Select((o, i) => new Row("abc"[i], int.Parse(o, System.Globalization.CultureInfo.InvariantCulture))).ToList();

        RowOrder.Move([.. rows], rows[row], up);

        Assert.Equal(expected, string.Join(' ', rows.OrderBy(r => r.Order).Select(r => $"{r.Name}{r.Order}")));
    }

    [Fact]
    public void What_keeps_its_place_is_not_written()
    {
        List<Row> rows = [new('a', 10), new('b', 20), new('c', 30)];

        RowOrder.Move([.. rows], rows[0], up: false);

        Assert.Equal([1, 1, 0], rows.Select(r => r.Moves));
    }

    [Fact]
    public void A_row_that_is_not_among_the_siblings_moves_nothing()
    {
        List<Row> rows = [new('a', 10), new('b', 20)];

        RowOrder.Move([.. rows], new Row('x', 15), up: true);

        Assert.Equal([0, 0], rows.Select(r => r.Moves));
    }

    private sealed class Row(char name, int order) : IOrderedRow
    {
        public char Name => name;

        public int Order { get; private set; } = order;

        public int Moves { get; private set; }

        public void PlaceAt(int order)
        {
            Order = order;
            Moves++;
        }
    }
}
