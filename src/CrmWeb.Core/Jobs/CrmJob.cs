using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Jobs;

/// <summary>
/// Something the program does by itself from time to time: a thin class in its feature that calls one method of Core as
/// <see cref="Organization.UserScope.System"/>. A run may break off anywhere and come again: what it must not do twice is held by
/// unique keys, and what was missed while the program was down is found in the data, not in the schedule.
/// </summary>
public interface ICrmJob
{
    /// <param name="dueAt">The slot of the schedule this run is for, UTC.</param>
    /// <returns>What was done, made by <see cref="JobSummary.Of"/>; null where there was nothing to do.</returns>
    Task<string?> RunAsync(DateTime dueAt, CancellationToken ct);
}

/// <summary>A job there is.</summary>
/// <param name="Code">Name in addresses, settings and texts (Job.CODE in JobsText).</param>
/// <param name="Schedule">Quartz cron expression in the organisation's zone; Jobs:CODE:Schedule of the settings overrides it.</param>
/// <param name="Type">The class that does it.</param>
public sealed record JobDefinition(string Code, string Schedule, Type Type);

/// <summary>Registers jobs; each feature's module names its own.</summary>
public static class JobRegistration
{
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services, string code, string schedule)
        where TJob : class, ICrmJob
    {
        services.AddScoped<TJob>();
        services.AddSingleton(new JobDefinition(code, schedule, typeof(TJob)));
        return services;
    }
}
