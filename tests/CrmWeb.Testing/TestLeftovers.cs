using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace CrmWeb.Testing;

/// <summary>A run removes its databases at its end, but it may be killed before: the next one on this machine removes them then.</summary>
internal static class TestLeftovers
{
    /// <summary>What the names of this machine's test databases and folders begin with; the process id follows.</summary>
    public static string Prefix { get; } =
        $"crm_test_{string.Concat(Environment.MachineName.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant()}_";

    public static async Task RemoveAsync(string? postgres)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*").Where(f => IsLeft(Path.GetFileName(f))))
            Directory.Delete(folder, recursive: true);
        if (!string.IsNullOrEmpty(postgres) && TestDatabase.Provider == Core.Data.DatabaseProvider.PostgreSql)
            await DropAsync(postgres);
    }

    private static async Task DropAsync(string postgres)
    {
        await using var server = new NpgsqlConnection(postgres);
        await server.OpenAsync();
        List<string> names = [];
        await using (var query = new NpgsqlCommand("SELECT datname FROM pg_database WHERE starts_with(datname, $1)", server))
        {
            query.Parameters.AddWithValue(Prefix);
            await using var reader = await query.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                names.Add(reader.GetString(0));
        }

        foreach (var name in names.Where(IsLeft))
        {
            await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", server);
            await drop.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Whether the process that made it is gone.</summary>
    private static bool IsLeft(string name)
    {
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
}
