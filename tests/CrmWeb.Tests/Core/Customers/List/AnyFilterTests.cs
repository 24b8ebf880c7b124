using System.Globalization;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.List;

/// <summary>Whatever is asked for at once: the list holds the customers, in the order, that looking at each of them by itself finds.</summary>
public sealed class AnyFilterTests(DrawnCompany app) : IClassFixture<DrawnCompany>
{
    private const int Draws = 40;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Any_combination_finds_what_looking_at_each_customer_finds(int seed)
    {
        var draw = new DrawnFilter(new Random(seed), app);
        for (var i = 0; i < Draws; i++)
        {
            var (query, who) = (draw.Next(), draw.Reader());
            var filter = CustomerFilter.Of(query + "&size=100");
            var found = await app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(q => q.ListAsync(filter, app.As(who), CancellationToken.None));
            var expected = new PlainList(app, app.As(who)).Of(filter);
            Assert.True(
                expected.SequenceEqual(found.Rows.Select(r => r.Id)) && found.Total == expected.Count,
                string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {who}: {query}\nexpected {string.Join(' ', expected)}\nfound {string.Join(' ', found.Rows.Select(r => r.Id))} of {found.Total}"));
        }
    }

    /// <summary>Without it the property would hold of a list that finds nothing.</summary>
    [Fact]
    public void The_draws_find_something_and_leave_something_out()
    {
        var draw = new DrawnFilter(new Random(1), app);
        var sizes = Enumerable.Range(0, Draws).Select(_ => new PlainList(app, app.As(Who.Admin)).Of(CustomerFilter.Of(draw.Next())).Count).ToList();
        Assert.True(sizes.Count(s => s > 0) > Draws / 3 && sizes.Count(s => s > 0 && s < app.All.Count) > Draws / 4, string.Join(' ', sizes));
    }
}
