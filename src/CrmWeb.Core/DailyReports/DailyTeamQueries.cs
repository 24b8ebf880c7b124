using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.DailyReports;

/// <summary>A colleague on one day.</summary>
/// <param name="ReportId">Null where nothing was sent; then there are no figures either.</param>
/// <param name="SentAt">When it was last sent (UTC).</param>
public sealed record DailyTeamRow(int PersonId, string Name, int? ReportId, DateTime? SentAt, DailyFigures? Figures);

/// <summary>How many reports of a day were sent.</summary>
public sealed record DailyTeamDay(DateOnly Day, bool IsWorkingDay, int Sent);

/// <summary>Who of a team sent the report of a day, and who did not.</summary>
/// <param name="IsWorkingDay">On a day off nobody is expected to send anything.</param>
/// <param name="Rows">Those who did not send first; the reader only where they sent.</param>
/// <param name="Days">The days around it, the latest first.</param>
public sealed record DailyTeam(DateOnly Day, bool IsWorkingDay, IReadOnlyList<DailyTeamRow> Rows, IReadOnlyList<DailyTeamDay> Days)
{
    public int Sent => Rows.Count(r => r.ReportId is not null);
}

/// <summary>Reads whose daily reports a head got.</summary>
public sealed class DailyTeamQueries(CrmDbContext db, WorkingDayCalendar calendar, UserDirectory users, RoleDirectory roles, OrganizationClock clock)
{
    /// <summary>As many days are offered beside each other.</summary>
    public const int Days = 7;

    /// <exception cref="NotFoundException">The user sees no team.</exception>
    /// <exception cref="BadQueryException">The day lies ahead or far too long ago.</exception>
    public async Task<DailyTeam> ReadAsync(DateOnly? wanted, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.TeamView);
        var day = DailyReportQueries.Wanted(wanted, clock);
        var last = day > clock.Today.AddDays(-Days) ? clock.Today : day;
        var first = last.AddDays(1 - Days);
        var visible = db.DailyReports.AsNoTracking().VisibleTo(db, by);
        var counts = await visible.Where(r => r.Day >= first && r.Day <= last).GroupBy(r => r.Day).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var sent = await visible.Where(r => r.Day == day).Select(r => new
        {
            r.Id,
            r.AuthorId,
            r.SentAt,
            Figures = new DailyFigures(r.FollowUps, r.StageMoves, r.NewCustomers, r.Orders, r.OrderAmount, r.Payments, r.PaymentAmount, r.Planned),
        }).ToDictionaryAsync(r => r.AuthorId, ct);
        var (people, workingDays) = (await users.GetAsync(ct), await calendar.GetAsync(ct));
        var senders = await SendersAsync(ct);
        var rows = people.All.Where(u => sent.ContainsKey(u.Id) || (u.IsActive && u.Id != by.UserId && senders.Contains(u.RoleCode) && by.Covers(u)))
            .Select(u => sent.GetValueOrDefault(u.Id) is { } one
                ? new DailyTeamRow(u.Id, u.Name, one.Id, one.SentAt, one.Figures)
                : new DailyTeamRow(u.Id, u.Name, null, null, null));
        return new DailyTeam(
            day, workingDays.IsWorkingDay(day), [.. rows.OrderBy(r => r.ReportId is not null)],
            [.. Enumerable.Range(0, Days).Select(i => last.AddDays(-i)).Select(d => new DailyTeamDay(d, workingDays.IsWorkingDay(d), counts.GetValueOrDefault(d)))]);
    }

    /// <summary>Roles that send reports and have not the whole company in view: nobody is above those who have.</summary>
    private async Task<HashSet<string>> SendersAsync(CancellationToken ct) =>
        [.. (await roles.GetAsync(ct)).All.Where(r => r.Scope != DataScope.Everything && r.Permissions.Contains(Permissions.DailyReportsSend)).Select(r => r.Code)];
}
