namespace CrmWeb.Core.Notifications.Messages;

/// <summary>On which channels a kind is told where whoever announces it asks for none in particular.</summary>
public static class KindDefaults
{
    /// <summary>
    /// What is urgent leaves the page too, as far as the channels are set up; the rest waits in the inbox. Text messages cost
    /// money, so nobody gets them unasked.
    /// </summary>
    public static NotificationChannels Of(string kind) => kind switch
    {
        NotificationKinds.Reminder or NotificationKinds.Urged => NotificationChannels.Page | NotificationChannels.Mail | NotificationChannels.Robot,
        NotificationKinds.Overdue or NotificationKinds.Assigned or NotificationKinds.System => NotificationChannels.Page | NotificationChannels.Mail,
        _ => NotificationChannels.Page,
    };
}
