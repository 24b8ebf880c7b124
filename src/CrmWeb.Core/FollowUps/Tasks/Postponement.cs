namespace CrmWeb.Core.FollowUps.Tasks;

/// <summary>How far a task is moved with one tap.</summary>
public enum Postponement
{
    OneHour,

    /// <summary>Two o'clock of the same day; once that is near, half past four.</summary>
    Afternoon,

    /// <summary>The next day, at the task's own time.</summary>
    Tomorrow,
}

/// <summary>To when a task is moved with one tap. All times are the organisation's wall clock.</summary>
public static class PostponedTimes
{
    private static readonly TimeOnly[] Afternoons = [new(14, 0), new(16, 30)];

    /// <summary>Nobody puts a task off by less.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    /// <param name="own">When the task is planned for.</param>
    /// <returns>Null where the afternoon is over.</returns>
    public static DateTime? Of(Postponement wanted, DateTime own, DateTime now) => wanted switch
    {
        Postponement.OneHour => new DateTime((now.AddHours(1).Ticks + Step.Ticks - 1) / Step.Ticks * Step.Ticks),
        Postponement.Afternoon => Afternoon(now),
        _ => now.Date.AddDays(1) + own.TimeOfDay,
    };

    /// <summary>When this afternoon is, seen from now; null where it is over.</summary>
    public static DateTime? Afternoon(DateTime now) =>
        Afternoons.Select(time => now.Date + time.ToTimeSpan()).Where(at => at - now >= Least).Select(at => (DateTime?)at).FirstOrDefault();
}
