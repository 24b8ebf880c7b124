using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.DailyReports;

/// <summary>Registers daily reports.</summary>
public static class DailyReportsModule
{
    public static IServiceCollection AddDailyReports(this IServiceCollection services)
    {
        services.AddScoped<DailyComposer>();
        services.AddScoped<DailyRecipients>();
        services.AddScoped<DailyRows>();
        services.AddScoped<DailyReportQueries>();
        services.AddScoped<DailyTeamQueries>();
        services.AddScoped<DailyReportService>();

        // By id, which follows the time: no index is kept for this alone. Their lines go with them.
        services.AddSingleton(CleaningRule.Of("dailyReports", (db, now) =>
        {
            var old = now.AddYears(-2);
            return db.DailyReports.Where(r => r.SentAt < old).OrderBy(r => r.Id);
        }));
        return services.AddPageRules<DailyReportForm, DailyText>(text => new DailyReportFormValidator(text));
    }
}
