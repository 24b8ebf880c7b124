using CrmWeb.Core.Access;
using CrmWeb.Core.DailyReports;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Persistence;

namespace CrmWeb.SampleData.Company;

/// <summary>The daily reports of the last working days; on the last one somebody has forgotten it.</summary>
internal sealed class DemoDailyReports(CrmDbContext db, DailyComposer composer, WorkingDayCalendar calendar, OrganizationClock clock)
{
    private const int DaysBack = 7;

    private const string Forgetful = "rep.east2";

    private static readonly (string Rep, string Manager, string[] Notes)[] Authors =
    [
        ("rep.east1", "mgr.east", ["方案已发出，等客户回复。", "下周需要售前一起上门演示。", "两家客户确认了预算。"]),
        (Forgetful, "mgr.east", ["回访了老客户，没有异常。", "一家客户在比价，需要支持折扣。"]),
        ("rep.south1", "mgr.south", ["合同条款客户法务在看。", "明天去工厂看现场。"]),
    ];

    public async Task FillAsync(IReadOnlyDictionary<string, CrmUser> staff, CancellationToken ct)
    {
        var working = await calendar.GetAsync(ct);
        List<DateOnly> days = [.. Enumerable.Range(1, DaysBack).Select(i => clock.Today.AddDays(-i)).Where(working.IsWorkingDay)];
        List<DailyReport> reports = [];
        foreach (var (rep, manager, notes) in Authors)
        {
            var scope = new UserScope { UserId = staff[rep].Id, Scope = DataScope.Own, Permissions = [Permissions.CustomersView], Today = clock.Today };
            foreach (var day in days.Skip(rep == Forgetful ? 1 : 0))
            {
                var report = new DailyReport(scope.UserId, day);
                var key = new Guid(scope.UserId, 0, 0, BitConverter.GetBytes((long)day.DayNumber));
                report.Send(await composer.ComposeAsync(day, scope, ct), notes[day.DayNumber % notes.Length], staff[manager].Id, key, clock.StartOfDay(day).AddHours(18).AddMinutes(day.DayNumber % 40));
                reports.Add(report);
            }
        }

        await db.SaveNewAsync(reports, ct);
    }
}
