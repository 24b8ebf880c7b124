using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CrmWeb.Core.Persistence.Bulk;

/// <summary>
/// Writes very many new rows past the change tracker, in the caller's transaction. Tables, columns and conversions come from
/// the model, so what is stored is what saving the same entities would have stored; ids are the caller's to give.
/// </summary>
internal sealed class BulkInsert(CrmDbContext db)
{
    /// <summary>SQL Server takes 2,100 parameters in a command.</summary>
    internal const int SqlServerParameters = 2000;

    /// <summary>And 1,000 rows behind VALUES.</summary>
    private const int SqlServerRows = 1000;

    private readonly Dictionary<(Type, bool), BulkTable> tables = [];

    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    public Task WriteAsync<T>(IReadOnlyList<T> rows, CancellationToken ct)
        where T : class => WriteAsync(rows, numbered: true, ct);

    /// <summary>Writes rows to which the database gives their ids; nobody is told which.</summary>
    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    public Task WriteUnnumberedAsync<T>(IReadOnlyList<T> rows, CancellationToken ct)
        where T : class => WriteAsync(rows, numbered: false, ct);

    private async Task WriteAsync<T>(IReadOnlyList<T> rows, bool numbered, CancellationToken ct)
        where T : class
    {
        // Said here for all three: PostgreSQL's COPY would go on without one, and half of many rows would stay.
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("Bulk writes need a transaction.");
        if (rows.Count == 0)
            return;
        if (!tables.TryGetValue((typeof(T), numbered), out var table))
            tables[(typeof(T), numbered)] = table = new BulkTable(db, typeof(T), numbered);

        switch (db.Database.GetDbConnection())
        {
            case NpgsqlConnection postgres:
                await CopyAsync(postgres, table, rows, ct);
                if (table.Identity is { } identity)
                    await ContinueAfterAsync(postgres, table, identity, ct);
                break;
            case SqlConnection:
                await InsertManyAsync(table, rows, ct);
                break;
            default:
                await InsertAsync(table, rows, ct);
                break;
        }
    }

    /// <summary>
    /// As many rows in a command as SQL Server takes. Not prepared: the client refuses to prepare parameters whose size is not
    /// said, such as those of times. And every value gets a parameter of its own, because the client cuts a text to the size
    /// its parameter was made with.
    /// </summary>
    private async Task InsertManyAsync<T>(BulkTable table, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class
    {
        if (table.Identity is not null)
            await RunAsync($"SET IDENTITY_INSERT {table.Name} ON", ct);
        foreach (var some in rows.Chunk(Math.Min(SqlServerRows, SqlServerParameters / table.Columns.Count)))
        {
            await using var command = Command("");
            table.Word(command, some);
            await command.ExecuteNonQueryAsync(ct);
        }

        if (table.Identity is not null)
            await RunAsync($"SET IDENTITY_INSERT {table.Name} OFF", ct);
    }

    private static async Task CopyAsync<T>(NpgsqlConnection server, BulkTable table, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class
    {
        await using var copy = await server.BeginBinaryImportAsync($"COPY {table.Name} ({table.ColumnNames}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            foreach (var column in table.Columns)
            {
                if (column.Read(row) is { } value)
                    await copy.WriteAsync(value, column.Mapping.StoreTypeNameBase, ct);
                else
                    await copy.WriteNullAsync(ct);
            }
        }

        await copy.CompleteAsync(ct);
    }

    /// <summary>Rows that bring their ids leave the sequence behind them where it was.</summary>
    private static async Task ContinueAfterAsync(NpgsqlConnection server, BulkTable table, string identity, CancellationToken ct)
    {
        await using var command = server.CreateCommand();
        command.CommandText = $"SELECT setval(pg_get_serial_sequence(@table, @column), (SELECT MAX({table.IdentityName}) FROM {table.Name}))";
        command.Parameters.AddWithValue("table", table.Name);
        command.Parameters.AddWithValue("column", identity);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>SQLite lives in the process: one prepared row after the other is as fast as it gets.</summary>
    private async Task InsertAsync<T>(BulkTable table, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class
    {
        await using var command = Command("");
        table.Word(command, rows.Take(1));
        await command.PrepareAsync(ct);
        foreach (var row in rows)
        {
            table.Fill(command, row);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private async Task RunAsync(string sql, CancellationToken ct)
    {
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    private DbCommand Command(string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        if (db.Database.GetCommandTimeout() is { } seconds)
            command.CommandTimeout = seconds;
        command.CommandText = sql;
        return command;
    }
}
