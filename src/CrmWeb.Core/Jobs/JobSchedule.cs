using Quartz;

namespace CrmWeb.Core.Jobs;

/// <summary>When a job is due: a cron expression on the organisation's wall clock.</summary>
public sealed class JobSchedule
{
    /// <summary>How far back a slot is looked for, the nearest first, so that few slots are walked through.</summary>
    private static readonly TimeSpan[] Windows =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromHours(25), TimeSpan.FromDays(8), TimeSpan.FromDays(32), TimeSpan.FromDays(367),
    ];

    private readonly CronExpression cron;

    /// <exception cref="FormatException">The expression is none that Quartz reads.</exception>
    public JobSchedule(string expression, TimeZoneInfo zone)
    {
        if (!CronExpression.TryParse(expression, out var parsed))
            throw new FormatException($"'{expression}' is no cron expression (seconds, minutes, hours, day, month, weekday).");
        Expression = expression;
        cron = parsed.WithTimeZone(zone);
    }

    public string Expression { get; }

    public TimeZoneInfo Zone => cron.TimeZone;

    /// <summary>The next slot after an instant, both UTC; null where there is none any more.</summary>
    public DateTime? NextAfter(DateTime utc) =>
        cron.GetNextValidTimeAfter(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)))?.UtcDateTime;

    /// <summary>The slot an instant belongs to: the latest that is not after it (UTC). A run that comes late is for that one.</summary>
    public DateTime SlotAt(DateTime utc)
    {
        foreach (var window in Windows)
        {
            DateTime? found = null;
            for (var slot = NextAfter(utc - window); slot <= utc; slot = NextAfter(slot.Value))
                found = slot;
            if (found is { } latest)
                return latest;
        }

        return utc;
    }
}
