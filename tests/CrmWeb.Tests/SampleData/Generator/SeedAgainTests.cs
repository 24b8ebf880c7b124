using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.SampleData.Generator;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.SampleData.Generator;

public sealed class SeedAgainTests(CoreFixture company) : IClassFixture<CoreFixture>
{
    [Fact]
    public async Task A_database_in_use_is_added_to_and_goes_on_counting()
    {
        var before = await company.DbAsync(db => db.Customers.IgnoreQueryFilters().CountAsync());
        var followUps = await company.DbAsync(db => db.FollowUps.CountAsync());
        var people = await company.DbAsync(db => db.Users.CountAsync());

        await SeedAsync(300, 900);
        await EnterAsync("常州晨光玻璃有限公司");
        await SeedAsync(200, 450);
        await EnterAsync("常州晚霞玻璃有限公司");

        Assert.Equal(before + 502, await company.DbAsync(db => db.Customers.IgnoreQueryFilters().CountAsync()));
        Assert.Equal(followUps + 1352, await company.DbAsync(db => db.FollowUps.CountAsync()));
        Assert.Equal(people + 12, await company.DbAsync(db => db.Users.CountAsync()));
        Distinct(await company.DbAsync(db => db.Customers.IgnoreQueryFilters().Select(c => c.Number).ToListAsync()));
        Distinct(await company.DbAsync(db => db.Customers.IgnoreQueryFilters().Where(c => c.CreditCode != null).Select(c => c.CreditCode!).ToListAsync()));
        Distinct(await company.DbAsync(db => db.Contacts.Where(c => c.MobileDigits != null).Select(c => c.MobileDigits!).ToListAsync()));
        Distinct(await company.DbAsync(db => db.Customers.Where(c => c.Kind != CustomerKind.Individual).Select(c => c.NameKey).ToListAsync()));
    }

    private static void Distinct(IEnumerable<string> values) => Assert.Empty(values.GroupBy(v => v).Where(g => g.Count() > 1).Select(g => g.Key));

    private Task SeedAsync(int customers, int followUps) =>
        company.WithAsync<DataSeeder>(s => s.SeedAsync(new SeedOrder(customers, followUps), _ => { }, CancellationToken.None));

    /// <summary>Enters a customer and a follow-up as a rep does: they get the next ids and the next number of the month.</summary>
    private async Task EnterAsync(string name)
    {
        var lastId = await company.DbAsync(db => db.Customers.IgnoreQueryFilters().MaxAsync(c => c.Id));
        var lastFollowUp = await company.DbAsync(db => db.FollowUps.IgnoreQueryFilters().MaxAsync(f => f.Id));
        var lastNumber = await company.DbAsync(db => db.Customers.IgnoreQueryFilters().Where(c => c.Number.StartsWith("C202611")).Select(c => c.Number).ToListAsync());

        var id = await company.RegisterAsync(Who.RepEast, Forms.Customer(name));
        var written = await company.WithAsync<FollowUpService, int>(w => w.RecordAsync(
            id, Forms.Record(TestClock.Start.AddHours(7)), company.As(Who.RepEast), CancellationToken.None));

        Assert.Equal(lastId + 1, id);
        Assert.Equal(lastFollowUp + 1, written);
        Assert.Equal($"C202611{lastNumber.Max(n => int.Parse(n[7..], System.Globalization.CultureInfo.InvariantCulture)) + 1:D3}", (await company.CustomerAsync(id)).Number);
    }
}
