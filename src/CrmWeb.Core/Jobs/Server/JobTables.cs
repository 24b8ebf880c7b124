using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using Hangfire.PostgreSql;
using Hangfire.SqlServer;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace CrmWeb.Core.Jobs.Server;

/// <summary>Makes Hangfire's own tables on a server database; called while one process alone brings the database up.</summary>
internal sealed class JobTables(DatabaseSettings database) : IDatabasePreparation
{
    /// <summary>The schema they lie in.</summary>
    public const string Schema = JobStorages.Schema;

    /// <summary>Makes what is missing; an account that may not do that needs nothing where they are up to date.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        if (database.Provider == DatabaseProvider.PostgreSql)
        {
            await using var connection = new NpgsqlConnection(database.ConnectionString);
            await connection.OpenAsync(ct);
            PostgreSqlObjectsInstaller.Install(connection, Schema);
        }
        else if (database.Provider == DatabaseProvider.SqlServer)
        {
            await using var connection = new SqlConnection(database.ConnectionString);
            await connection.OpenAsync(ct);
            SqlServerObjectsInstaller.Install(connection, Schema, enableHeavyMigrations: true);
        }
    }
}
