using System.Data.Common;
using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CrmWeb.Core.Data;

/// <summary>
/// Writes very many new rows past the change tracker, in the caller's transaction. Tables, columns and conversions come from
/// the model, so what is stored is what saving the same entities would have stored; ids are the caller's to give.
/// </summary>
internal sealed class BulkInsert(CrmDbContext db)
{
    /// <summary>SQL Server takes 2,100 parameters in a command.</summary>
    internal const int SqlServerParameters = 2000;

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

        if (db.Database.GetDbConnection() is NpgsqlConnection server)
        {
            await CopyAsync(server, table, rows, ct);
            if (table.Identity is { } identity)
                await ContinueAfterAsync(server, table, identity, ct);
        }
        else if (db.Database.IsSqlServer())
        {
            if (table.Identity is not null)
                await RunAsync($"SET IDENTITY_INSERT {table.Name} ON", ct);
            await InsertAsync(table, rows, SqlServerParameters / table.Columns.Count, ct);
            if (table.Identity is not null)
                await RunAsync($"SET IDENTITY_INSERT {table.Name} OFF", ct);
        }
        else
        {
            // SQLite lives in the process: one prepared row after the other is as fast as it gets.
            await InsertAsync(table, rows, 1, ct);
        }
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

    private async Task InsertAsync<T>(BulkTable table, IReadOnlyList<T> rows, int atOnce, CancellationToken ct)
        where T : class
    {
        for (var start = 0; start < rows.Count;)
        {
            var size = Math.Min(atOnce, rows.Count - start);
            await using var command = Command(table.InsertOf(size));
            table.AddParameters(command, size);
            await command.PrepareAsync(ct);

            // The same command again for as long as it can be filled.
            for (; rows.Count - start >= size; start += size)
            {
                for (var i = 0; i < size; i++)
                    table.Fill(command, i, rows[start + i]);
                await command.ExecuteNonQueryAsync(ct);
            }
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
        command.CommandText = sql;
        return command;
    }
}

/// <summary>A column and how its value is read from an entity, converted as the model says.</summary>
internal sealed record BulkColumn(IProperty Property, RelationalTypeMapping Mapping, Func<object, object?> Read);

/// <summary>A table as <see cref="BulkInsert"/> writes it.</summary>
internal sealed class BulkTable
{
    private readonly ISqlGenerationHelper quoting;

    /// <param name="numbered">The rows bring their ids; otherwise the database gives them.</param>
    public BulkTable(CrmDbContext db, Type type, bool numbered = true)
    {
        quoting = db.GetService<ISqlGenerationHelper>();
        var entity = db.Model.FindEntityType(type)!;
        Name = quoting.DelimitIdentifier(entity.GetTableName()!, entity.GetSchema());
        Columns = [.. entity.GetProperties().Where(p => numbered || !p.IsPrimaryKey()).Select(p => new BulkColumn(p, p.GetRelationalTypeMapping(), Reader(p)))];
        ColumnNames = string.Join(", ", Columns.Select(c => quoting.DelimitIdentifier(c.Property.GetColumnName())));
        if (numbered && entity.FindPrimaryKey()!.Properties is [{ ValueGenerated: ValueGenerated.OnAdd } key] && (key.ClrType == typeof(int) || key.ClrType == typeof(long)))
        {
            Identity = key.GetColumnName();
            IdentityName = quoting.DelimitIdentifier(Identity);
        }
    }

    public string Name { get; }

    public IReadOnlyList<BulkColumn> Columns { get; }

    public string ColumnNames { get; }

    /// <summary>The column whose numbers the database gives otherwise; null where there is none.</summary>
    public string? Identity { get; }

    public string? IdentityName { get; }

    public string InsertOf(int rows)
    {
        var sql = new StringBuilder($"INSERT INTO {Name} ({ColumnNames}) VALUES ");
        for (var row = 0; row < rows; row++)
            sql.Append(row == 0 ? "(" : ", (").AppendJoin(", ", Columns.Select((_, column) => quoting.GenerateParameterName(Parameter(row, column)))).Append(')');
        return sql.ToString();
    }

    public void AddParameters(DbCommand command, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < Columns.Count; column++)
                command.Parameters.Add(Columns[column].Mapping.CreateParameter(command, quoting.GenerateParameterName(Parameter(row, column)), null, nullable: true));
        }
    }

    public void Fill(DbCommand command, int row, object entity)
    {
        for (var column = 0; column < Columns.Count; column++)
            command.Parameters[row * Columns.Count + column].Value = Columns[column].Read(entity) ?? DBNull.Value;
    }

    private string Parameter(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"p{row * Columns.Count + column}");

    private static Func<object, object?> Reader(IProperty property)
    {
        var info = property.PropertyInfo ?? throw new InvalidOperationException($"{property} is not a property of its class.");
        var entity = Expression.Parameter(typeof(object));
        var read = Expression.Lambda<Func<object, object?>>(
            Expression.Convert(Expression.Property(Expression.Convert(entity, info.DeclaringType!), info), typeof(object)), entity).Compile();
        return property.GetRelationalTypeMapping().Converter is { } converter ? e => read(e) is { } value ? converter.ConvertToProvider(value) : null : read;
    }
}
