using System.Globalization;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Text;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Inbox;

/// <summary>The sentences of notifications, in the language of the moment.</summary>
/// <param name="readsNow">The reader has them before their eyes; what is sent may be read tomorrow, when 明天 means another day.</param>
internal sealed class NotificationWords(
    UserSnapshot users, PipelineSnapshot stages, ListSnapshot lists, NotificationKindList kinds, OrganizationClock clock,
    IStringLocalizer<NotificationsText> text, bool readsNow)
{
    /// <summary>Longest subject of a task that is quoted.</summary>
    private const int QuoteMax = 120;

    /// <param name="customer">Its name; null where the notification is about none.</param>
    /// <param name="task">Null where it is about none, or the task is gone.</param>
    public NotificationText Say(NotificationSubject about, string? customer, NotifiedTask? task)
    {
        var rule = kinds.Rule(about.Kind);
        var path = NotificationPaths.Of(about, rule);
        return about.Kind switch
        {
            NotificationKinds.Reminder => new(text["Say.Reminder", When(about, task), customer ?? ""], Quote(task), path),
            NotificationKinds.Assigned => new(text["Say.Assigned", Actor(about), When(about, task), customer ?? ""], Quote(task), path),
            _ when rule is not null && about.CustomerId is null => new(Several(about), null, path),
            NotificationKinds.Overdue => new(Overdue(about, customer), Parts(When(about, task), Quote(task)), path),
            NotificationKinds.Silent => new(OfOthers("Say.Silent", about, about.Number(NotificationFacts.Days) ?? 0, customer), null, path),
            NotificationKinds.Stuck => new(OfOthers("Say.Stuck", about, about.Number(NotificationFacts.Days) ?? 0, customer, Stage(about)), null, path),
            NotificationKinds.Urged => new(Urged(about, customer), Parts(Quote(task), Note(about)), path),
            NotificationKinds.Collaboration => new(text[CollaborationKey(about), Actor(about), customer ?? ""], Note(about), path),
            NotificationKinds.DailyReport => new(text["Say.DailyReport", Actor(about), Day(about)], null, path),
            NotificationKinds.Template => new(text[TemplateKey(about), about.Fact(NotificationFacts.Name) ?? ""], null, path),
            NotificationKinds.Export => new(Export(about), null, path),
            NotificationKinds.Digest => Digest(about, path),
            _ when rule is not null => new(
                OfOthers($"Say.{about.Kind}", about, about.Number(NotificationFacts.Days) ?? 0, customer, Stage(about)),
                rule.IsAboutTasks ? Parts(When(about, task), Quote(task)) : null, path),
            _ => new(System(about), null, path),
        };
    }

    private static string CollaborationKey(NotificationSubject about) => about.Fact(NotificationFacts.State) switch
    {
        "granted" => "Say.Collaboration.Granted",
        "declined" => "Say.Collaboration.Declined",
        _ => "Say.Collaboration.Asked",
    };

    private static string TemplateKey(NotificationSubject about) => about.Fact(NotificationFacts.State) switch
    {
        "gone" => "Say.Template.Gone",
        "nothing" => "Say.Template.Nothing",
        "noexport" => "Say.Template.NoExport",
        _ => "Say.Template",
    };

    private static string? Parts(params string?[] parts)
    {
        var said = string.Join(" · ", parts.Where(p => !string.IsNullOrEmpty(p)));
        return said.Length == 0 ? null : said;
    }

    private string Overdue(NotificationSubject about, string? customer) => about.Number(NotificationFacts.Days) is > 0 and var days
        ? OfOthers("Say.OverdueDays", about, days, customer)
        : OfOthers("Say.Overdue", about, 0, customer);

    /// <summary>Many of them at once, in one sentence.</summary>
    private string Several(NotificationSubject about)
    {
        var (team, count, days) = (NotificationPaths.IsTeams(about) ? ".Team" : "", about.Number(NotificationFacts.Count) ?? 0, about.Number(NotificationFacts.Days) ?? 0);
        return text[$"Say.Several.{about.Kind}{team}", count, days] is { ResourceNotFound: false } own ? own : text["Say.Several.Other" + team, count, days, kinds.Name(about.Kind)];
    }

    /// <summary>The sentence about one's own; about somebody else's, the one that names them.</summary>
    private string OfOthers(string key, NotificationSubject about, int days, string? customer, string? stage = null) =>
        Whose(about) is { } name && text[$"{key}.Others", days, customer ?? "", name, stage ?? ""] is { ResourceNotFound: false } others
            ? others
            : text[key, days, customer ?? "", "", stage ?? ""];

    private string Urged(NotificationSubject about, string? customer)
    {
        var count = about.Number(NotificationFacts.Count) ?? 1;
        if (Whose(about) is { } name)
            return text["Say.Urged.Escalated", Actor(about), count, name, customer ?? ""];
        return text[about.FollowUpId is null ? "Say.Urged.Silent" : "Say.Urged.Task", Actor(about), count, customer ?? ""];
    }

    private NotificationText Digest(NotificationSubject about, string path)
    {
        var lines = new DigestWords(text).Lines(about);
        return new(text["Say.Digest"], string.Join(text["Say.Digest.Between"], lines.Select(l => l.Text)), path) { Lines = lines };
    }

    private string Export(NotificationSubject about) => text[
        about.Fact(NotificationFacts.State) == "ready" ? "Say.Export.ready" : "Say.Export.failed",
        text[$"Say.Export.List.{about.Fact(NotificationFacts.What)}"] is { ResourceNotFound: false } list ? list.Value : "", about.Number(NotificationFacts.Count) ?? 0];

    private string System(NotificationSubject about) => about.Fact(NotificationFacts.What) switch
    {
        "calendar" => text["Say.System.Calendar", about.Fact(NotificationFacts.Year) ?? ""],
        "outbox" => text["Say.System.Outbox", about.Number(NotificationFacts.Count) ?? 1],
        "locked" => text["Say.System.Locked", about.Number(NotificationFacts.Who) is { } account ? users.Name(account) : ""],
        _ => text["Say.System"],
    };

    private string Actor(NotificationSubject about) => about.ActorId is { } id ? users.Name(id) : text["Say.Program"];

    private string? Whose(NotificationSubject about) =>
        about.Number(NotificationFacts.Who) is { } id && id != about.RecipientId && users.ById(id) is { } user ? user.Name : null;

    private string? Stage(NotificationSubject about) => about.Number(NotificationFacts.Stage) is { } id ? stages.All.FirstOrDefault(s => s.Id == id)?.Name : null;

    private static string? Note(NotificationSubject about) => about.Fact(NotificationFacts.Note);

    private string? Quote(NotifiedTask? task)
    {
        if (task is null)
            return null;
        return Parts(lists.ById(task.MethodId)?.Name, task.Words is { } words ? FormText.Shortened(words, QuoteMax) : null);
    }

    private string Day(NotificationSubject about) =>
        DateOnly.TryParseExact(about.Fact(NotificationFacts.Day), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToString(text[day.Year == clock.Today.Year ? "Say.Day" : "Say.DayOfYear"], CultureInfo.CurrentUICulture)
            : "";

    /// <summary>The organisation's wall clock: 今天 10:00, 明天 10:00, 11月25日 10:00; in what is sent always the date.</summary>
    private string When(NotificationSubject about, NotifiedTask? task)
    {
        if ((about.Time(NotificationFacts.At) ?? task?.PlannedAt) is not { } at)
            return "";
        var local = clock.ToLocal(at);
        var day = (DateOnly.FromDateTime(local).DayNumber - clock.Today.DayNumber) switch
        {
            0 when readsNow => text["Say.Today"].Value,
            1 when readsNow => text["Say.Tomorrow"].Value,
            _ => local.ToString(text[local.Year == clock.Today.Year ? "Say.Day" : "Say.DayOfYear"], CultureInfo.CurrentUICulture),
        };
        return $"{day} {local.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }
}
