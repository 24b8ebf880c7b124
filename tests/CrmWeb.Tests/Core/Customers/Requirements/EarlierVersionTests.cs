using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Requirements;

/// <summary>Versions that were saved when the program itself required industry and source.</summary>
public sealed class EarlierVersionTests : IAsyncLifetime
{
    private readonly TestDatabase database = TestDatabase.Absent();
    private ServiceProvider services = null!;

    public Task InitializeAsync()
    {
        services = CoreServices.Build(database.Settings, new TestClock());
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task They_go_on_requiring_both()
    {
        await services.RunAsync<CrmDbContext>(db => db.GetService<IMigrator>().MigrateAsync("AddReportTemplates"));
        await services.RunAsync<CrmDbContext>(async db =>
        {
            db.Add(new RequiredFieldVersion(0, new DateOnly(2026, 11, 1), null, [new RequiredFieldRule("Budget", "Key", "quotation")], null, TestClock.Start));
            await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        });

        await services.RunAsync<CrmDbContext>(db => db.Database.MigrateAsync());

        var rules = await services.RunAsync<CrmDbContext, List<string>>(db => db.Set<RequiredFieldRule>().OrderBy(r => r.FieldKey).Select(r => r.FieldKey + " " + r.Categories + " " + r.FromStage).ToListAsync());
        Assert.Equal(["Budget Key quotation", "Industry New,Existing,Key ", "Source New,Existing,Key "], rules);
    }
}
