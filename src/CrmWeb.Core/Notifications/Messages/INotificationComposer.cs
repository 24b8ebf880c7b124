namespace CrmWeb.Core.Notifications.Messages;

/// <summary>Puts what is told into words, each through the eyes of its recipient. The inbox knows how: it stands on everything that is told of.</summary>
public interface INotificationComposer
{
    /// <summary>Texts for what is being announced, each in its recipient's language.</summary>
    /// <returns>By <see cref="Announcement.Key"/>; those are missing whose recipient may not see what it is about, or has left.</returns>
    Task<IReadOnlyDictionary<string, NotificationText>> ForRecipientsAsync(IReadOnlyCollection<Announcement> announcements, CancellationToken ct);
}
