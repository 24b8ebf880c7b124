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

namespace CrmWeb.Core.DailyReports;

/// <summary>Sends daily reports.</summary>
public sealed class DailyReportService(
    CrmDbContext db, DailyComposer composer, DailyRecipients recipients, NotificationPublisher announcing, OrganizationClock clock, IStringLocalizer<DailyText> text)
{
    /// <summary>Days after which a day that was forgotten is not sent any more.</summary>
    public const int LateDays = 6;

    /// <summary>Whether a day that was not sent may be sent now: today, and for some days what was forgotten.</summary>
    public static bool MaySend(DateOnly day, DateOnly today) => day <= today && day >= today.AddDays(-LateDays);

    /// <summary>
    /// Sends what there is of the day now, once; on the same day, in place of what was sent before. The head is told once for a day.
    /// </summary>
    /// <returns>The report's id.</returns>
    /// <exception cref="NotFoundException">The user sends no reports.</exception>
    /// <exception cref="ValidationException">
    /// The sentence is too long, the day lies ahead or too far back, was sent and is over, or was sent meanwhile from another page.
    /// </exception>
    /// <param name="wanted">By default today.</param>
    public async Task<int> SendAsync(DateOnly? wanted, DailyReportForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.DailyReportsSend);
        var day = wanted ?? clock.Today;
        form.Clean();
        await new DailyReportFormValidator(text).ValidateAndThrowAsync(form, ct);
        var key = form.CreationKey == Guid.Empty ? Guid.NewGuid() : form.CreationKey;
        if (!MaySend(day, clock.Today))
            throw Refusal.Of(text["Error.Day", LateDays]);
        var head = await recipients.HeadOfAsync(by.UserId, ct);

        // Before the lock: it takes several questions, and whoever writes anything waits meanwhile.
        var draft = await composer.ComposeAsync(day, by, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // Writing the own row makes two sendings of the same author queue, so that the second one sees the first.
        await db.Users.Where(u => u.Id == by.UserId).LockAsync(u => u.DisplayName, ct);
        var report = await db.DailyReports.FirstOrDefaultAsync(r => r.AuthorId == by.UserId && r.Day == day, ct);
        if (report is not null && report.SendingKey == key && report.Note == form.Note)
            return report.Id;
        Check(day, report, form);
        if (report is null)
        {
            report = new DailyReport(by.UserId, day);
            db.DailyReports.Add(report);
        }
        else
        {
            await db.Entry(report).Collection(r => r.Lines).LoadAsync(ct);
        }

        report.Send(draft, form.Note, head, key, clock.UtcNow);
        await db.SaveChangesAsync(by, ct);
        if (head is { } told)
        {
            await announcing.AddAsync([Tell(report, told, by)], ct);
            await db.SaveChangesAsync(by, ct);
        }

        await transaction.CommitAsync(ct);
        return report.Id;
    }

    /// <summary>Says what was sent from another page since the form was opened, and that sending once more takes its place.</summary>
    /// <param name="sentAt">UTC.</param>
    public string SentMeanwhile(DateTime sentAt, string? note) =>
        text["Error.SentMeanwhile", clock.ToLocal(sentAt).ToString("HH:mm", CultureInfo.InvariantCulture), note ?? text["NoNote"]];

    private void Check(DateOnly day, DailyReport? sent, DailyReportForm form)
    {
        if (sent is null)
            return;
        if (day != clock.Today)
            throw Refusal.Of(text["Error.Over"]);
        if (form.Version != sent.Version)
            throw Refusal.Of(SentMeanwhile(sent.SentAt, sent.Note));
    }

    private static Announcement Tell(DailyReport report, int head, UserScope by)
    {
        var id = report.Id.ToString(CultureInfo.InvariantCulture);
        return new Announcement(NotificationKinds.DailyReport, id, head)
        {
            ActorId = by.ActorId,
            Facts = new Dictionary<string, string>
            {
                [NotificationFacts.Report] = id,
                [NotificationFacts.Day] = report.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            },
        };
    }
}
