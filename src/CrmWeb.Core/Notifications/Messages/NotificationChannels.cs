namespace CrmWeb.Core.Notifications.Messages;

/// <summary>Where a reminder is to appear.</summary>
[Flags]
public enum NotificationChannels
{
    None = 0,
    Page = 1,
    Mail = 2,
    Sms = 4,
    Robot = 8,
}
