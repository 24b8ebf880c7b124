using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.DailyReports;

/// <summary>That a report was sent.</summary>
/// <param name="SentAt">When it was last sent (UTC).</param>
/// <param name="Head">Who was told; empty where there was nobody.</param>
public sealed record DailySent(int Id, DateOnly Day, DateTime SentAt, int TimesSent, string? Note, string Head, Guid Version);

/// <summary>One of the author's days.</summary>
/// <param name="ReportId">Null where nothing was sent.</param>
public sealed record DailyOwnDay(DateOnly Day, bool IsWorkingDay, int? ReportId);

/// <summary>One's own day: what would be sent, and what was.</summary>
/// <param name="Sent">Null where nothing was sent of this day.</param>
/// <param name="Head">To whom it goes; empty where there is nobody.</param>
/// <param name="MaySend">Whether it may be sent now, for the first time or once more.</param>
public sealed record DailyOwn(DailyDraft Draft, IReadOnlyList<DailyRow> Rows, DailySent? Sent, IReadOnlyList<DailyOwnDay> Days, string Head, bool MaySend);

/// <summary>A report as it was sent.</summary>
public sealed record DailyReportView(DailySent Sent, string Author, DateOnly PlanUntil, DailyFigures Figures, IReadOnlyList<DailyRow> Rows);

/// <summary>Reads daily reports.</summary>
public sealed class DailyReportQueries(
    CrmDbContext db, DailyComposer composer, DailyRows rows, DailyRecipients recipients, WorkingDayCalendar calendar, UserDirectory users, OrganizationClock clock)
{
    private static readonly DateOnly First = new(2000, 1, 1);

    /// <summary>The day an address names; today where it names none.</summary>
    /// <exception cref="BadQueryException">It lies ahead, or before anybody kept anything.</exception>
    internal static DateOnly Wanted(DateOnly? day, OrganizationClock clock) => day switch
    {
        null => clock.Today,
        { } wanted when wanted > clock.Today || wanted < First => throw new BadQueryException("day"),
        { } wanted => wanted,
    };

    /// <exception cref="NotFoundException">The user sends no reports.</exception>
    /// <exception cref="BadQueryException">The day lies ahead or far too long ago.</exception>
    public async Task<DailyOwn> OwnAsync(DateOnly? wanted, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.DailyReportsSend);
        var (day, me) = (Wanted(wanted, clock), by.UserId);
        var first = clock.Today.AddDays(-DailyReportService.LateDays);
        var sent = await db.DailyReports.AsNoTracking().Where(r => r.AuthorId == me && (r.Day >= first || r.Day == day))
            .Select(r => new { r.Id, r.Day, r.SentAt, r.TimesSent, r.Note, r.ToldId, r.Version }).ToListAsync(ct);
        var (people, days) = (await users.GetAsync(ct), await calendar.GetAsync(ct));
        var own = sent.Find(r => r.Day == day);
        var draft = await composer.ComposeAsync(day, by, ct);
        return new DailyOwn(
            draft, await rows.ShowAsync(draft.Lines, by, ct),
            own is null ? null : new DailySent(own.Id, own.Day, own.SentAt, own.TimesSent, own.Note, people.Name(own.ToldId), own.Version),
            [.. Enumerable.Range(0, DailyReportService.LateDays + 1).Select(i => clock.Today.AddDays(-i)).Select(d => new DailyOwnDay(d, days.IsWorkingDay(d), sent.Find(r => r.Day == d)?.Id))],
            people.Name(await recipients.HeadOfAsync(me, ct)),
            own is null ? DailyReportService.MaySend(day, clock.Today) : day == clock.Today);
    }

    /// <exception cref="NotFoundException">Absent, or its author is outside the scope.</exception>
    public async Task<DailyReportView> ReadAsync(int id, UserScope by, CancellationToken ct)
    {
        var report = await db.DailyReports.AsNoTracking().VisibleTo(db, by).FirstOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFoundException();
        var lines = await db.DailyReportLines.AsNoTracking().Where(l => l.ReportId == id).OrderBy(l => l.Kind).ThenBy(l => l.At).ThenBy(l => l.Id)
            .Select(l => new DailyLine
            {
                Kind = l.Kind,
                CustomerId = l.CustomerId,
                RecordId = l.RecordId,
                At = l.At,
                Amount = l.Amount,
                MethodId = l.MethodId,
                FromStageId = l.FromStageId,
                ToStageId = l.ToStageId,
                Number = l.Number,
                Words = l.Words,
            }).ToListAsync(ct);
        var people = await users.GetAsync(ct);
        return new DailyReportView(
            new DailySent(report.Id, report.Day, report.SentAt, report.TimesSent, PersonalView.Of(by).Words(report.Note), people.Name(report.ToldId), report.Version),
            people.Name(report.AuthorId), report.PlanUntil,
            new DailyFigures(
                report.FollowUps, report.StageMoves, report.NewCustomers, report.Orders, report.OrderAmount, report.Payments, report.PaymentAmount, report.Planned),
            await rows.ShowAsync(lines, by, ct));
    }
}
