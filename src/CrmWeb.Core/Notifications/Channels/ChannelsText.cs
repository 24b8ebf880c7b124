namespace CrmWeb.Core.Notifications.Channels;

/// <summary>Names the text of this feature.</summary>
public sealed class ChannelsText;
