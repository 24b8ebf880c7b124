using CrmWeb.Core.Requests;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmWeb.Core.Persistence.Sqlite;

/// <summary>
/// Owns the SQLite file while the program runs: the lock file, one connection that stays open (closing the last one
/// would checkpoint behind the gate's back), and the checkpoints themselves, through the gate. Keeps the figures about the
/// tables up to date by which SQLite chooses an index; without them it guesses, and guesses wrongly by a factor of thousands.
/// </summary>
internal sealed partial class SqliteMaintenance(
    DatabaseSettings settings, SqliteWriteGate gate, ILogger<SqliteMaintenance> logger, IHostApplicationLifetime? lifetime = null)
    : BackgroundService
{
    /// <summary>First SQLite version without the WAL-reset race.</summary>
    private static readonly Version FirstSafeVersion = new(3, 51, 3);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenFigures = TimeSpan.FromHours(1);

    /// <summary>Looks at every table that has grown tenfold or has no figures yet, at a thousand rows of each index.</summary>
    private const string UpdateFigures = "PRAGMA analysis_limit=1000; PRAGMA optimize=0x10002;";

    private const long CheckpointAboveBytes = 4 * 1024 * 1024;
    private const long TruncateAboveBytes = 64 * 1024 * 1024;

    /// <summary>A checkpoint that meets a long reader, such as a backup, comes back later instead of keeping everybody from writing.</summary>
    private const string BriefPatience = " PRAGMA busy_timeout=250;";

    private readonly Lock closingLock = new();
    private SqliteConnection? keeper;
    private Task? closing;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the requests that are under way are waited for: one of them may stand at a gate that never opens.
        lifetime?.ApplicationStopping.Register(gate.Hurry);
        keeper = new SqliteConnection(settings.ConnectionString);
        await keeper.OpenAsync(cancellationToken);
        await using (var command = keeper.CreateCommand())
        {
            command.CommandText = SqliteConnectionInterceptor.Pragmas + BriefPatience;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        if (Version.TryParse(keeper.ServerVersion, out var version) && version < FirstSafeVersion)
            AffectedVersion(version);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>A host may be stopped from two sides at once: both wait for the same closing, so that nothing is disposed under it.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        gate.Hurry();
        await base.StopAsync(cancellationToken);
        lock (closingLock)
            closing ??= CloseAsync(cancellationToken);
        await closing;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            var figuresDue = 0;
            for (var round = 0; ; round++)
            {
                if (round >= figuresDue && await UpdateFiguresAsync(stoppingToken))
                    figuresDue = round + (int)(BetweenFigures / Interval);
                if (!await timer.WaitForNextTickAsync(stoppingToken))
                    return;
                var size = WalSize();
                if (size > CheckpointAboveBytes)
                    await CheckpointAsync(size > TruncateAboveBytes ? "TRUNCATE" : "PASSIVE", stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task CloseAsync(CancellationToken ct)
    {
        if (keeper is null)
            return;
        await CheckpointAsync("TRUNCATE", ct);
        await keeper.DisposeAsync();
    }

    private async Task<bool> UpdateFiguresAsync(CancellationToken ct)
    {
        if (!await RunAsync(UpdateFigures, ct))
            return false;

        // Connections read the figures when they are opened; those in the pool have the old ones.
        SqliteConnection.ClearPool(keeper!);
        return true;
    }

    internal Task CheckpointAsync(string mode, CancellationToken ct) => RunAsync($"PRAGMA wal_checkpoint({mode})", ct);

    /// <returns>Whether it was done; otherwise it was said why not, and the next round tries again.</returns>
    private async Task<bool> RunAsync(string pragma, CancellationToken ct)
    {
        try
        {
            using var lease = await gate.EnterAsync(ct);
            await using var command = keeper!.CreateCommand();
            command.CommandText = pragma;
            await command.ExecuteNonQueryAsync(ct);
            return true;
        }
        catch (Exception e) when (e is SqliteException or DatabaseBusyException)
        {
            // One write that never ends is bad enough; the program does not end over it.
            Failed(pragma, e);
            return false;
        }
    }

    private long WalSize() => new FileInfo(settings.SqliteFile + "-wal") is { Exists: true } file ? file.Length : 0;

    [LoggerMessage(LogLevel.Information, "SQLite {Version} has the WAL-reset race (mended in 3.51.3); writes and checkpoints therefore pass one gate.")]
    private partial void AffectedVersion(Version version);

    [LoggerMessage(LogLevel.Warning, "{Pragma} failed and is tried again.")]
    private partial void Failed(string pragma, Exception e);
}
