using CrmWeb.Core.Access;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Notifications.Channels;

/// <summary>What an administrator ticks: kinds, and channels nobody may switch off for them.</summary>
public sealed class CompulsoryForm
{
    /// <summary>Each a kind and a channel: overdue:Mail.</summary>
    public List<string> Ticked { get; set; } = [];
}

/// <summary>Says which channels nobody may switch off.</summary>
public sealed class CompulsoryChannels(CrmDbContext db, NotificationKindList kinds, ChannelSetup setup)
{
    /// <summary>The channels that can be made compulsory; the page's own inbox always is.</summary>
    public static IReadOnlyList<NotificationChannels> Choices { get; } = [NotificationChannels.Mail, NotificationChannels.Sms, NotificationChannels.Robot];

    /// <exception cref="BadQueryException">Something was ticked that there is not.</exception>
    /// <exception cref="NotFoundException">The user may not set up channels.</exception>
    public async Task SaveAsync(CompulsoryForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminNotifications);
        var wanted = kinds.All.ToDictionary(k => k, _ => NotificationChannels.None);
        foreach (var (kind, channel) in form.Ticked.Select(Read))
            wanted[kind] |= channel;

        await ConflictRetry.RunOrAddAsync(db, () => WriteAsync(wanted, by, ct));
        setup.Invalidate();
    }

    private async Task<int> WriteAsync(Dictionary<string, NotificationChannels> wanted, UserScope by, CancellationToken ct)
    {
        var present = await db.NotificationPolicies.ToDictionaryAsync(p => p.Kind, ct);
        foreach (var (kind, channels) in wanted)
        {
            if (present.TryGetValue(kind, out var policy))
                policy.Require(channels);
            else if (channels != NotificationChannels.None)
                db.NotificationPolicies.Add(new NotificationPolicy(kind, channels));
        }

        return await db.SaveChangesAsync(by, ct);
    }

    private (string Kind, NotificationChannels Channel) Read(string ticked) =>
        ticked.Split(':') is [var kind, var name] && kinds.All.Contains(kind)
        && Enum.TryParse<NotificationChannels>(name, out var channel) && Choices.Contains(channel)
            ? (kind, channel)
            : throw new BadQueryException(nameof(CompulsoryForm.Ticked));
}
