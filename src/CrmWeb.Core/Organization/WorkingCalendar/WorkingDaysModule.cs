using CrmWeb.Core.Jobs;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Watching;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Organization.WorkingCalendar;

/// <summary>Registers the working calendar.</summary>
public static class WorkingDaysModule
{
    public static IServiceCollection AddWorkingDays(this IServiceCollection services)
    {
        services.AddSingleton<WorkingDayCalendar>();
        services.AddScoped<CalendarQueries>();
        services.AddScoped<CalendarService>();
        services.AddScoped<CalendarCheck>();
        services.AddJob<CalendarCheckJob>(CalendarCheckJob.Code, CalendarCheckJob.Schedule);
        return services.AddPageRules<CalendarForm, WorkingDaysText>(text => new CalendarFormValidator(text));
    }
}
