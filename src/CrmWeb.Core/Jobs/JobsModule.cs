using CrmWeb.Core.Data;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace CrmWeb.Core.Jobs;

/// <summary>Registers what runs jobs, and the jobs that belong to no other feature.</summary>
public static class JobsModule
{
    /// <summary>Quartz keeps its tables beside ours on the server databases, and makes them itself.</summary>
    public const string TablePrefix = "qrtz_";

    /// <summary>How late a slot may begin before it counts as missed.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    /// <summary>A process that has not been heard of for twice as long is taken for dead.</summary>
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(7.5);

    public static IServiceCollection AddJobs(this IServiceCollection services, DatabaseSettings database)
    {
        services.AddSingleton<JobDirectory>();
        services.AddSingleton<JobHistory>();
        services.AddSingleton<JobTables>();
        services.AddScoped<JobControl>();
        services.AddScoped<JobQueries>();
        services.AddScoped<Cleaning>();
        services.AddJob<CleaningJob>("cleaning", "0 20 3 * * ?");
        services.AddQuartz(quartz => Configure(quartz, database));
        services.AddHostedService<JobScheduling>();
        return services;
    }

    private static void Configure(IQuartzBuilder quartz, DatabaseSettings database)
    {
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = "CrmWeb";
            scheduler.GenerateInstanceId = database.Provider != DatabaseProvider.Sqlite;
            scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
        });
        quartz.UseDefaultThreadPool(maxConcurrency: 4);
        if (database.Provider == DatabaseProvider.Sqlite)
            quartz.UseInMemoryStore(store => store.MisfireThreshold = Late);
        else
            quartz.UsePersistentStore(store => Configure(store, database));
    }

    private static void Configure(IPersistentStoreBuilder store, DatabaseSettings database)
    {
        _ = database.Provider == DatabaseProvider.PostgreSql
            ? store.UsePostgres(NpgsqlFactory.Instance, database.ConnectionString)
            : store.UseSqlServer(SqlClientFactory.Instance, database.ConnectionString);
        store.ProvisionSchema();
        store.ConfigureStore(options =>
        {
            options.TablePrefix = TablePrefix;
            options.StoreJobDataAsStrings = true;
            options.MisfireThreshold = Late;
            options.RecoverFiringsCancelledByShutdown = true;
            options.DbRetryInterval = TimeSpan.FromSeconds(5);
        });
        store.UseClustering(cluster =>
        {
            cluster.CheckinInterval = CheckIn;
            cluster.CheckinMisfireThreshold = CheckIn;
        });
    }
}
