namespace CrmWeb.Core.Notifications.Messages;

/// <summary>Names the text of this feature.</summary>
public sealed class NotificationsText;
