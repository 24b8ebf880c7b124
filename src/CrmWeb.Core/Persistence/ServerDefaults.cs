using System.Data.Common;

namespace CrmWeb.Core.Persistence;

/// <summary>
/// What is asked of a database server unless the connection string says otherwise. How long a page waits for one that is away: the
/// products' own defaults, 15 seconds and, on SQL Server, refusing for up to a minute after it is back, are longer than anybody looks at
/// an empty page. And that PostgreSQL compiles no statements: its guess of what one costs is far too high while a database is young,
/// and then compiling takes a second of every save that is done in milliseconds.
/// </summary>
internal static class ServerDefaults
{
    private const string ConnectSeconds = "4";

    /// <summary>Start-up parameters of PostgreSQL.</summary>
    internal const string PostgresOptions = "-c jit=off";

    /// <summary>Adds what the connection string does not say itself.</summary>
    public static string Apply(DatabaseProvider provider, string given)
    {
        var settings = new DbConnectionStringBuilder { ConnectionString = given };
        switch (provider)
        {
            case DatabaseProvider.PostgreSql:
                Add(settings, "Timeout", ConnectSeconds);
                Add(settings, "Options", PostgresOptions);
                break;
            case DatabaseProvider.SqlServer:
                Add(settings, "Connect Timeout", ConnectSeconds, "Connection Timeout", "Timeout", "ConnectTimeout");
                Add(settings, "Connect Retry Interval", "1", "ConnectRetryInterval");
                Add(settings, "Pool Blocking Period", "NeverBlock", "PoolBlockingPeriod");
                break;
            default:
                return given;
        }

        return settings.ConnectionString;
    }

    private static void Add(DbConnectionStringBuilder settings, string key, string value, params string[] synonyms)
    {
        if (!settings.ContainsKey(key) && !synonyms.Any(settings.ContainsKey))
            settings[key] = value;
    }
}
