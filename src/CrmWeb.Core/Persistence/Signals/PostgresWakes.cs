using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CrmWeb.Core.Persistence.Signals;

/// <summary>
/// Hears on PostgreSQL what other processes have saved, over a connection of its own on which nothing is asked. While it is broken
/// everything is found by looking from time to time, as on a database that cannot call.
/// </summary>
internal sealed partial class PostgresWakes(WakeSignal signal, DatabaseSettings settings, IConfiguration configuration, ILogger<PostgresWakes> logger) : BackgroundService
{
    /// <summary>Leaves the listening out where it is false.</summary>
    public const string Setting = "Database:Listen";

    private const string Channel = "crmweb";

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>What is ours is known by it: this process has rung already.</summary>
    private static readonly string Me = Guid.NewGuid().ToString("N");

    /// <summary>The statement that tells the other processes at the commit of its transaction.</summary>
    public static string NotifySql(Wake what) => string.Create(CultureInfo.InvariantCulture, $"SELECT pg_notify('{Channel}', '{(int)what}:{Me}')");

    /// <summary>What a notification says; none where this process sent it or it is not to be understood.</summary>
    /// <param name="me">Sender to leave out.</param>
    internal static Wake Read(string payload, string me) =>
        payload.Split(':') is [var what, var sender] && sender != me && int.TryParse(what, NumberStyles.None, CultureInfo.InvariantCulture, out var flags)
            ? (Wake)flags & Wake.All
            : Wake.None;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Provider != DatabaseProvider.PostgreSql || !configuration.GetValue(Setting, true))
            return;
        var pause = TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(() => pause = TimeSpan.Zero, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (pause == TimeSpan.Zero)
                    Deaf(e);
                pause = pause == TimeSpan.Zero ? TimeSpan.FromSeconds(1) : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
                await Task.Delay(pause, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(Action heard, CancellationToken ct)
    {
        var address = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false, KeepAlive = 30 };
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        connection.Notification += (_, told) => signal.Ring(Read(told.Payload, Me));
        await connection.OpenAsync(ct);
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = $"LISTEN {Channel}";
            await command.ExecuteNonQueryAsync(ct);
        }

        // Whatever was called out while nobody listened.
        heard();
        signal.Ring(Wake.All);
        while (true)
            await connection.WaitAsync(ct);
    }

    [LoggerMessage(LogLevel.Warning, "What other processes save is not heard of now; it is found by looking until the connection is back")]
    private partial void Deaf(Exception e);
}
