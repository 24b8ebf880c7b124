using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence.Signals;
using Microsoft.Extensions.Configuration;

namespace CrmWeb.Core.Jobs;

/// <summary>A job with the schedule that holds here.</summary>
public sealed record ScheduledJob(string Code, Type Type, JobSchedule Schedule, Wake WokenBy = Wake.None)
{
    /// <summary>Whether it is asked before it runs, and may run between its slots.</summary>
    public bool IsWakeful => Type.IsAssignableTo(typeof(IWakefulJob));
}

/// <summary>All jobs there are, with the schedules of the settings.</summary>
public sealed class JobDirectory
{
    private readonly Dictionary<string, ScheduledJob> byCode;

    /// <exception cref="InvalidOperationException">A schedule in the settings is none; the message says which.</exception>
    public JobDirectory(IEnumerable<JobDefinition> definitions, IConfiguration configuration, OrganizationClock clock)
    {
        IsEnabled = configuration.GetValue("Jobs:Enabled", true);
        All = [.. definitions.Select(d => new ScheduledJob(d.Code, d.Type, Schedule(d, configuration, clock), d.WokenBy))];
        byCode = All.ToDictionary(j => j.Code);
    }

    /// <summary>Whether this process runs jobs (Jobs:Enabled).</summary>
    public bool IsEnabled { get; }

    public IReadOnlyList<ScheduledJob> All { get; }

    public ScheduledJob? Find(string? code) => code is null ? null : byCode.GetValueOrDefault(code);

    private static JobSchedule Schedule(JobDefinition definition, IConfiguration configuration, OrganizationClock clock)
    {
        var setting = $"Jobs:{definition.Code}:Schedule";
        var expression = configuration[setting] is { Length: > 0 } set ? set : definition.Schedule;
        try
        {
            var schedule = new JobSchedule(expression, clock.Zone);
            return schedule.NextAfter(clock.UtcNow) is null ? throw new FormatException($"'{expression}' names a day that never comes.") : schedule;
        }
        catch (FormatException e)
        {
            throw new InvalidOperationException($"{setting}: {e.Message}", e);
        }
    }
}
