using CrmWeb.Core.Persistence;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.SqlServer;
using Microsoft.Data.SqlClient;

namespace CrmWeb.Core.Jobs.Server;

/// <summary>Where Hangfire keeps what it has to do: in memory on SQLite, whose file knows what matters, else in a schema of its own.</summary>
internal static class JobStorages
{
    public const string Schema = "hangfire";

    /// <summary>
    /// How often idle workers look for what another process has put into the queue; they are woken by what their own process puts
    /// there. With more workers or shorter waits an idle process would keep the database busy.
    /// </summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(15);

    /// <summary>What a process that died had taken from the queue is handed out again after this long, and then finds nothing to do.</summary>
    private static readonly TimeSpan Invisible = TimeSpan.FromMinutes(5);

    public static JobStorage Create(DatabaseSettings database) => database.Provider switch
    {
        DatabaseProvider.PostgreSql => PostgreSql(database.ConnectionString),
        DatabaseProvider.SqlServer => new SqlServerStorage(database.ConnectionString, new SqlServerStorageOptions
        {
            SchemaName = Schema,
            PrepareSchemaIfNecessary = false,
            SqlClientFactory = SqlClientFactory.Instance,
            QueuePollInterval = BetweenLooks,
            SlidingInvisibilityTimeout = Invisible,
            UseRecommendedIsolationLevel = true,
            DisableGlobalLocks = true,
        }),
        _ => new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromHours(24) }),
    };

    private static PostgreSqlStorage PostgreSql(string connection)
    {
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = Schema,
            PrepareSchemaIfNecessary = false,
            QueuePollInterval = BetweenLooks,
            InvisibilityTimeout = Invisible,
            UseSlidingInvisibilityTimeout = true,

            // A lock that its holder did not give back, because it died, keeps nobody out for longer.
            DistributedLockTimeout = TimeSpan.FromSeconds(10),
        };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(connection, options), options);
    }
}
