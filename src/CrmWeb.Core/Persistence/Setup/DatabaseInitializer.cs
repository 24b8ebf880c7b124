using CrmWeb.Core.Persistence.Servers;
using CrmWeb.Core.Persistence.Sqlite;
using CrmWeb.Core.Requests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Persistence.Setup;

/// <summary>Brings the database to the present schema and gives an empty one its roles, lists, pipeline, calendar and watch rules.</summary>
public sealed class DatabaseInitializer(
    CrmDbContext db, IDbContextFactory<CrmDbContext> databases, DatabaseSettings settings, IEnumerable<IDatabasePreparation> preparations,
    IEnumerable<IStoredKeys> keys, DatabaseSeed seed, IServiceProvider services)
{
    /// <summary>Whether the database answers.</summary>
    public Task<bool> CanConnectAsync(CancellationToken ct) => db.Database.CanConnectAsync(ct);

    /// <param name="then">What has to be done besides before another process that starts may go on.</param>
    /// <exception cref="DatabaseInUseException">Another process serves the SQLite file.</exception>
    /// <exception cref="InstallationException">The database is damaged, another program's or a newer version's, or set up so that it cannot be served.</exception>
    public async Task InitializeAsync(CancellationToken ct, Func<Task>? then = null)
    {
        if (settings.Provider == DatabaseProvider.Sqlite)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(settings.SqliteFile)!);
            _ = services.GetService(typeof(SqliteFileLock));
        }

        Directory.CreateDirectory(settings.DataFolder);
        if (settings.Provider == DatabaseProvider.Sqlite)
        {
            await DatabaseOrigin.DemandFileAsync(settings, writing: true, ct);
            try
            {
                await BringUpAsync(then, ct);
            }
            catch (SqliteException e) when (DatabaseOrigin.IsDamage(e))
            {
                throw DatabaseOrigin.Damaged(settings.SqliteFile, e);
            }

            return;
        }

        await using var alone = await StartupLock.TakeAsync(await databases.CreateDbContextAsync(ct), ct);

        // A large table is not migrated within the half minute that a page's command is given. SQLite knows no such limit: there
        // it is how long a command waits for somebody else's lock.
        db.Database.SetCommandTimeout(StartupLock.Patience);
        try
        {
            await SnapshotIsolation.DemandAsync(db, ct);
            await DatabaseOrigin.DemandServerAsync(db, ct);
            await BringUpAsync(then, ct);
        }
        finally
        {
            db.Database.SetCommandTimeout((int?)null);
        }
    }

    private async Task BringUpAsync(Func<Task>? then, CancellationToken ct)
    {
        await MendAfterKillAsync(ct);
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count > 0)
            await db.Database.MigrateAsync(ct);

        foreach (var stored in keys)
            await stored.RenewAsync(db, ct);
        foreach (var preparation in preparations)
            await preparation.PrepareAsync(ct);
        await seed.FillAsync(db, ct);
        if (then is not null)
            await then();
    }

    /// <summary>
    /// A process that was killed while it migrated an SQLite file leaves a row behind for which the next one would wait for ever;
    /// killed a moment earlier it leaves a file that is not yet in write-ahead mode. Nobody else is at work: the lock file is ours.
    /// </summary>
    private async Task MendAfterKillAsync(CancellationToken ct)
    {
        if (!File.Exists(settings.SqliteFile))
            return;
        await db.Database.ExecuteSqlAsync($"PRAGMA journal_mode=WAL", ct);
        await db.Database.ExecuteSqlAsync($"DROP TABLE IF EXISTS \"__EFMigrationsLock\"", ct);
    }
}
