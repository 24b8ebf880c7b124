using CrmWeb.Core.Formats;
using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Notifications;

/// <summary>Decides on which channels an announcement leaves the program, and writes its messages.</summary>
public sealed class OutboxWriter(
    CrmDbContext db, ChannelSetup setup, DepartmentTree departments, INotificationComposer composing, PublicLinks links,
    NotificationKindList kinds, OrganizationClock clock, IStringLocalizer<ChannelsText> roomText)
{
    /// <summary>What the recipients of one page of announcements have to do with messages.</summary>
    private sealed record Reached(string? Mail, string? Mobile, int? DepartmentId, string Name, string? Culture);

    /// <param name="announcements">New ones, whose recipients are active; a few hundred at most.</param>
    /// <returns>The messages, to be saved together with what they tell of.</returns>
    public async Task<IReadOnlyList<OutboxMessage>> PlanAsync(IReadOnlyList<Announcement> announcements, CancellationToken ct)
    {
        var channels = await setup.GetAsync(ct);
        if (announcements.Count == 0 || channels.Ready == NotificationChannels.Page)
            return [];

        var ids = announcements.Select(a => a.RecipientId).Distinct().ToList();
        var reached = await db.Users.AsNoTracking().Where(u => ids.Contains(u.Id))
            .ToDictionaryAsync(u => u.Id, u => new Reached(u.Email, u.Mobile, u.DepartmentId, u.DisplayName, u.Culture), ct);
        var choices = await db.NotificationChoices.AsNoTracking().Where(c => ids.Contains(c.UserId)).ToDictionaryAsync(c => (c.UserId, c.Kind), c => c.Channels, ct);
        var hours = await db.NotificationHours.AsNoTracking().Where(h => ids.Contains(h.UserId)).ToDictionaryAsync(h => h.UserId, ct);

        var leaving = announcements
            .Select(one => (One: one, Wanted: Wanted(one, Choice(one), hours.GetValueOrDefault(one.RecipientId), channels)))
            .Where(w => w.Wanted != NotificationChannels.None).ToList();
        var tree = await departments.GetAsync(ct);
        var texts = await composing.ForRecipientsAsync([.. leaving.Select(w => w.One)], ct);
        List<OutboxMessage> messages = [];
        foreach (var (one, wanted) in leaving)
        {
            if (!texts.TryGetValue(one.Key, out var words) || !reached.TryGetValue(one.RecipientId, out var recipient))
                continue;
            var notBefore = QuietHours.NotBefore(hours.GetValueOrDefault(one.RecipientId), clock.UtcNow, clock);
            messages.AddRange(Messages(one, wanted, words, recipient, notBefore, channels.RobotsOf(recipient.DepartmentId, tree)));
        }

        return messages;

        NotificationChannels? Choice(Announcement one) => choices.TryGetValue((one.RecipientId, one.Kind), out var chosen) ? chosen : null;
    }

    /// <summary>
    /// What was asked for, as far as the recipient has not switched it off; where nothing is asked for, what the recipient chose or
    /// what is usual for the kind; besides what is compulsory; of that, what is set up. Whoever takes the digest only gets reminders,
    /// reports they subscribed to and what is compulsory at once.
    /// </summary>
    private static NotificationChannels Wanted(Announcement one, NotificationChannels? choice, NotificationHours? hours, ChannelSnapshot channels)
    {
        var wanted = one.Channels is { } asked ? asked & (choice ?? asked) : choice ?? KindDefaults.Of(one.Kind);
        if (hours is { DigestOnly: true } && one.Kind is not (NotificationKinds.Reminder or NotificationKinds.Digest or NotificationKinds.Template))
            wanted = NotificationChannels.None;
        return (wanted | channels.Compulsory(one.Kind)) & channels.Ready & ~NotificationChannels.Page;
    }

    private IEnumerable<OutboxMessage> Messages(
        Announcement one, NotificationChannels wanted, NotificationText words, Reached recipient, DateTime notBefore, IReadOnlyList<RobotEntry> robots)
    {
        var link = links.To(words.Path);
        var subject = FormText.CleanLine(words.Title) is { } title ? FormText.Shortened(title, 200) : "CRM";
        if (wanted.HasFlag(NotificationChannels.Mail) && MailAddressRule.IsAddress(recipient.Mail))
            yield return Mail(new OutboxText(recipient.Mail, subject, FormText.Shortened(words.BodyWith(links.To), OutboxMessage.BodyMax), link, null, one.CustomerId));
        if (wanted.HasFlag(NotificationChannels.Sms) && recipient.Mobile is { } mobile)
            yield return Message(OutboxChannel.Sms, null, new OutboxText(mobile, subject, FormText.Shortened(words.Body, OutboxMessage.BodyMax), link, null, one.CustomerId));
        if (!wanted.HasFlag(NotificationChannels.Robot) || robots.Count == 0)
            yield break;

        var room = RoomText.Of(one, words.BodyWith(links.To), recipient.Name, recipient.Culture, kinds, roomText);
        foreach (var robot in robots)
            yield return Message(OutboxChannel.Robot, robot.Id, new OutboxText(null, FormText.Shortened(room, 200), FormText.Shortened(room, OutboxMessage.BodyMax), link, recipient.Mobile, one.CustomerId));

        OutboxMessage Mail(OutboxText said)
        {
            var mail = Message(OutboxChannel.Mail, null, said);
            mail.File = one.File is null ? null : new OutboxFile(one.File);
            return mail;
        }

        OutboxMessage Message(OutboxChannel channel, int? robotId, OutboxText said) =>
            new($"{one.Key}:{channel}{robotId}", channel, one.Kind, one.RecipientId, robotId, said, notBefore, clock.UtcNow);
    }
}
