using Cronos;

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

    /// <exception cref="FormatException">The expression is none, or could be misunderstood; the message says how it is written.</exception>
    public JobSchedule(string expression, TimeZoneInfo zone)
    {
        cron = CronText.Parse(expression);
        Expression = expression;
        Zone = zone;
    }

    public string Expression { get; }

    public TimeZoneInfo Zone { get; }

    /// <summary>What is remembered to notice that the settings have changed it.</summary>
    public string Identity => $"{Expression} {Zone.Id}";

    /// <summary>The next slot after an instant, both UTC; null where there is none any more.</summary>
    public DateTime? NextAfter(DateTime utc) => cron.GetNextOccurrence(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>The latest slot that is not after an instant, both UTC; null where there was none for a year.</summary>
    public DateTime? LatestUntil(DateTime utc)
    {
        foreach (var window in Windows)
        {
            DateTime? found = null;
            for (var slot = NextAfter(utc - window); slot <= utc; slot = NextAfter(slot.Value))
                found = slot;
            if (found is { } latest)
                return latest;
        }

        return null;
    }

    /// <summary>The slot an instant belongs to (UTC). A run that comes late is for that one.</summary>
    public DateTime SlotAt(DateTime utc) => LatestUntil(utc) ?? utc;
}
