using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
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

        RowOrder.Move([.. rows], rows[row], up ? RowMove.Up : RowMove.Down);

        Assert.Equal(expected, string.Join(' ', rows.OrderBy(r => r.Order).Select(r => $"{r.Name}{r.Order}")));
    }

    [Fact]
    public void What_keeps_its_place_is_not_written()
    {
        List<Row> rows = [new('a', 10), new('b', 20), new('c', 30)];

        RowOrder.Move([.. rows], rows[0], RowMove.Down);

        Assert.Equal([1, 1, 0], rows.Select(r => r.Moves));
    }

    [Theory]
    [InlineData(0, 'd', "b10 c20 a30 d40")]
    [InlineData(0, null, "b10 c20 d30 a40")]
    [InlineData(3, 'a', "d10 a20 b30 c40")]
    [InlineData(2, 'b', "a10 c20 b30 d40")]
    [InlineData(1, 'c', "a10 b20 c30 d40")]
    [InlineData(1, 'b', "a10 b20 c30 d40")]
    [InlineData(3, null, "a10 b20 c30 d40")]
    public void A_row_is_put_before_the_one_named_or_last(int row, char? before, string expected)
    {
        List<Row> rows = [new('a', 10), new('b', 20), new('c', 30), new('d', 40)];

        RowOrder.Move([.. rows], rows[row], RowMove.Before(before));

        Assert.Equal(expected, string.Join(' ', rows.OrderBy(r => r.Order).Select(r => $"{r.Name}{r.Order}")));
    }

    [Fact]
    public void Before_one_that_is_no_sibling_any_more_nothing_is_put()
    {
        List<Row> rows = [new('a', 10), new('b', 20)];

        Assert.Throws<NotFoundException>(() => RowOrder.Move([.. rows], rows[0], RowMove.Before('x')));

        Assert.Equal([0, 0], rows.Select(r => r.Moves));
    }

    [Fact]
    public void A_row_that_is_not_among_the_siblings_moves_nothing()
    {
        List<Row> rows = [new('a', 10), new('b', 20)];

        RowOrder.Move([.. rows], new Row('x', 15), RowMove.Up);

        Assert.Equal([0, 0], rows.Select(r => r.Moves));
    }

    private sealed class Row(char name, int order) : IOrderedRow
    {
        public int Id => name;

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
