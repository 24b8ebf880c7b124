using System.Data.Common;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmWeb.Core.Persistence.Servers;

/// <summary>
/// Lets one process at a time bring a server database up, so that of two that start on an empty one the second finds it ready.
/// The lock lies in the database and goes with the connection, also when the process is killed.
/// </summary>
internal sealed class StartupLock : IAsyncDisposable
{
    /// <summary>"CRMW"; a number only this program uses in its database.</summary>
    private const long Key = 0x43524D57;

    private const string Name = "CrmWeb start";
    private const int CreationAttempts = 20;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest that a process may take to migrate and fill.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private readonly CrmDbContext db;

    private StartupLock(CrmDbContext db) => this.db = db;

    /// <summary>Creates the database where there is none, and takes the lock.</summary>
    /// <param name="own">Given back with the lock, or at once where the lock is not got.</param>
    public static async Task<StartupLock> TakeAsync(CrmDbContext own, CancellationToken ct)
    {
        try
        {
            await CreateDatabaseAsync(own, ct);
            own.Database.SetCommandTimeout(Patience);
            await own.Database.OpenConnectionAsync(ct);
            await LockAsync(own, ct);
            return new StartupLock(own);
        }
        catch
        {
            await own.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await using var own = db;
        try
        {
            // Said, not left to the closing: a pooled connection is only cleaned when it is used again.
            await UnlockAsync(own, CancellationToken.None);
        }
        catch (Exception e) when (DatabaseFaults.Of(e) != DatabaseFault.None)
        {
            // The connection is gone, and the lock with it.
        }

        // The pool would hand the context out again as one whose connection somebody wants open.
        await own.Database.CloseConnectionAsync();
    }

    /// <exception cref="DatabaseBusyException">Another process has had it for longer than a start may take.</exception>
    internal static async Task LockAsync(CrmDbContext db, CancellationToken ct)
    {
        if (!db.Database.IsSqlServer())
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({Key})", ct);
            return;
        }

        // It throws nothing where the lock is not granted, it returns a negative number.
        var granted = await db.Database.SqlQuery<int>($"""
            DECLARE @granted int;
            EXEC @granted = sp_getapplock @Resource = {Name}, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = {(int)Patience.TotalMilliseconds};
            SELECT @granted AS [Value];
            """).ToListAsync(ct);
        if (granted is not [>= 0])
            throw new DatabaseBusyException($"Another process has been bringing the database up for too long (sp_getapplock: {string.Join(", ", granted)}).");
    }

    internal static Task UnlockAsync(CrmDbContext db, CancellationToken ct) => db.Database.IsSqlServer()
        ? db.Database.ExecuteSqlAsync($"EXEC sp_releaseapplock @Resource = {Name}, @LockOwner = 'Session'", ct)
        : db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({Key})", ct);

    /// <summary>No lock can be taken in a database that is not there; whoever comes second at creating it waits until it is.</summary>
    private static async Task CreateDatabaseAsync(CrmDbContext db, CancellationToken ct)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        for (var attempt = 1; !await creator.ExistsAsync(ct); attempt++)
        {
            try
            {
                await creator.CreateAsync(ct);
            }
            catch (DbException) when (attempt < CreationAttempts)
            {
                await Task.Delay(BetweenAttempts, ct);
            }
        }
    }
}
