using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using CrmWeb.Core.Persistence;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace CrmWeb.Testing;

/// <summary>A run removes its databases at its end, but it may be killed before: the next one on the same server removes them then.</summary>
public static class TestLeftovers
{
    /// <summary>What the names of all test databases begin with; the machine and the process id follow.</summary>
    private const string Mark = "crm_test_";

    /// <summary>No run takes nearly as long: whatever is older belongs to none that still runs, on whichever machine it ran.</summary>
    private static readonly TimeSpan Old = TimeSpan.FromDays(1);

    /// <summary>What the names of this machine's test databases and folders begin with; the process id follows.</summary>
    public static string Prefix { get; } =
        $"{Mark}{string.Concat(Environment.MachineName.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant()}_";

    /// <summary>Removes what runs that have ended left.</summary>
    /// <param name="server">The server of the databases; null on SQLite.</param>
    internal static async Task RemoveAsync(string? server)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*").Where(f => IsLeft(Path.GetFileName(f), null)))
            RemoveFolder(folder);
        if (server is not null)
            await DropAsync(server, IsLeft);
    }

    /// <summary>Two runs that begin at once remove the same folders: what one finds gone is what it wanted.</summary>
    private static void RemoveFolder(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // The other run was first.
        }
    }

    /// <summary>Removes every database of one run, also those whose tests did not come to their end.</summary>
    internal static Task RemoveRunAsync(string server, string run) =>
        DropAsync(server, (name, _) => name.StartsWith(run + "_", StringComparison.Ordinal));

    /// <summary>Whether a database or a folder belongs to a run that is over.</summary>
    /// <param name="age">Since it was made; null where nobody knows.</param>
    public static bool IsLeft(string name, TimeSpan? age)
    {
        if (!name.StartsWith(Mark, StringComparison.Ordinal))
            return false;
        if (age > Old)
            return true;
        if (!name.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var process = new string([.. name[Prefix.Length..].TakeWhile(char.IsAsciiDigit)]);
        if (!int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;
        try
        {
            using var running = Process.GetProcessById(id);
            return running.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    /// <summary>Asks for the test databases of a server with the hours since they were made, as far as it knows.</summary>
    public static string ListSql(DatabaseProvider provider) => provider == DatabaseProvider.PostgreSql
        ? $"SELECT datname, NULL::int FROM pg_database WHERE starts_with(datname, '{Mark}')"
        : $"SELECT [name], DATEDIFF(hour, [create_date], SYSDATETIME()) FROM [sys].[databases] WHERE LEFT([name], {Mark.Length}) = N'{Mark}'";

    /// <summary>Drops a database, also from under whoever still uses it.</summary>
    public static string DropSql(DatabaseProvider provider, string name) => provider == DatabaseProvider.PostgreSql
        ? $"DROP DATABASE IF EXISTS {name} WITH (FORCE)"
        : $"IF DB_ID(N'{name}') IS NOT NULL BEGIN ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{name}]; END";

    private static async Task DropAsync(string server, Func<string, TimeSpan?, bool> which)
    {
        var provider = TestDatabase.Provider;
        await using DbConnection connection = provider == DatabaseProvider.PostgreSql ? new NpgsqlConnection(server) : new SqlConnection(server);
        await connection.OpenAsync();
        List<string> names = [];
        await using (var query = connection.CreateCommand())
        {
            query.CommandText = ListSql(provider);
            await using var reader = await query.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                TimeSpan? age = await reader.IsDBNullAsync(1) ? null : TimeSpan.FromHours(reader.GetInt32(1));
                if (which(reader.GetString(0), age))
                    names.Add(reader.GetString(0));
            }
        }

        foreach (var name in names)
        {
            await using var drop = connection.CreateCommand();
            drop.CommandText = DropSql(provider, name);
            await drop.ExecuteNonQueryAsync();
        }
    }
}
