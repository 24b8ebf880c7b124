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

    /// <summary>
    /// PostgreSQL: the tables whose index is read from the first entry to the last, which is no better. What stops early is left out: a
    /// list in the order of an index, where nothing between the Limit and the index gathers all rows first, and a join that expects
    /// to end before the index does, and so costs less than reading it would.
    /// </summary>
    public IEnumerable<string> ReadThrough()
    {
        for (var node = 0; node < Lines.Count; node++)
        {
            if (IndexRead().Match(Lines[node]) is not { Success: true } read || Details(node).Any(d => d.StartsWith("Index Cond:", StringComparison.Ordinal)))
                continue;
            var above = Above(node).ToList();
            if (above.Count > 0 && Cost(above[0]) < Cost(Lines[node]))
                continue;
            if (!above.TakeWhile(n => !Gathering().IsMatch(n)).Any(n => n.StartsWith("Limit ", StringComparison.Ordinal)))
                yield return read.Groups[1].Success ? read.Groups[1].Value : above.Select(n => HeapRead().Match(n)).First(m => m.Success).Groups[1].Value;
        }
    }

    /// <summary>Whether an index is entered at one value of the column, as opposed to rows being tested for it.</summary>
    public bool IsLedBy(string column) => Lines.Any(l => l.StartsWith("SEARCH ", StringComparison.Ordinal)
        ? l.Contains(column + "=?", StringComparison.Ordinal)
        : l.TrimStart().StartsWith("Index Cond:", StringComparison.Ordinal) && l.Contains($"\"{column}\"", StringComparison.Ordinal));

    public override string ToString() => $"{Sql}\n{string.Join('\n', Lines)}";

    /// <summary>What a node costs with everything below it; a line that only names a plan below says nothing of that.</summary>
    private static decimal Cost(string node) =>
        decimal.TryParse(WholeCost().Match(node).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture, out var cost) ? cost : decimal.MaxValue;

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    /// <summary>What PostgreSQL says of a node itself: the lines below it up to the first node or plan under it.</summary>
    private IEnumerable<string> Details(int node) => Lines.Skip(node + 1)
        .TakeWhile(l => Indent(l) > Indent(Lines[node]) && !Below().IsMatch(l)).Select(l => l.TrimStart());

    /// <summary>The nodes that a node hands its rows to, the nearest first.</summary>
    private IEnumerable<string> Above(int node)
    {
        var indent = Indent(Lines[node]);
        for (var line = node - 1; line >= 0; line--)
        {
            if (Indent(Lines[line]) >= indent || (line > 0 && !Below().IsMatch(Lines[line])))
                continue;
            indent = Indent(Lines[line]);
            yield return Lines[line].TrimStart(' ', '-', '>');
        }
    }

    /// <summary>The table behind the short name that SQLite shows; PostgreSQL shows the table itself.</summary>
    private string Table(string name) => ShortNames().Matches(Sql).FirstOrDefault(m => m.Groups[2].Value == name)?.Groups[1].Value ?? name;

    /// <summary>SQLite: SCAN c, SCAN c LEFT-JOIN, or an index made for this one query. PostgreSQL: Seq Scan on "Customers" c.</summary>
    [GeneratedRegex(@"^(?:SCAN|SEARCH) (\w+)(?= USING AUTOMATIC|(?: LEFT-JOIN)?$)|Seq Scan on ""?(\w+)")]
    private static partial Regex WholeTable();

    /// <summary>PostgreSQL: Index Only Scan using "IX_A" on "Customers" c, or Bitmap Index Scan on "IX_A", whose table stands above it.</summary>
    [GeneratedRegex(@"Bitmap Index Scan on|Index (?:Only )?Scan (?:Backward )?using \S+ on ""?(\w+)")]
    private static partial Regex IndexRead();

    [GeneratedRegex(@"^Bitmap Heap Scan on ""?(\w+)")]
    private static partial Regex HeapRead();

    /// <summary>Nodes that read all they are given before they hand on the first row.</summary>
    [GeneratedRegex(@"^(?:(?:Sort|Hash|Materialize|(?:\w+ )?(?:Hash)?Aggregate|Bitmap.*)  \(|SubPlan |InitPlan |CTE )")]
    private static partial Regex Gathering();

    [GeneratedRegex(@"\(cost=[\d.]+?\.\.([\d.]+)")]
    private static partial Regex WholeCost();

    [GeneratedRegex("^ *(?:->|SubPlan |InitPlan |CTE )")]
    private static partial Regex Below();

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
