using System.Net.Sockets;
using System.Reflection;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence;

/// <summary>Which failures are the database's own, and how long a page waits for one that is away.</summary>
[Trait("Category", "Pure")]
public sealed class DatabaseFaultsTests
{
    private const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    public static TheoryData<Exception, DatabaseFault> Failures() => new()
    {
        { new SqliteException("database or disk is full", 13), DatabaseFault.RefusesWrites },
        { new SqliteException("attempt to write a readonly database", 8), DatabaseFault.RefusesWrites },
        { new SqliteException("disk I/O error", 10), DatabaseFault.RefusesWrites },
        { new SqliteException("database is locked", 5), DatabaseFault.Away },
        { new SqliteException("unable to open database file", 14), DatabaseFault.Away },
        { new SqliteException("UNIQUE constraint failed", 19), DatabaseFault.None },
        { new DbUpdateException("", new SqliteException("database or disk is full", 13)), DatabaseFault.RefusesWrites },
        { new NpgsqlException("Failed to connect", new SocketException((int)SocketError.ConnectionRefused)), DatabaseFault.Away },
        { new InvalidOperationException("transient", new NpgsqlException("", new TimeoutException())), DatabaseFault.Away },
        { new NpgsqlException("Exception while reading from stream", new EndOfStreamException()), DatabaseFault.Away },
        { State("57P01"), DatabaseFault.Away },
        { State("57P03"), DatabaseFault.Away },
        { State("53300"), DatabaseFault.Away },
        { State("08006"), DatabaseFault.Away },
        { State("40P01"), DatabaseFault.Away },
        { State("40001"), DatabaseFault.Away },
        { State("53100"), DatabaseFault.RefusesWrites },
        { State("25006"), DatabaseFault.RefusesWrites },
        { State("23505"), DatabaseFault.None },
        { SqlServer(1205), DatabaseFault.Away },
        { SqlServer(1222), DatabaseFault.Away },
        { SqlServer(-2), DatabaseFault.Away },
        { SqlServer(1105), DatabaseFault.RefusesWrites },
        { SqlServer(2627), DatabaseFault.None },
        { new DatabaseBusyException("held"), DatabaseFault.Away },
        { new IOException("No space left on device", 28), DatabaseFault.RefusesWrites },
        { new IOException("elsewhere"), DatabaseFault.None },
        { new InvalidOperationException("ours"), DatabaseFault.None },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_is_told_from_a_fault_of_the_program(Exception failure, DatabaseFault expected) =>
        Assert.Equal(expected, DatabaseFaults.Of(failure));

    [Theory]
    [InlineData(DatabaseProvider.PostgreSql, "Host=db", "timeout=4")]
    [InlineData(DatabaseProvider.PostgreSql, "Host=db;Timeout=30", "timeout=30")]
    [InlineData(DatabaseProvider.SqlServer, "Server=db", "connect timeout=4")]
    [InlineData(DatabaseProvider.SqlServer, "Server=db", "pool blocking period=NeverBlock")]
    [InlineData(DatabaseProvider.SqlServer, "Server=db;Connection Timeout=30", "connection timeout=30")]
    public void A_server_that_is_away_is_waited_for_briefly_unless_told_otherwise(DatabaseProvider provider, string given, string expected)
    {
        var applied = ServerDefaults.Apply(provider, given);
        Assert.Contains(expected, applied, StringComparison.OrdinalIgnoreCase);
        Assert.Single(applied.Split(';'), part => part.Contains("connection timeout", StringComparison.OrdinalIgnoreCase)
            || part.Contains("connect timeout", StringComparison.OrdinalIgnoreCase) || part.StartsWith("timeout", StringComparison.OrdinalIgnoreCase));
        _ = provider == DatabaseProvider.SqlServer ? new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(applied).ConnectionString : new NpgsqlConnectionStringBuilder(applied).ConnectionString;
    }

    [Theory]
    [InlineData("Host=db", "-c jit=off")]
    [InlineData("Host=db;Options=-c work_mem=8MB", "-c work_mem=8MB")]
    public void PostgreSQL_compiles_no_statements_unless_told_otherwise(string given, string expected) =>
        Assert.Equal(expected, new NpgsqlConnectionStringBuilder(ServerDefaults.Apply(DatabaseProvider.PostgreSql, given)).Options);

    private static PostgresException State(string state) => new("", "FATAL", "FATAL", state);

    /// <summary>The client makes its exceptions itself and lets nobody else.</summary>
    private static SqlException SqlServer(int number)
    {
        var error = typeof(SqlError).GetConstructors(Hidden).MinBy(c => c.GetParameters().Length)!;
        object?[] facts = [.. error.GetParameters().Select((p, i) => i == 0 ? number : p.ParameterType == typeof(string) ? "" : p.HasDefaultValue ? p.DefaultValue : Default(p.ParameterType))];
        var errors = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", Hidden)!.Invoke(errors, [error.Invoke(facts)]);
        return (SqlException)typeof(SqlException).GetMethod("CreateException", Hidden, [typeof(SqlErrorCollection), typeof(string)])!.Invoke(null, [errors, ""])!;
    }

    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;
}
