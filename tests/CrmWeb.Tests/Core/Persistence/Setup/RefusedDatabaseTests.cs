using CrmWeb.Core.Backups;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence.Setup;

/// <summary>On whichever database the suite runs: what this version may not touch, it does not.</summary>
public sealed class RefusedDatabaseTests : IAsyncLifetime
{
    private const string Future = "29991231235959_LaterThanAnybodyKnows";
    private TestDatabase database = null!;
    private ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(Content.Empty);
        services = CoreServices.Build(database.Settings, new TestClock());
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_with_both_versions_and_left_as_it_is()
    {
        await SayAsync($"INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ({Future}, '12.0.0')");

        // What every start puts back where it is missing, so that a start which did anything would be seen.
        await SayAsync($"DELETE FROM \"WatchRules\"");
        var refusal = await Assert.ThrowsAsync<NewerDatabaseException>(StartAsync);
        Assert.Contains(Future, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(ProgramVersion.Text, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(await AskAsync(db => Task.FromResult(db.Database.GetMigrations().Last())), refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, await AskAsync(db => db.WatchRules.CountAsync()));
        Assert.Contains(Future, await AskAsync(db => db.Database.GetAppliedMigrationsAsync()));
    }

    [Fact]
    public async Task The_history_of_another_program_is_refused()
    {
        await SayAsync($"UPDATE \"__EFMigrationsHistory\" SET \"MigrationId\" = REPLACE(\"MigrationId\", '2026', '1999')");
        await SayAsync($"DELETE FROM \"WatchRules\"");
        Assert.Contains("another program", (await Assert.ThrowsAsync<InstallationException>(StartAsync)).Message, StringComparison.Ordinal);
        Assert.Equal(0, await AskAsync(db => db.WatchRules.CountAsync()));
    }

    [Fact]
    public async Task A_damaged_key_in_the_database_is_named()
    {
        await services.RunAsync<CrmDbContext>(async db =>
        {
            db.ProtectionKeys.Add(new ProtectionKey("key-of-yesterday", "<key id=\"", TestClock.Start));
            await db.SaveChangesAsync();
        });
        var keys = new ProtectionKeyRepository(services.GetRequiredService<IDbContextFactory<CrmDbContext>>(), TimeProvider.System);
        Assert.Contains("key-of-yesterday", Assert.Throws<InstallationException>(keys.GetAllElements).Message, StringComparison.Ordinal);
    }

    private Task StartAsync() => services.RunAsync<DatabaseInitializer>(i => i.InitializeAsync(CancellationToken.None));

    private Task SayAsync(FormattableString sql) => services.RunAsync<CrmDbContext>(db => db.Database.ExecuteSqlAsync(sql));

    private Task<T> AskAsync<T>(Func<CrmDbContext, Task<T>> ask) => services.RunAsync(ask);
}
