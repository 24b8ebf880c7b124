using CrmWeb.Core.Access;
using CrmWeb.Core.DailyReports;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Tests.Core.DailyReports;

/// <summary>Daily reports for tests.</summary>
internal static class Reported
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Sends the day as it is, in place of what was sent before.</summary>
    public static async Task<int> SendDayAsync(this IServiceProvider services, UserScope by, string? note = null, DateOnly? day = null)
    {
        var form = new DailyReportForm { CreationKey = Guid.NewGuid(), Version = await services.SentVersionAsync(by, day), Note = note };
        return await services.RunAsync<DailyReportService, int>(s => s.SendAsync(day, form, by, None));
    }

    /// <summary>The version of what somebody sent of a day; null where nothing was.</summary>
    public static Task<Guid?> SentVersionAsync(this IServiceProvider services, UserScope by, DateOnly? day = null)
    {
        var wanted = day ?? by.Today;
        return services.RunAsync<CrmDbContext, Guid?>(db => db.DailyReports.Where(r => r.AuthorId == by.UserId && r.Day == wanted).Select(r => (Guid?)r.Version).SingleOrDefaultAsync());
    }

    public static Task<int> SendDayAsync(this CoreFixture app, Who who, string? note = null, DateOnly? day = null) => app.Services.SendDayAsync(app.As(who), note, day);

    public static Task<DailyReportView> ReadDayAsync(this CoreFixture app, int id, Who who) =>
        app.WithAsync<DailyReportQueries, DailyReportView>(q => q.ReadAsync(id, app.As(who), None));

    public static Task<DailyOwn> OwnDayAsync(this CoreFixture app, Who who, DateOnly? day = null) =>
        app.WithAsync<DailyReportQueries, DailyOwn>(q => q.OwnAsync(day, app.As(who), None));

    public static Task<DailyTeam> TeamDayAsync(this CoreFixture app, Who who, DateOnly? day = null) =>
        app.WithAsync<DailyTeamQueries, DailyTeam>(q => q.ReadAsync(day, app.As(who), None));

    public static Task HeadAsync(this CoreFixture app, int department, Who? head) => app.DbAsync(async db =>
    {
        var id = head is { } who ? app.Company[who].Id : (int?)null;
        await db.Departments.Where(d => d.Id == department).ExecuteUpdateAsync(s => s.SetProperty(d => d.HeadId, id));
        await app.WithAsync<DepartmentTree>(t =>
        {
            t.Invalidate();
            return Task.CompletedTask;
        });
        return 0;
    });
}
