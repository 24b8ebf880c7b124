using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.ReferenceData;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Fields;

/// <summary>国统字〔2017〕213号, line by line. Revenue is given in 万元.</summary>
[Trait("Category", "Pure")]
public sealed class SizeClassTableTests
{
    [Theory]
    [InlineData(1000, 39_999, "medium")]
    [InlineData(299, 50_000, "small")]
    [InlineData(19, 100_000, "micro")]
    [InlineData(1000, 40_000, "large")]
    [InlineData(999, 40_000, "medium")]
    [InlineData(300, 2000, "medium")]
    [InlineData(300, 1999, "small")]
    [InlineData(20, 300, "small")]
    [InlineData(20, 299, "micro")]
    [InlineData(5000, 0, "micro")]
    public void Industry_needs_all_limits_and_micro_only_one(int headcount, int revenue, string expected)
    {
        foreach (var industry in new[] { "B06", "C", "C34", "D44" })
            Assert.Equal(expected, Propose(industry, headcount, revenue));
    }

    [Theory]
    [InlineData("A01", null, 20_000, "large")]
    [InlineData("A01", null, 500, "medium")]
    [InlineData("A01", 3, 50, "small")]
    [InlineData("A01", null, 49, "micro")]
    [InlineData("E47", null, 80_000, "large")]
    [InlineData("E50", null, 6000, "medium")]
    [InlineData("E50", null, 300, "small")]
    [InlineData("E50", null, 299, "micro")]
    [InlineData("F51", 200, 40_000, "large")]
    [InlineData("F51", 20, 5000, "medium")]
    [InlineData("F51", 5, 1000, "small")]
    [InlineData("F51", 4, 50_000, "micro")]
    [InlineData("F52", 300, 20_000, "large")]
    [InlineData("F52", 50, 500, "medium")]
    [InlineData("F52", 10, 100, "small")]
    [InlineData("F52", 9, 100, "micro")]
    [InlineData("G54", 1000, 30_000, "large")]
    [InlineData("G58", 300, 3000, "medium")]
    [InlineData("G55", 20, 200, "small")]
    [InlineData("G56", 19, 200, "micro")]
    [InlineData("G591", 1000, 30_000, "large")]
    [InlineData("G591", 200, 30_000, "small")]
    [InlineData("G59", 200, 30_000, "large")]
    [InlineData("G59", 100, 1000, "medium")]
    [InlineData("G59", 20, 100, "small")]
    [InlineData("G60", 1000, 30_000, "large")]
    [InlineData("G60", 300, 2000, "medium")]
    [InlineData("G60", 20, 99, "micro")]
    [InlineData("H61", 300, 10_000, "large")]
    [InlineData("H62", 100, 2000, "medium")]
    [InlineData("H62", 10, 100, "small")]
    [InlineData("I63", 2000, 100_000, "large")]
    [InlineData("I64", 100, 1000, "medium")]
    [InlineData("I64", 10, 100, "small")]
    [InlineData("I65", 300, 10_000, "large")]
    [InlineData("I65", 100, 1000, "medium")]
    [InlineData("I65", 10, 50, "small")]
    [InlineData("I65", 10, 49, "micro")]
    [InlineData("K70", null, 200_000, "large")]
    [InlineData("K7010", null, 1000, "medium")]
    [InlineData("K70", null, 100, "small")]
    [InlineData("K702", 1000, 5000, "large")]
    [InlineData("K702", 300, 1000, "medium")]
    [InlineData("K702", 100, 500, "small")]
    [InlineData("L72", 300, null, "large")]
    [InlineData("L71", 100, null, "medium")]
    [InlineData("L72", 10, null, "small")]
    [InlineData("M74", 300, null, "large")]
    [InlineData("N77", 100, null, "medium")]
    [InlineData("O80", 10, null, "small")]
    [InlineData("Q85", 9, null, "micro")]
    [InlineData("R87", 300, null, "large")]
    [InlineData("K703", 100, null, "medium")]
    public void Each_line_of_the_table_holds(string industry, int? headcount, int? revenue, string expected) =>
        Assert.Equal(expected, Propose(industry, headcount, revenue));

    [Theory]
    [InlineData("J66")]
    [InlineData("J")]
    [InlineData("P83")]
    [InlineData("G53")]
    [InlineData("K704")]
    [InlineData("Q84")]
    [InlineData("S91")]
    [InlineData("T97")]
    [InlineData("F")]
    [InlineData("")]
    [InlineData(null)]
    public void What_the_standard_does_not_cover_gets_no_proposal(string? industry) => Assert.Null(Propose(industry, 500, 50_000));

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(1000, null, null)]
    [InlineData(null, 40_000, null)]
    [InlineData(19, null, "micro")]
    [InlineData(null, 299, "micro")]
    public void A_missing_figure_leaves_only_what_it_cannot_change(int? headcount, int? revenue, string? expected) =>
        Assert.Equal(expected, Propose("C34", headcount, revenue));

    [Fact]
    public void Every_proposal_is_an_entry_of_the_list() => Assert.Equal(
        [SizeClassTable.Large, SizeClassTable.Medium, SizeClassTable.Small, SizeClassTable.Micro], ListSeed.OfKind("size-class").Select(i => i.Code));

    private static string? Propose(string? industry, int? headcount, int? tenThousands) => SizeClassTable.Propose(industry, headcount, tenThousands * 10_000m);
}
