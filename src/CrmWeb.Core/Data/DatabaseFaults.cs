using System.Net.Sockets;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CrmWeb.Core.Data;

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

    /// <summary>No space in a file group, none in the log, the database is read-only.</summary>
    private static readonly int[] SqlServerRefusals = [1101, 1105, 9002, 3906];

    /// <summary>Timeout, network, shutting down, starting up, cannot be opened now; chosen as the victim of a deadlock, waited for a lock in vain.</summary>
    private static readonly int[] SqlServerAway = [-2, -1, 2, 20, 26, 40, 53, 64, 121, 233, 258, 921, 922, 1205, 1222, 4060, 6005, 10053, 10054, 10060, 10061, 11001, 17142, 40613];

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
        DatabaseBusyException => DatabaseFault.Away,
        IOException e when DiskFull.Contains(e.HResult) => DatabaseFault.RefusesWrites,
        _ => DatabaseFault.None,
    };

    /// <summary>https://www.postgresql.org/docs/current/errcodes-appendix.html</summary>
    private static DatabaseFault OfState(string state) => state switch
    {
        "53100" or "25006" or "58030" => DatabaseFault.RefusesWrites,
        "57P01" or "57P02" or "57P03" or "53300" or "57014" => DatabaseFault.Away,

        // The victim of a deadlock, and of a conflict that the isolation does not allow.
        "40P01" or "40001" => DatabaseFault.Away,
        _ when state.StartsWith("08", StringComparison.Ordinal) => DatabaseFault.Away,
        _ => DatabaseFault.None,
    };
}
