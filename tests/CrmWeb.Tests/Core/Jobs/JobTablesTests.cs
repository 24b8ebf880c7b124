using CrmWeb.Core.Data;
using CrmWeb.Core.Jobs;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Jobs;

public sealed class JobTablesTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Fact]
    public async Task Migrating_makes_the_tables_of_the_scheduler_where_it_keeps_any()
    {
        // One scheduler is built and ended by this, so not the fixture's.
        await using var services = CoreServices.Build(app.Settings, app.Clock);
        await services.GetRequiredService<JobTables>().PrepareAsync(CancellationToken.None);

        var made = app.Settings.Provider == DatabaseProvider.Sqlite
            ? await app.DbAsync(db => db.Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master").ToListAsync())
            : await app.DbAsync(db => db.Database.SqlQuery<string>($"SELECT table_name AS \"Value\" FROM information_schema.tables").ToListAsync());
        Assert.Equal(app.Settings.Provider != DatabaseProvider.Sqlite, made.Exists(t => t.StartsWith(JobsModule.TablePrefix, StringComparison.OrdinalIgnoreCase)));
    }
}
