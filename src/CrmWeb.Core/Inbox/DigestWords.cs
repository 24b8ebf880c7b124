using CrmWeb.Core.Notifications.Messages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Inbox;

/// <summary>The numbers of a morning digest in words, each with where it leads.</summary>
internal sealed class DigestWords(IStringLocalizer<NotificationsText> text)
{
    /// <summary>Begins the names of the facts that count a team's.</summary>
    public const string OfTeam = "team.";

    private static readonly string[] Names = [NotificationFacts.Today, NotificationFacts.Overdue, NotificationFacts.Silent, NotificationFacts.Stuck, NotificationFacts.Unread];

    /// <summary>One's own first, then the team's; what counts nothing is left out.</summary>
    public IReadOnlyList<NotificationLine> Lines(NotificationSubject about) =>
    [
        .. from prefix in new[] { "", OfTeam }
           from name in Names
           where name != NotificationFacts.Unread || prefix.Length == 0
           let count = about.Number(prefix + name) ?? 0
           where count > 0
           select new NotificationLine(text[$"Say.Digest.{prefix}{name}", count], Path(name, prefix.Length > 0)),
    ];

    private static string Path(string name, bool team) => name switch
    {
        NotificationFacts.Today or NotificationFacts.Overdue => $"/follow-ups?list={name}{(team ? "&team=true" : "")}",
        NotificationFacts.Unread => NotificationPaths.Inbox,
        _ => $"/customers?watch={name}{(team ? "" : "&owner=me")}",
    };
}
