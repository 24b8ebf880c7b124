using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Watching;

/// <summary>Registers what watches: the watch rules and their kinds, and whether the working calendar has its days.</summary>
public static class WatchingModule
{
    public static IServiceCollection AddWatching(this IServiceCollection services)
    {
        services.AddScoped<CalendarCheck>();
        services.AddJob<CalendarCheckJob>(CalendarCheckJob.Code, CalendarCheckJob.Schedule);
        services.AddSingleton<IWatchKind, SilentCustomers>();
        services.AddSingleton<IWatchKind, StuckCustomers>();
        services.AddSingleton<IWatchKind, OverdueTasks>();
        services.AddSingleton<IWatchKind, OverduePayments>();
        services.AddSingleton<WatchKinds>();
        services.AddSingleton<IRuleKinds, WatchNotifications>();
        services.AddScoped<WatchFinder>();

        // By id, which follows the time: no index is kept for this alone. What has stood for a year without being told again is told anew.
        services.AddSingleton(CleaningRule.Of("notices", (db, now) =>
        {
            var old = now.AddDays(-365);
            return db.WatchNotices.Where(n => n.At < old).OrderBy(n => n.Id);
        }));
        services.AddScoped<WatchMatches>();
        services.AddScoped<ICustomerCondition>(p => p.GetRequiredService<WatchMatches>());
        services.AddSingleton<IDatabaseSeed, WatchRuleSeed>();
        services.AddScoped<IStageFollower, WatchRuleFollower>();
        services.AddScoped<WatchRun>();
        services.AddScoped<WatchRuleService>();
        services.AddScoped<WatchRuleQueries>();
        services.AddScoped<WatchDryRun>();
        services.AddJob<WatchJob>(WatchJob.Code, WatchJob.Schedule);
        return services.AddPageRules<WatchRuleForm, WatchingText>(text => new WatchRuleFormValidator(null, null!, null!, null, text));
    }
}
