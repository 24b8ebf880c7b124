using CrmWeb.Core.FollowUps;

namespace CrmWeb.Core.Notifications;

/// <summary>On which channels a kind is told where whoever announces it asks for none in particular.</summary>
public static class KindDefaults
{
    /// <summary>
    /// What is urgent leaves the page too, as far as the channels are set up; the rest waits in the inbox. Text messages cost
    /// money, so nobody gets them unasked.
    /// </summary>
    public static ReminderChannels Of(string kind) => kind switch
    {
        NotificationKinds.Reminder or NotificationKinds.Urged => ReminderChannels.Page | ReminderChannels.Mail | ReminderChannels.Robot,
        NotificationKinds.Overdue or NotificationKinds.Assigned or NotificationKinds.System => ReminderChannels.Page | ReminderChannels.Mail,
        _ => ReminderChannels.Page,
    };
}
