using System.Collections;
using System.Data.Common;
using System.Text.RegularExpressions;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmWeb.Tests.Core.Persistence.SqlServer;

/// <summary>Databases that are never connected to.</summary>
internal static class Offline
{
    public static CrmDbContext Context(DatabaseProvider provider, params IInterceptor[] interceptors)
    {
        var options = new DbContextOptionsBuilder<CrmDbContext>().AddInterceptors(interceptors);
        PersistenceModule.Use(options, provider, provider switch
        {
            DatabaseProvider.Sqlite => "Data Source=offline.db",
            DatabaseProvider.SqlServer => "Server=offline;Database=offline;TrustServerCertificate=true",
            _ => "Host=offline;Database=offline",
        });
        return new CrmDbContext(options.Options);
    }
}

/// <summary>What a pretended server answers every question with.</summary>
/// <param name="Word">Every text.</param>
/// <param name="Rows">How many rows.</param>
internal sealed record PretendedAnswers(string Word = "1", int Rows = 1);

/// <summary>
/// Pretends to be a server: keeps what it is sent and answers every question with one row of ones, so that a service asks on.
/// </summary>
internal sealed partial class PretendedServer(PretendedAnswers? answers = null) : DbCommandInterceptor, IDbConnectionInterceptor
{
    private readonly PretendedAnswers answers = answers ?? new PretendedAnswers();

    public List<string> Commands { get; } = [];

    public InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => InterceptionResult.Suppress();

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(InterceptionResult.Suppress());

    public InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => InterceptionResult.Suppress();

    public ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        ValueTask.FromResult(InterceptionResult.Suppress());

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Commands.Add(command.CommandText);
        return ValueTask.FromResult(InterceptionResult<DbDataReader>.SuppressWithResult(new RowsOfOnes(command.CommandText, answers)));
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Commands.Add(command.CommandText);
        return ValueTask.FromResult(InterceptionResult<int>.SuppressWithResult(1));
    }

    private sealed partial class RowsOfOnes(string sql, PretendedAnswers answers) : DbDataReader
    {
        // Rows of our own statements are read by name, those of LINQ by place.
        private readonly List<string> names = [.. Alias().Matches(sql).Select(m => m.Groups[1].Value).Distinct()];
        private static readonly DateTime Time = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
        private int reads;

        public override int FieldCount => 200;

        public override bool HasRows => answers.Rows > 0;

        public override bool IsClosed => false;

        public override int RecordsAffected => 1;

        public override int Depth => 0;

        public override object this[int ordinal] => 1;

        public override object this[string name] => 1;

        public override bool Read() => reads++ < answers.Rows;

        public override bool NextResult() => false;

        public override bool IsDBNull(int ordinal) => false;

        public override bool GetBoolean(int ordinal) => true;

        public override byte GetByte(int ordinal) => 1;

        public override char GetChar(int ordinal) => '1';

        public override short GetInt16(int ordinal) => 1;

        public override int GetInt32(int ordinal) => 1;

        public override long GetInt64(int ordinal) => 1;

        public override decimal GetDecimal(int ordinal) => 1;

        public override double GetDouble(int ordinal) => 1;

        public override float GetFloat(int ordinal) => 1;

        public override string GetString(int ordinal) => answers.Word;

        public override Guid GetGuid(int ordinal) => Guid.Empty;

        public override DateTime GetDateTime(int ordinal) => Time;

        public override T GetFieldValue<T>(int ordinal) => typeof(T) == typeof(DateOnly) ? (T)(object)DateOnly.FromDateTime(Time)
            : typeof(T) == typeof(TimeOnly) ? (T)(object)new TimeOnly(1, 0)
            : typeof(T) == typeof(DateTimeOffset) ? (T)(object)new DateTimeOffset(Time)
            : typeof(T) == typeof(byte[]) ? (T)(object)new byte[] { 1 }
            : (T)Convert.ChangeType(1, typeof(T), System.Globalization.CultureInfo.InvariantCulture);

        public override object GetValue(int ordinal) => 1;

        public override int GetValues(object[] values) => 0;

        public override string GetName(int ordinal) => ordinal < names.Count ? names[ordinal] : $"c{ordinal}";

        public override int GetOrdinal(string name) => 0;

        public override string GetDataTypeName(int ordinal) => "int";

        public override Type GetFieldType(int ordinal) => typeof(int);

        public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => 0;

        public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => 0;

        public override IEnumerator GetEnumerator() => Array.Empty<object>().GetEnumerator();

        [GeneratedRegex("AS \"(\\w+)\"", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
        private static partial Regex Alias();
    }
}

/// <summary>Contexts on one pretended SQL Server, for classes that open their own.</summary>
internal sealed class PretendedDatabases(PretendedServer server) : IDbContextFactory<CrmDbContext>
{
    public CrmDbContext CreateDbContext() => Offline.Context(DatabaseProvider.SqlServer, server);
}
