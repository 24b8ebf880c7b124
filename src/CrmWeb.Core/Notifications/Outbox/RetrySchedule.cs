namespace CrmWeb.Core.Notifications.Outbox;

/// <summary>When a message that was not sent is tried again.</summary>
public static class RetrySchedule
{
    /// <summary>After this long an administrator is shown it as failed.</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromHours(24);

    private static readonly int[] Minutes = [1, 5, 15, 60];

    /// <summary>1, 5, 15 and then every 60 minutes, each up to a fifth more or less, so that not all come back at once.</summary>
    /// <param name="attempts">How often it was tried by now.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan After(int attempts, double chance) =>
        TimeSpan.FromMinutes(Minutes[Math.Clamp(attempts, 1, Minutes.Length) - 1] * (0.8 + (0.4 * chance)));
}
