using CrmWeb.Core.Data;
using CrmWeb.Core.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.WorkingDays;

/// <summary>Registers the working calendar.</summary>
public static class WorkingDaysModule
{
    public static IServiceCollection AddWorkingDays(this IServiceCollection services)
    {
        services.AddSingleton<WorkingDayCalendar>();
        services.AddScoped<CalendarQueries>();
        services.AddScoped<CalendarEditing>();
        services.AddScoped<CalendarCheck>();
        services.AddJob<CalendarCheckJob>(CalendarCheckJob.Code, CalendarCheckJob.Schedule);
        return services.AddPageRules<CalendarForm, WorkingDaysText>(text => new CalendarFormValidator(text));
    }
}
