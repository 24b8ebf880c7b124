using System.Data.Common;

namespace CrmWeb.Core.Persistence;

/// <summary>
/// How long a page waits for a database server that is away. The products' own defaults, 15 seconds and, on SQL Server,
/// refusing for up to a minute after it is back, are longer than anybody looks at an empty page.
/// </summary>
internal static class ServerTimeouts
{
    private const string ConnectSeconds = "4";

    /// <summary>Adds what the connection string does not say itself.</summary>
    public static string Apply(DatabaseProvider provider, string given)
    {
        var settings = new DbConnectionStringBuilder { ConnectionString = given };
        switch (provider)
        {
            case DatabaseProvider.PostgreSql:
                Add(settings, "Timeout", ConnectSeconds);
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
