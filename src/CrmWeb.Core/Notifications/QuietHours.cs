using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;

namespace CrmWeb.Core.Notifications;

/// <summary>When a message may leave the program at the earliest.</summary>
internal static class QuietHours
{
    /// <param name="now">UTC.</param>
    /// <returns>The same moment, or the end of the recipient's quiet hours (UTC).</returns>
    public static DateTime NotBefore(NotificationHours? hours, DateTime now, OrganizationClock clock)
    {
        if (hours is not { QuietFrom: { } from, QuietUntil: { } until } || from == until)
            return now;
        var local = clock.ToLocal(now);
        if (!TimeOnly.FromDateTime(local).IsBetween(from, until))
            return now;
        var end = local.Date + until.ToTimeSpan();
        return clock.ToUtc(end > local ? end : end.AddDays(1));
    }
}
