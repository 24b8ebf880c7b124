using CrmWeb.Core.Customers;
using CrmWeb.Core.Data;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace CrmWeb.Tests.Core.Customers;

/// <summary>Keys stored by the first version, which kept the region.</summary>
public sealed class NameKeysTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Fact]
    public async Task Stored_keys_are_brought_up_to_date_in_the_bin_too_and_others_are_left_alone()
    {
        var before = await KeysAsync();
        Assert.Contains(before, k => k.Value == "恒锐精密机械");
        var (east, binned) = (app.Company.EastCustomer, app.Company.BinnedCustomer);
        await SetAsync(east, "上海恒锐精密机械");
        await SetAsync(binned, "完全不同的旧值");

        await app.DbAsync(async db =>
        {
            await NameKeys.RecomputeAsync(db, CancellationToken.None);
            return 0;
        });

        Assert.Equal(before, await KeysAsync());
    }

    [Fact]
    public async Task A_database_of_the_first_version_has_its_keys_renewed_at_the_start()
    {
        var before = await KeysAsync();
        await SetAsync(app.Company.EastCustomer, "上海恒锐精密机械");
        await app.DbAsync(async db =>
        {
            await db.GetService<IMigrator>().MigrateAsync("Initial");
            return 0;
        });

        await app.WithAsync<DatabaseInitializer>(i => i.InitializeAsync(CancellationToken.None));

        Assert.Equal(before, await KeysAsync());
    }

    private Task<int> SetAsync(int id, string key) => app.DbAsync(db => db.Customers.IgnoreQueryFilters().Where(c => c.Id == id)
        .ExecuteUpdateAsync(s => s.SetProperty(c => c.NameKey, key)));

    private Task<Dictionary<int, string>> KeysAsync() => app.DbAsync(db => db.Customers.IgnoreQueryFilters().ToDictionaryAsync(c => c.Id, c => c.NameKey));
}
