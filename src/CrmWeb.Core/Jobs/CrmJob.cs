using CrmWeb.Core.Persistence.Signals;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Jobs;

/// <summary>
/// Something the program does by itself from time to time: a thin class in its feature that calls one method of Core as
/// <see cref="CrmWeb.Core.Access.UserScope.System"/>. A run may break off anywhere and come again: what it must not do twice is held by
/// unique keys, and what was missed while the program was down is found in the data, not in the schedule.
/// </summary>
public interface ICrmJob
{
    /// <param name="dueAt">The slot of the schedule this run is for, UTC.</param>
    /// <param name="ct">Cancelled when the program ends, and when another process has taken the job over.</param>
    /// <returns>What was done, made by <see cref="JobSummary.Of"/>; null where there was nothing to do.</returns>
    Task<string?> RunAsync(DateTime dueAt, CancellationToken ct);
}

/// <summary>
/// A job that is due every few seconds and mostly finds nothing. It is asked first, so that a slot with nothing to do costs one
/// look at the database; and it runs between slots too, when it is woken and has something to do.
/// </summary>
public interface IWakefulJob : ICrmJob
{
    /// <summary>Whether a run would find something to do now: one question that an index answers.</summary>
    Task<bool> HasWorkAsync(CancellationToken ct);
}

/// <summary>A job there is.</summary>
/// <param name="Code">Name in addresses, settings and texts (Job.CODE in JobsText).</param>
/// <param name="Schedule">Cron expression with seconds in the organisation's zone; Jobs:CODE:Schedule of the settings overrides it.</param>
/// <param name="Type">The class that does it.</param>
/// <param name="WokenBy">What wakes it between its slots; only for an <see cref="IWakefulJob"/>.</param>
public sealed record JobDefinition(string Code, string Schedule, Type Type, Wake WokenBy);

/// <summary>Registers jobs; each feature's module names its own.</summary>
public static class JobRegistration
{
    /// <inheritdoc cref="JobDefinition"/>
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services, string code, string schedule, Wake wokenBy = Wake.None)
        where TJob : class, ICrmJob
    {
        services.AddScoped<TJob>();
        services.AddSingleton(new JobDefinition(code, schedule, typeof(TJob), wokenBy));
        return services;
    }
}
