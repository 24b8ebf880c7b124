using CrmWeb.Core.Customers;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Persistence.Sqlite;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence.Sqlite;

/// <summary>An SQLite file, whichever database the rest of the suite runs on.</summary>
public sealed class SqliteFile : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("crm-sqlite-").FullName;

    public SqliteFile() => Settings = new DatabaseSettings(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "crm.db")};Foreign Keys=True", folder);

    public DatabaseSettings Settings { get; }

    public ServiceProvider Services { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Services = CoreServices.Build(Settings, new TestClock());
        await Services.RunAsync<DatabaseInitializer>(i => i.InitializeAsync(CancellationToken.None));
    }

    public async Task DisposeAsync()
    {
        await Services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>What holds on SQLite alone. Marked Pure because the other databases have nothing to do with it.</summary>
[Trait("Category", "Pure")]
public sealed class SqliteTests(SqliteFile file) : IClassFixture<SqliteFile>
{
    /// <summary>Far longer than any write takes; a gate that was not given back would wait for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Every_pooled_connection_writes_ahead_flushes_and_checks_foreign_keys()
    {
        var factory = file.Services.GetRequiredService<IDbContextFactory<CrmDbContext>>();
        for (var round = 0; round < 2; round++)
        {
            // Several at once, so that the pool has to open new ones; the second round gets used ones.
            List<CrmDbContext> open = [];
            for (var i = 0; i < 6; i++)
            {
                var db = await factory.CreateDbContextAsync();
                await db.Database.OpenConnectionAsync();
                open.Add(db);
            }

            foreach (var db in open)
            {
                Assert.Equal("wal", await PragmaAsync(db, "journal_mode"));
                Assert.Equal("2", await PragmaAsync(db, "synchronous"));
                Assert.Equal("1", await PragmaAsync(db, "foreign_keys"));
                Assert.Equal("0", await PragmaAsync(db, "wal_autocheckpoint"));
                await db.Database.CloseConnectionAsync();
                await db.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task A_transaction_that_is_dropped_gives_the_gate_back()
    {
        await file.Services.RunAsync<CrmDbContext>(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.NumberSequences.ExecuteUpdateAsync(s => s.SetProperty(x => x.Last, 7));
        });
        await AssertGateIsFreeAsync();
    }

    [Fact]
    public async Task A_save_that_fails_gives_the_gate_back()
    {
        await Assert.ThrowsAsync<DbUpdateException>(() => file.Services.RunAsync<CrmDbContext>(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.NumberSequences.AddRange(new NumberSequence("same", 1));
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
            db.NumberSequences.AddRange(new NumberSequence("same", 2));
            await db.SaveChangesAsync();
        }));
        await AssertGateIsFreeAsync();
    }

    [Fact]
    public async Task A_cancelled_write_gives_the_gate_back()
    {
        using var cancelled = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => file.Services.RunAsync<CrmDbContext>(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancelled.Token);
            db.NumberSequences.Add(new NumberSequence("cancelled", 1));
            await cancelled.CancelAsync();
            await db.SaveChangesAsync(cancelled.Token);
        }));
        await AssertGateIsFreeAsync();
    }

    [Fact]
    public async Task A_set_based_update_waits_at_the_gate()
    {
        var gate = file.Services.GetRequiredService<SqliteWriteGate>();
        var lease = await gate.EnterAsync(CancellationToken.None);
        var update = Task.Run(() => file.Services.RunAsync<CrmDbContext, int>(
            db => db.NumberSequences.ExecuteUpdateAsync(s => s.SetProperty(x => x.Last, 1))));

        Assert.True(SpinWait.SpinUntil(() => gate.Waiting == 1 || update.IsCompleted, Patience));
        Assert.False(update.IsCompleted);
        lease.Dispose();

        await update.WaitAsync(Patience);
        await AssertGateIsFreeAsync();
    }

    [Fact]
    public async Task A_save_waits_at_the_gate()
    {
        var gate = file.Services.GetRequiredService<SqliteWriteGate>();
        var lease = await gate.EnterAsync(CancellationToken.None);
        var save = Task.Run(() => file.Services.RunAsync<CrmDbContext, int>(db =>
        {
            db.NumberSequences.Add(new NumberSequence("waits", 1));
            return db.SaveChangesAsync();
        }));

        Assert.True(SpinWait.SpinUntil(() => gate.Waiting == 1 || save.IsCompleted, Patience));
        Assert.False(save.IsCompleted);
        lease.Dispose();

        Assert.Equal(1, await save.WaitAsync(Patience));
    }

    [Fact]
    public async Task Stopped_from_two_sides_at_once_the_file_is_closed_once()
    {
        var other = new SqliteFile();
        await other.InitializeAsync();
        try
        {
            var gate = other.Services.GetRequiredService<SqliteWriteGate>();
            var maintenance = other.Services.GetServices<IHostedService>().OfType<SqliteMaintenance>().Single();
            await maintenance.StartAsync(CancellationToken.None);
            var lease = await gate.EnterAsync(CancellationToken.None);
            Task[] stops = [maintenance.StopAsync(CancellationToken.None), maintenance.StopAsync(CancellationToken.None)];
            Assert.True(SpinWait.SpinUntil(() => gate.Waiting > 0, Patience));
            Assert.DoesNotContain(stops, s => s.IsCompleted);
            lease.Dispose();
            await Task.WhenAll(stops).WaitAsync(Patience);
        }
        finally
        {
            await other.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_checkpoint_does_not_keep_writers_waiting_for_somebody_who_reads()
    {
        var other = new SqliteFile();
        await other.InitializeAsync();
        try
        {
            var maintenance = other.Services.GetServices<IHostedService>().OfType<SqliteMaintenance>().Single();
            await maintenance.StartAsync(CancellationToken.None);
            await using var reader = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={other.Settings.SqliteFile};Mode=ReadOnly;Pooling=False");
            await reader.OpenAsync();
            await using var reading = reader.BeginTransaction(deferred: true);
            await using (var command = reader.CreateCommand())
            {
                command.CommandText = "SELECT COUNT(*) FROM Roles";
                await command.ExecuteScalarAsync();
            }

            await other.Services.RunAsync<CrmDbContext, int>(db => db.NumberSequences.ExecuteUpdateAsync(s => s.SetProperty(x => x.Last, 1)));
            await maintenance.CheckpointAsync("TRUNCATE", CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5));
            await maintenance.StopAsync(CancellationToken.None);
        }
        finally
        {
            await other.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_second_program_on_the_same_file_is_refused_with_a_reason()
    {
        await using var second = CoreServices.Build(file.Settings, new TestClock());
        var refusal = await Assert.ThrowsAsync<DatabaseInUseException>(
            () => second.RunAsync<DatabaseInitializer>(i => i.InitializeAsync(CancellationToken.None)));

        Assert.Contains("crm.db", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("in use", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_was_killed_does_not_keep_the_next_one_waiting()
    {
        var folder = Directory.CreateTempSubdirectory("crm-killed-").FullName;
        var settings = new DatabaseSettings(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "crm.db")}", folder);
        await using (var services = CoreServices.Build(settings, new TestClock()))
        {
            await services.RunAsync<CrmDbContext>(db => db.Database.ExecuteSqlAsync($"""
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-18 00:00:00')
                """));
            await services.RunAsync<DatabaseInitializer>(i => i.InitializeAsync(CancellationToken.None)).WaitAsync(Patience);
            Assert.NotEmpty(await services.RunAsync<CrmDbContext, List<CrmWeb.Core.Organization.Roles.Role>>(db => db.Roles.ToListAsync()));
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Money_is_stored_as_whole_fen()
    {
        var types = await file.Services.RunAsync<CrmDbContext, List<string>>(db => db.Database
            .SqlQuery<string>($"SELECT type AS Value FROM pragma_table_info('Customers') WHERE name IN ('ExpectedAmount', 'AnnualRevenue')").ToListAsync());
        Assert.Equal(["INTEGER", "INTEGER"], types);
    }

    private static async Task<string> PragmaAsync(CrmDbContext db, string name)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA " + name;
        return (await command.ExecuteScalarAsync())!.ToString()!;
    }

    private async Task AssertGateIsFreeAsync()
    {
        var gate = file.Services.GetRequiredService<SqliteWriteGate>();
        (await gate.EnterAsync(CancellationToken.None).WaitAsync(Patience)).Dispose();
    }
}
