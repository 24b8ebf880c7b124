using CrmWeb.Core.Jobs.Server;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Jobs.Server;

public sealed class JobTablesTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Fact]
    public async Task The_start_makes_the_tables_of_the_scheduler_where_it_keeps_any()
    {
        var made = app.Settings.Provider == DatabaseProvider.Sqlite
            ? await app.DbAsync(db => db.Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE name LIKE '%hangfire%'").ToListAsync())
            : await app.DbAsync(db => db.Database.SqlQuery<string>($"SELECT table_name AS \"Value\" FROM information_schema.tables WHERE table_schema = {JobTables.Schema}").ToListAsync());
        Assert.Equal(app.Settings.Provider != DatabaseProvider.Sqlite, made.Count > 0);
    }
}
