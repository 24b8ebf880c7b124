using CrmWeb.Core.Customers;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers;

public sealed class CustomerNumbersTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Fact]
    public async Task Two_hundred_at_once_get_two_hundred_numbers_without_a_gap()
    {
        // A month of its own, whose sequence does not exist yet: the first ones compete for it, too.
        app.Clock.Now = new DateTime(2027, 3, 2, 1, 0, 0, DateTimeKind.Utc);

        var ids = await Task.WhenAll(Enumerable.Range(1, 200).Select(i => Task.Run(() =>
            app.RegisterAsync(i % 2 == 0 ? Who.RepEast : Who.RepSouth, Forms.Customer($"并行录入第{i}号机械厂")))));

        var numbers = await app.DbAsync(db => db.Customers.Where(c => ids.Contains(c.Id)).Select(c => c.Number).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 200).Select(i => $"C202703{i:D3}"), numbers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_month_begins_when_it_begins_in_Shanghai()
    {
        app.Clock.Now = new DateTime(2027, 4, 30, 16, 0, 0, DateTimeKind.Utc);
        var may = await app.CustomerAsync(await app.RegisterAsync(Who.RepEast, Forms.Customer("劳动节前录入的工具厂")));
        app.Clock.Now = new DateTime(2027, 4, 30, 15, 59, 59, DateTimeKind.Utc);
        var april = await app.CustomerAsync(await app.RegisterAsync(Who.RepEast, Forms.Customer("四月底录入的工具厂")));

        Assert.Equal("C202705001", may.Number);
        Assert.Equal("C202704001", april.Number);
    }

    [Fact]
    public async Task The_thousandth_gets_one_more_digit()
    {
        app.Clock.Now = new DateTime(2027, 6, 2, 1, 0, 0, DateTimeKind.Utc);
        await app.RegisterAsync(Who.RepEast, Forms.Customer("六月第一家工具厂"));
        await app.DbAsync(db => db.NumberSequences.Where(s => s.Prefix == "C202706#").ExecuteUpdateAsync(s => s.SetProperty(x => x.Last, 998)));

        var last = await app.CustomerAsync(await app.RegisterAsync(Who.RepEast, Forms.Customer("六月第九百九十九家工具厂")));
        var next = await app.CustomerAsync(await app.RegisterAsync(Who.RepEast, Forms.Customer("六月第一千家工具厂")));

        Assert.Equal(("C202706999", "C2027061000"), (last.Number, next.Number));
    }

    [Theory]
    [InlineData("C{yyyyMM}{seq:3}", "C202611", 3, "")]
    [InlineData("{abbr}{yyyy}{seq:6}", "HR2026", 6, "")]
    [InlineData("{seq:4}/{yy}", "", 4, "/26")]
    public void A_pattern_is_taken_apart(string pattern, string prefix, int digits, string suffix) =>
        Assert.Equal((prefix, digits, suffix), CustomerNumbers.Split(pattern, "HR", new DateOnly(2026, 11, 18)));

    [Theory]
    [InlineData("C{yyyyMM}")]
    [InlineData("{seq:3}{seq:3}")]
    [InlineData("C{seq:0}")]
    public void A_pattern_has_exactly_one_running_number(string pattern) =>
        Assert.Throws<FormatException>(() => CustomerNumbers.Split(pattern, "", new DateOnly(2026, 11, 18)));
}
