namespace CrmWeb.Core.Notifications;

/// <summary>Names the text of this feature.</summary>
public sealed class NotificationsText;
