using CrmWeb.Core.Access;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Persistence;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Inbox;

/// <summary>What nobody may switch off, by kind.</summary>
public sealed record CompulsoryByKind(IReadOnlyDictionary<string, NotificationChannels> ByKind)
{
    public bool Has(string kind, NotificationChannels channel) => ByKind.GetValueOrDefault(kind).HasFlag(channel);
}

/// <summary>
/// On which channels somebody accepts to be told of what, and when not. Whoever has chosen nothing accepts what is asked for, and
/// where nothing is, the defaults of the kind; the inbox gets its line in any case.
/// </summary>
public sealed class NotificationPreferences(CrmDbContext db, NotificationKindList kinds, IStringLocalizer<NotificationsText> text)
{
    /// <summary>Every channel there is.</summary>
    public const NotificationChannels All = NotificationChannels.Page | NotificationChannels.Mail | NotificationChannels.Sms | NotificationChannels.Robot;

    /// <summary>The choices as they stand, with what nobody may switch off.</summary>
    public async Task<(NotificationChoicesForm Form, CompulsoryByKind Compulsory)> ReadAsync(UserScope by, CancellationToken ct)
    {
        var chosen = await db.NotificationChoices.AsNoTracking().Where(c => c.UserId == by.UserId).ToDictionaryAsync(c => c.Kind, c => c.Channels, ct);
        var hours = await db.NotificationHours.AsNoTracking().FirstOrDefaultAsync(h => h.UserId == by.UserId, ct) ?? new NotificationHours(by.UserId);
        var compulsory = await CompulsoryAsync(ct);
        return (new NotificationChoicesForm
        {
            Kinds = [.. kinds.Chosen.Select(k => KindChoice.Of(k, chosen.GetValueOrDefault(k, Unchosen(k)) | compulsory.ByKind.GetValueOrDefault(k)))],
            QuietFrom = hours.QuietFrom,
            QuietUntil = hours.QuietUntil,
            DigestOnly = hours.DigestOnly,
            DigestMail = hours.DigestChannels.HasFlag(NotificationChannels.Mail) || compulsory.Has(NotificationKinds.Digest, NotificationChannels.Mail),
            DigestRobot = hours.DigestChannels.HasFlag(NotificationChannels.Robot) || compulsory.Has(NotificationKinds.Digest, NotificationChannels.Robot),
        }, compulsory);
    }

    public async Task<CompulsoryByKind> CompulsoryAsync(CancellationToken ct) =>
        new(await db.NotificationPolicies.AsNoTracking().ToDictionaryAsync(p => p.Kind, p => p.Compulsory, ct));

    /// <summary>Keeps the choices; a kind that the form does not name stays as it was.</summary>
    /// <exception cref="ValidationException">Half of the quiet hours is missing, both ends are the same, or a kind does not exist.</exception>
    public async Task SaveAsync(NotificationChoicesForm form, UserScope by, CancellationToken ct)
    {
        var compulsory = (await CompulsoryAsync(ct)).ByKind.GetValueOrDefault(NotificationKinds.Digest);
        await new NotificationChoicesValidator(kinds, compulsory, text).ValidateAndThrowAsync(form, ct);
        await ConflictRetry.RunOrAddAsync(db, () => WriteAsync(form, by, ct));
    }

    private async Task<int> WriteAsync(NotificationChoicesForm form, UserScope by, CancellationToken ct)
    {
        var kept = await db.NotificationChoices.Where(c => c.UserId == by.UserId).ToDictionaryAsync(c => c.Kind, ct);
        foreach (var choice in form.Kinds.DistinctBy(k => k.Kind))
        {
            if (kept.TryGetValue(choice.Kind, out var row))
                row.Choose(choice.Channels);
            else if (choice.Channels != Unchosen(choice.Kind))
                db.NotificationChoices.Add(new NotificationChoice(by.UserId, choice.Kind, choice.Channels));
        }

        var hours = await db.NotificationHours.FirstOrDefaultAsync(h => h.UserId == by.UserId, ct);
        if (hours is null)
            db.NotificationHours.Add(hours = new NotificationHours(by.UserId));
        hours.Change(form.QuietFrom, form.QuietUntil, form.DigestOnly,
            (form.DigestMail ? NotificationChannels.Mail : 0) | (form.DigestRobot ? NotificationChannels.Robot : 0));
        return await db.SaveChangesAsync(by, ct);
    }

    /// <summary>What holds for those who have chosen nothing: a task or a rule says where it wants to be told, other kinds have their defaults.</summary>
    public static NotificationChannels Unchosen(string kind) =>
        kind is NotificationKinds.Assigned or NotificationKinds.Urged or NotificationKinds.Collaboration or NotificationKinds.Digest or NotificationKinds.System
            ? KindDefaults.Of(kind)
            : All;

    /// <summary>The kinds that are to pop up on the user's open pages.</summary>
    public async Task<IReadOnlySet<string>> PoppingUpAsync(UserScope by, CancellationToken ct)
    {
        var off = await db.NotificationChoices.AsNoTracking().Where(c => c.UserId == by.UserId).ToListAsync(ct);
        var compulsory = off.Count == 0 ? null : await CompulsoryAsync(ct);
        return kinds.All
            .Except(off.Where(c => !c.Channels.HasFlag(NotificationChannels.Page) && !compulsory!.Has(c.Kind, NotificationChannels.Page)).Select(c => c.Kind)).ToHashSet();
    }
}
