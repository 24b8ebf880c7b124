namespace CrmWeb.Core.Notifications.Outbound;

/// <summary>Names the text of this feature.</summary>
public sealed class ChannelsText;
