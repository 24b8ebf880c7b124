using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace CrmWeb.Testing;

/// <summary>A query and how the database means to answer it, line by line.</summary>
public sealed partial record QueryPlan(string Sql, IReadOnlyList<string> Lines)
{
    /// <summary>The tables that are read from the first row to the last, without an index.</summary>
    public IEnumerable<string> Scanned() => Lines.Select(l => WholeTable().Match(l)).Where(m => m.Success).Select(m => Table(m.Groups[1].Value + m.Groups[2].Value));

    public override string ToString() => $"{Sql}\n{string.Join('\n', Lines)}";

    /// <summary>The table behind the short name that SQLite shows; PostgreSQL shows the table itself.</summary>
    private string Table(string name) => ShortNames().Matches(Sql).FirstOrDefault(m => m.Groups[2].Value == name)?.Groups[1].Value ?? name;

    /// <summary>SQLite: SCAN c, or an index made for this one query. PostgreSQL: Seq Scan on "Customers" c.</summary>
    [GeneratedRegex(@"^(?:SCAN|SEARCH) (\w+)(?= USING AUTOMATIC|$)|Seq Scan on ""?(\w+)")]
    private static partial Regex WholeTable();

    [GeneratedRegex(@"""(\w+)"" AS ""?(\w+)""?")]
    private static partial Regex ShortNames();
}

/// <summary>Asks the database for the plan of every query before it is run. PostgreSQL is told to read whole tables only where nothing else is possible.</summary>
public sealed class PlanLog : DbCommandInterceptor
{
    private readonly List<QueryPlan> plans = [];

    /// <summary>Whether plans are asked for.</summary>
    public bool IsOn { get; set; }

    public IReadOnlyList<QueryPlan> Plans => plans;

    public void Clear() => plans.Clear();

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (IsOn && command.CommandText.Contains("SELECT", StringComparison.Ordinal) && !command.CommandText.Contains("INSERT", StringComparison.Ordinal))
            plans.Add(new QueryPlan(command.CommandText, await ExplainAsync(command, cancellationToken)));
        return result;
    }

    private static async Task<List<string>> ExplainAsync(DbCommand command, CancellationToken ct)
    {
        await using var explain = command.Connection!.CreateCommand();
        explain.Transaction = command.Transaction;
        var isPostgres = explain is NpgsqlCommand;
        if (isPostgres)
        {
            explain.CommandText = "SET enable_seqscan = off";
            await explain.ExecuteNonQueryAsync(ct);
        }

        explain.CommandText = (isPostgres ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + command.CommandText;
        foreach (DbParameter parameter in command.Parameters)
            explain.Parameters.Add(parameter is NpgsqlParameter npgsql ? npgsql.Clone() : new SqliteParameter(parameter.ParameterName, parameter.Value));
        List<string> lines = [];
        await using var reader = await explain.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            lines.Add(reader.GetString(isPostgres ? 0 : 3));
        return lines;
    }
}
