using CrmWeb.Core.Jobs.Server;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrmWeb.Core.Jobs;

/// <summary>Registers what runs jobs, and the jobs that belong to no other feature.</summary>
public static class JobsModule
{
    public static IServiceCollection AddJobs(this IServiceCollection services, DatabaseSettings database)
    {
        services.AddSingleton<JobDirectory>();
        services.AddSingleton<JobHistory>();
        services.AddSingleton<JobLeases>();
        services.AddSingleton<IDatabasePreparation, JobTables>();
        services.AddScoped<JobControl>();
        services.AddScoped<JobQueries>();
        services.AddScoped<Cleaning>();

        // The latest run of a job stays, however old: it says when the job last ran.
        services.AddSingleton(CleaningRule.Of("runs", (db, now) =>
        {
            var old = now.AddDays(-30);
            return db.JobRuns.Where(r => r.StartedAt < old && db.JobRuns.Any(later => later.Job == r.Job && later.StartedAt > r.StartedAt)).OrderBy(r => r.StartedAt).ThenBy(r => r.Id);
        }));
        services.AddJob<CleaningJob>("cleaning", "0 20 3 * * *");
        return services.AddHost(database);
    }

    /// <summary>Nothing of it is made before jobs run or somebody opens the dashboard.</summary>
    private static IServiceCollection AddHost(this IServiceCollection services, DatabaseSettings database)
    {
        services.TryAddSingleton(JobTimes.Default);
        services.AddSingleton<JobStorage>(_ => JobStorages.Create(database));
        services.AddSingleton<JobServer>();
        services.AddSingleton<JobClock>();
        services.AddScoped<HostedJob>();
        services.AddScoped<JobDashboardCommands>();
        services.AddHostedService<JobScheduler>();
        return services;
    }
}
