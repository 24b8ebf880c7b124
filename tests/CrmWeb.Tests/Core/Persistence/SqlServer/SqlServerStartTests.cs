using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Servers;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence.SqlServer;

/// <summary>What a start demands of SQL Server, and what its client says when it has no connection left.</summary>
[Trait("Category", "Pure")]
public sealed class SqlServerStartTests : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TdsServer server = new();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Without_row_versioning_it_is_refused_with_the_statement_to_run()
    {
        server.Answer = sql => sql.Contains("is_read_committed_snapshot_on", StringComparison.Ordinal) ? 0 : 1;
        await using var db = server.Context();
        var refusal = await Assert.ThrowsAsync<InstallationException>(() => SnapshotIsolation.DemandAsync(db, None));
        Assert.Contains("ALTER DATABASE [crm] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(TSqlFaults.Of(refusal.Message[refusal.Message.IndexOf("ALTER", StringComparison.Ordinal)..]));
        Assert.All(server.Commands, c => Assert.Empty(TSqlFaults.Of(c.Sql)));
    }

    [Fact]
    public async Task With_row_versioning_it_goes_on()
    {
        server.Answer = _ => 1;
        await using var db = server.Context();
        await SnapshotIsolation.DemandAsync(db, None);
        Assert.Contains("is_read_committed_snapshot_on", Assert.Single(server.Commands).Sql, StringComparison.Ordinal);
    }

    /// <summary>The whole start, which must look before it migrates.</summary>
    [Fact]
    public async Task Nothing_is_migrated_before_it_has_looked()
    {
        server.Answer = sql => sql.Contains("is_read_committed_snapshot_on", StringComparison.Ordinal) ? 0 : sql.Contains("sp_getapplock", StringComparison.Ordinal) ? 0 : 1;
        var folder = Directory.CreateTempSubdirectory("crm-sql-").FullName;
        await using (var services = CoreServices.Build(new DatabaseSettings(DatabaseProvider.SqlServer, server.ConnectionString(), folder), new TestClock()))
            await Assert.ThrowsAsync<InstallationException>(() => services.RunAsync<DatabaseInitializer>(i => i.InitializeAsync(None)));
        Directory.Delete(folder, recursive: true);
        Assert.DoesNotContain(server.Commands, c => c.Sql.Contains("CREATE TABLE", StringComparison.Ordinal) || c.Sql.Contains("INSERT", StringComparison.Ordinal));
        Assert.Contains(server.Commands, c => c.Sql.Contains("sp_getapplock", StringComparison.Ordinal));
    }

    [Fact]
    public void A_database_the_program_creates_has_row_versioning_and_its_collation_from_the_first()
    {
        using var db = Offline.Context(DatabaseProvider.SqlServer);
        var sql = string.Concat(db.GetService<IMigrationsSqlGenerator>()
            .Generate([new SqlServerCreateDatabaseOperation { Name = "crm", Collation = db.GetService<IDesignTimeModel>().Model.GetCollation() }]).Select(c => c.CommandText));
        Assert.Contains("SET READ_COMMITTED_SNAPSHOT ON", sql, StringComparison.Ordinal);
        Assert.Contains($"COLLATE {TextCollations.SqlServerWords}", sql, StringComparison.Ordinal);
    }

    /// <summary>Granted at once, granted after waiting; timed out, cancelled, victim of a deadlock, called wrongly.</summary>
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    [InlineData(-2, false)]
    [InlineData(-3, false)]
    [InlineData(-999, false)]
    public async Task A_lock_that_was_not_granted_is_not_taken_for_one(int answer, bool granted)
    {
        server.Answer = _ => answer;
        await using var db = server.Context();
        var failure = await Record.ExceptionAsync(() => StartupLock.LockAsync(db, None));
        Assert.Equal(granted, failure is null);
        Assert.Equal(granted ? DatabaseFault.None : DatabaseFault.Away, DatabaseFaults.Of(failure));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    [InlineData("zh-Hans")]
    public async Task A_pool_without_a_free_connection_is_a_database_that_is_busy(string language)
    {
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        System.Globalization.CultureInfo.CurrentUICulture = new(language);
        try
        {
            var one = server.ConnectionString("Max Pool Size=1;Connect Timeout=1");
            await using var held = new SqlConnection(one);
            await held.OpenAsync();
            await using var further = new SqlConnection(one);
            var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => further.OpenAsync());
            Assert.Equal(DatabaseFault.Away, DatabaseFaults.Of(failure));
            Assert.Equal(DatabaseFault.Away, DatabaseFaults.Of(new DbUpdateException("", failure)));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void The_same_on_PostgreSQL() => Assert.Equal(
        DatabaseFault.Away, DatabaseFaults.Of(new NpgsqlException("The connection pool has been exhausted, either raise 'Max Pool Size'", new TimeoutException())));

    /// <summary>As the client itself reports them; severity 16, so that only the number tells.</summary>
    [Theory]
    [InlineData(701)]
    [InlineData(8645)]
    [InlineData(8651)]
    [InlineData(10928)]
    [InlineData(10929)]
    [InlineData(17187)]
    [InlineData(17197)]
    [InlineData(18401)]
    [InlineData(18451)]
    [InlineData(40197)]
    [InlineData(40501)]
    [InlineData(40540)]
    [InlineData(40613)]
    [InlineData(49918)]
    [InlineData(49919)]
    [InlineData(49920)]
    [InlineData(4221)]
    [InlineData(1204)]
    [InlineData(3960)]
    public async Task A_server_without_room_for_more_is_away(int number)
    {
        server.Fault = _ => number;
        await using var db = server.Context();
        var failure = await Record.ExceptionAsync(() => db.Database.ExecuteSqlAsync($"SELECT 1"));
        Assert.Equal(number, Assert.IsType<SqlException>(failure).Number);
        Assert.Equal(DatabaseFault.Away, DatabaseFaults.Of(failure));
    }

    [Theory]
    [InlineData(208)]
    [InlineData(547)]
    [InlineData(2601)]
    [InlineData(18456)]
    public async Task Faults_of_what_was_asked_are_none_of_the_database(int number)
    {
        server.Fault = _ => number;
        await using var db = server.Context();
        Assert.Equal(DatabaseFault.None, DatabaseFaults.Of(await Record.ExceptionAsync(() => db.Database.ExecuteSqlAsync($"SELECT 1"))));
    }
}
