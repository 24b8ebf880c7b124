using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace CrmWeb.Core.Urging;

/// <summary>What came of urging.</summary>
/// <param name="Left">How many were not urged about, for a reason of their own.</param>
public sealed record UrgeResult(int Urged, int Escalated, int Left);

/// <summary>Urges people (催办) on overdue tasks and silent customers.</summary>
public sealed class UrgeService(
    CrmDbContext db, UrgeSubjects subjects, NotificationPublisher announcing, UserDirectory users, DepartmentTree departments, OrganizationClock clock,
    IOptions<UrgingOptions> options, IStringLocalizer<UrgingText> text)
{
    /// <summary>Tells everybody concerned, counts it, and from the third time on the next manager as well. One transaction.</summary>
    /// <exception cref="NotFoundException">Nothing of it is in the user's reach, or the user may not urge.</exception>
    /// <exception cref="ValidationException">There is no reason to urge about any of it, it is too much at once, or the note is too long.</exception>
    public async Task<UrgeResult> UrgeAsync(UrgeForm form, UserScope by, CancellationToken ct)
    {
        form.Clean();
        await new UrgeFormValidator(text).ValidateAndThrowAsync(form, ct);
        var (people, tree) = (await users.GetAsync(ct), await departments.GetAsync(ct));
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // Writing the own row makes two urgings of the same manager queue, so that the second one sees the first.
        await db.Users.Where(u => u.Id == by.UserId).LockAsync(u => u.DisplayName, ct);
        var all = await subjects.ReadAsync(form, by, ct);
        if (all.Count == 0)
            throw new NotFoundException();
        var chosen = all.Where(s => s.Obstacle == UrgeObstacle.None).ToList();
        if (chosen.Count == 0)
            throw Refusal.Of(text[$"Obstacle.{all[0].Obstacle}", options.Value.HoursBetween]);
        await CheckHourAsync(chosen.Count, by, ct);

        List<Announcement> news = [];
        var escalated = 0;
        foreach (var subject in chosen)
        {
            var above = subject.Times + 1 >= options.Value.EscalateAfter ? NextManager.Above(subject.ToId!.Value, by.UserId, people, tree) : null;
            db.Urges.Add(new Urge(subject.CustomerId, subject.TaskId, by.UserId, subject.ToId!.Value, form.Note, above, clock.UtcNow));
            news.Add(Tell(subject, subject.ToId.Value, form.Note, by));
            if (above is { } manager)
            {
                news.Add(Tell(subject, manager, form.Note, by));
                escalated++;
            }
        }

        await announcing.AddAsync(news, ct);
        await db.SaveChangesAsync(by, ct);
        await transaction.CommitAsync(ct);
        return new UrgeResult(chosen.Count, escalated, form.Tasks.Count + form.Customers.Count - chosen.Count);
    }

    private Announcement Tell(UrgeSubject subject, int recipient, string? note, UserScope by)
    {
        var matter = subject.TaskId is { } task ? string.Create(CultureInfo.InvariantCulture, $"t{task}") : string.Create(CultureInfo.InvariantCulture, $"c{subject.CustomerId}");
        Dictionary<string, string> facts = new()
        {
            [NotificationFacts.Count] = (subject.Times + 1).ToString(CultureInfo.InvariantCulture),
            [NotificationFacts.Who] = subject.ToId!.Value.ToString(CultureInfo.InvariantCulture),
        };
        if (note is not null)
            facts[NotificationFacts.Note] = NotificationFacts.Shortened(note);
        return new Announcement(NotificationKinds.Urged, string.Create(CultureInfo.InvariantCulture, $"{matter}:{by.UserId}:{clock.UtcNow:yyyyMMddHHmmssfff}"), recipient)
        {
            CustomerId = subject.CustomerId,
            FollowUpId = subject.TaskId,
            ActorId = by.ActorId,
            Facts = facts,
        };
    }

    private async Task CheckHourAsync(int more, UserScope by, CancellationToken ct)
    {
        var since = clock.UtcNow.AddHours(-1);
        if (await db.Urges.CountAsync(u => u.ById == by.UserId && u.At > since, ct) + more > options.Value.MostPerHour)
            throw Refusal.Of(text["Error.PerHour", options.Value.MostPerHour]);
    }
}
