using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace CrmWeb.Core.Persistence;

/// <summary>Which database, and where everything the program writes goes.</summary>
public sealed record DatabaseSettings(DatabaseProvider Provider, string ConnectionString, string DataFolder)
{
    /// <summary>Path of the SQLite file; empty on a server database.</summary>
    public string SqliteFile => Provider == DatabaseProvider.Sqlite ? new SqliteConnectionStringBuilder(ConnectionString).DataSource : "";

    /// <param name="contentRoot">A relative Data:Folder starts here.</param>
    /// <exception cref="InvalidOperationException">A setting is missing or unknown; the message says which.</exception>
    public static DatabaseSettings From(IConfiguration configuration, string contentRoot)
    {
        var folder = Path.GetFullPath(configuration["Data:Folder"] is { Length: > 0 } set ? set : "App_Data", contentRoot);
        var name = configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        if (!Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
            throw new InvalidOperationException($"Database:Provider is '{name}'; it must be Sqlite, SqlServer or PostgreSql.");

        var given = configuration.GetConnectionString("Crm");
        if (provider != DatabaseProvider.Sqlite)
        {
            return string.IsNullOrWhiteSpace(given)
                ? throw new InvalidOperationException($"ConnectionStrings:Crm must be set for Database:Provider {provider}.")
                : new DatabaseSettings(provider, Read(provider, given, text => Server(provider, ServerDefaults.Apply(provider, text))), folder);
        }

        return new DatabaseSettings(provider, Read(provider, given ?? "", text => Sqlite(text, folder)), folder);
    }

    private static string Sqlite(string given, string folder)
    {
        var sqlite = new SqliteConnectionStringBuilder(given) { ForeignKeys = true, Pooling = true };
        sqlite.DataSource = Path.GetFullPath(sqlite.DataSource is { Length: > 0 } file ? file : "crm.db", folder);
        return sqlite.ToString();
    }

    /// <summary>As the product's client understands it, which is not asked before the first connection otherwise.</summary>
    private static string Server(DatabaseProvider provider, string given)
    {
        DbConnectionStringBuilder understood = provider == DatabaseProvider.SqlServer ? new SqlConnectionStringBuilder(given) : new NpgsqlConnectionStringBuilder(given);
        var server = provider == DatabaseProvider.SqlServer ? ((SqlConnectionStringBuilder)understood).DataSource : ((NpgsqlConnectionStringBuilder)understood).Host;
        return string.IsNullOrWhiteSpace(server) ? throw new ArgumentException("it names no server") : given;
    }

    /// <summary>The text itself is not repeated: it holds a password.</summary>
    private static string Read(DatabaseProvider provider, string given, Func<string, string> read)
    {
        try
        {
            return read(given);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException or OverflowException)
        {
            throw new InvalidOperationException($"ConnectionStrings:Crm is no connection string for Database:Provider {provider}: {e.Message.ReplaceLineEndings(" ")}");
        }
    }
}
