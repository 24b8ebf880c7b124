using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Inbox;

/// <summary>
/// Puts notifications into words, each through the eyes of its reader: in their language, and with nothing of a customer they
/// may not see. A notification about such a customer has no text at all.
/// </summary>
public sealed class NotificationComposer(
    CrmDbContext db, UserScopes scopes, UserDirectory users, PipelineCatalog pipeline, ListCatalog lists, NotificationKindList kinds, OrganizationClock clock,
    IStringLocalizer<NotificationsText> text) : INotificationComposer
{
    /// <summary>The language of those who have chosen none.</summary>
    private const string DefaultCulture = "zh-CN";

    /// <summary>As many ids as one question may name.</summary>
    private const int Page = 500;

    /// <summary>Texts for one reader in the language of the moment.</summary>
    /// <returns>In the order asked; null where the reader may not see what it is about.</returns>
    public async Task<IReadOnlyList<NotificationText?>> ForReaderAsync(IReadOnlyList<NotificationSubject> subjects, UserScope reader, CancellationToken ct)
    {
        var words = await WordsAsync(readsNow: true, ct);
        var tasks = await TasksAsync(subjects, ct);
        var names = await NamesAsync(subjects, reader, ct);
        var view = PersonalView.Of(reader);
        return [.. subjects.Select(s => Compose(s, words, tasks, names, view))];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, NotificationText>> ForRecipientsAsync(IReadOnlyCollection<Announcement> announcements, CancellationToken ct)
    {
        var words = await WordsAsync(readsNow: false, ct);
        var all = announcements.DistinctBy(a => a.Key).Select(a => (a.Key, Subject: NotificationSubject.Of(a))).ToList();
        var tasks = await TasksAsync(all.Select(a => a.Subject), ct);
        var cultures = await CulturesAsync(all.Select(a => a.Subject.RecipientId), ct);
        Dictionary<string, NotificationText> texts = [];
        foreach (var own in all.GroupBy(a => a.Subject.RecipientId))
        {
            var reader = await scopes.OfAsync(own.Key, ct);
            if (reader.UserId != own.Key)
                continue;
            var names = await NamesAsync(own.Select(a => a.Subject), reader, ct);
            In(cultures.GetValueOrDefault(own.Key) ?? DefaultCulture, () =>
            {
                foreach (var (key, subject) in own)
                {
                    if (Compose(subject, words, tasks, names, PersonalView.Of(reader)) is { } composed)
                        texts[key] = composed;
                }
            });
        }

        return texts;
    }

    private static NotificationText? Compose(
        NotificationSubject subject, NotificationWords words, Dictionary<int, NotifiedTask> tasks, Dictionary<int, string> names, PersonalView view)
    {
        string? customer = null;
        if (subject.CustomerId is { } customerId && !names.TryGetValue(customerId, out customer))
            return null;

        // A task whose customer went elsewhere by a merge is not the reader's to read about.
        var task = subject.FollowUpId is { } id ? tasks.GetValueOrDefault(id) : null;
        return words.Say(
            view.IsClear ? subject : subject with { Facts = subject.Facts.Where(f => f.Key != NotificationFacts.Note).ToDictionary() },
            customer,
            task is not null && names.ContainsKey(task.CustomerId) ? task with { Words = view.Words(task.Words) } : null);
    }

    private static void In(string culture, Action write)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            write();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private async Task<NotificationWords> WordsAsync(bool readsNow, CancellationToken ct) =>
        new(await users.GetAsync(ct), await pipeline.GetAsync(ct), await lists.GetAsync(ct), kinds, clock, text, readsNow);

    private async Task<Dictionary<int, NotifiedTask>> TasksAsync(IEnumerable<NotificationSubject> subjects, CancellationToken ct)
    {
        Dictionary<int, NotifiedTask> tasks = [];
        foreach (var page in subjects.Select(s => s.FollowUpId).OfType<int>().Distinct().Chunk(Page))
        {
            var rows = await db.FollowUps.AsNoTracking().Where(f => page.Contains(f.Id))
                .Select(f => new NotifiedTask(f.Id, f.CustomerId, f.MethodId, f.Subject ?? f.Content, f.PlannedAt)).ToListAsync(ct);
            rows.ForEach(r => tasks[r.Id] = r);
        }

        return tasks;
    }

    /// <summary>Names of those customers that the reader sees.</summary>
    private async Task<Dictionary<int, string>> NamesAsync(IEnumerable<NotificationSubject> subjects, UserScope reader, CancellationToken ct)
    {
        var view = PersonalView.Of(reader);
        Dictionary<int, string> names = [];
        foreach (var page in subjects.Select(s => s.CustomerId).OfType<int>().Distinct().Chunk(Page))
        {
            var rows = await db.Customers.AsNoTracking().VisibleTo(reader).Where(c => page.Contains(c.Id)).Select(c => new { c.Id, c.Name, c.Kind }).ToListAsync(ct);
            rows.ForEach(r => names[r.Id] = view.Customer(r.Name, r.Kind));
        }

        return names;
    }

    private async Task<Dictionary<int, string?>> CulturesAsync(IEnumerable<int> recipients, CancellationToken ct)
    {
        Dictionary<int, string?> cultures = [];
        foreach (var page in recipients.Distinct().Chunk(Page))
        {
            var rows = await db.Users.AsNoTracking().Where(u => page.Contains(u.Id)).Select(u => new { u.Id, u.Culture }).ToListAsync(ct);
            rows.ForEach(r => cultures[r.Id] = r.Culture);
        }

        return cultures;
    }
}

/// <summary>A task as notifications speak of it.</summary>
/// <param name="Words">Its subject, else its content.</param>
internal sealed record NotifiedTask(int Id, int CustomerId, int MethodId, string? Words, DateTime? PlannedAt);
