using System.Globalization;
using System.Net.Sockets;
using System.Resources;
using CrmWeb.Core.Requests;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CrmWeb.Core.Persistence;

/// <summary>What a failure says about the database, as opposed to about what was asked of it.</summary>
public enum DatabaseFault
{
    /// <summary>Nothing: the fault lies elsewhere.</summary>
    None,

    /// <summary>It does not answer, not in time, or gave way to somebody else; the same asked again has every chance.</summary>
    Away,

    /// <summary>It answers and reads, but takes no writes: its disk is full, failing or read-only.</summary>
    RefusesWrites,
}

/// <summary>Tells a database that is away or full from a fault of the program, on all three products.</summary>
public static class DatabaseFaults
{
    // https://www.sqlite.org/rescode.html
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteReadOnly = 8;
    private const int SqliteIoError = 10;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;

    /// <summary>ENOSPC on Linux, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.</summary>
    private static readonly int[] DiskFull = [28, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>No space in a file group, none in the log, a file cannot grow or be written, the database is read-only, its quota is used up.</summary>
    private static readonly HashSet<int> SqlServerRefusals = [823, 1101, 1105, 3906, 5144, 5149, 9002, 40544];

    /// <summary>https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors</summary>
    private static readonly HashSet<int> SqlServerAway =
    [
        // Timeout and network.
        -2, -1, 2, 20, 26, 35, 40, 53, 64, 121, 233, 258, 10050, 10051, 10053, 10054, 10060, 10061, 11001,

        // No memory, no locks, no workers, no sessions left; waited for them in vain.
        701, 802, 1204, 8628, 8645, 8651, 10928, 10929, 10936, 17197, 17198,

        // Starting up, shutting down, paused, one administrator alone, changing over to another replica, cannot be opened now.
        596, 904, 921, 922, 924, 927, 952, 976, 983, 4060, 4221, 6005, 17142, 17187, 18401, 18451, 18461,

        // The victim of a deadlock, waited for a lock in vain, another transaction was first under snapshot isolation.
        1205, 1222, 3960,

        // https://learn.microsoft.com/azure/azure-sql/database/troubleshoot-common-errors-issues
        40143, 40166, 40197, 40501, 40540, 40549, 40550, 40551, 40552, 40553, 40613, 40648, 42108, 42109, 49918, 49919, 49920,
    ];

    /// <summary>What SQL Server's client says, with no class or number of its own, when no connection of the pool comes free in time.</summary>
    private const string PoolExhausted = "ADP_PooledOpenTimeout";

    private static readonly ResourceManager ClientTexts = new("Microsoft.Data.SqlClient.Resources.Strings", typeof(SqlConnection).Assembly);

    /// <summary>What the exception, or one it was caused by, says about the database.</summary>
    public static DatabaseFault Of(Exception? exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (OfOne(e) is not DatabaseFault.None and var fault)
                return fault;
        }

        return DatabaseFault.None;
    }

    private static DatabaseFault OfOne(Exception exception) => exception switch
    {
        SqliteException e => e.SqliteErrorCode switch
        {
            SqliteFull or SqliteReadOnly or SqliteIoError => DatabaseFault.RefusesWrites,
            SqliteBusy or SqliteLocked or SqliteCannotOpen => DatabaseFault.Away,
            _ => DatabaseFault.None,
        },
        PostgresException e => OfState(e.SqlState),
        NpgsqlException { InnerException: SocketException or IOException or TimeoutException } => DatabaseFault.Away,
        SqlException e when SqlServerRefusals.Contains(e.Number) => DatabaseFault.RefusesWrites,
        SqlException e when e.Class >= 20 || SqlServerAway.Contains(e.Number) => DatabaseFault.Away,
        InvalidOperationException e when IsExhaustedPool(e.Message) => DatabaseFault.Away,
        DatabaseBusyException => DatabaseFault.Away,
        IOException e when DiskFull.Contains(e.HResult) => DatabaseFault.RefusesWrites,
        _ => DatabaseFault.None,
    };

    /// <summary>The client words it in the language of whoever asked, where it has that.</summary>
    private static bool IsExhaustedPool(string message) =>
        message == ClientTexts.GetString(PoolExhausted, CultureInfo.InvariantCulture) || message == ClientTexts.GetString(PoolExhausted, CultureInfo.CurrentUICulture);

    /// <summary>https://www.postgresql.org/docs/current/errcodes-appendix.html</summary>
    private static DatabaseFault OfState(string state) => state switch
    {
        "53100" or "25006" or "58030" => DatabaseFault.RefusesWrites,

        // Shut down, crashed, starting up; a statement, a lock, an idle session that took too long.
        "57P01" or "57P02" or "57P03" or "57P05" or "57014" or "55P03" or "25P03" => DatabaseFault.Away,

        // The victim of a deadlock, and of a conflict that the isolation does not allow; nobody knows whether it was done.
        "40P01" or "40001" or "40003" => DatabaseFault.Away,

        // No connection; no memory, connections or other resources left.
        ['0', '8', ..] or ['5', '3', ..] => DatabaseFault.Away,
        _ => DatabaseFault.None,
    };
}
