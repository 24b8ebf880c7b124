using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Organization.WorkingCalendar;

/// <summary>Registers the working calendar.</summary>
public static class WorkingCalendarModule
{
    public static IServiceCollection AddWorkingCalendar(this IServiceCollection services)
    {
        services.AddSingleton<WorkingDayCalendar>();
        services.AddSingleton<IDatabaseSeed, HolidaySeed>();
        services.AddScoped<CalendarQueries>();
        services.AddScoped<CalendarService>();
        return services.AddPageRules<CalendarForm, WorkingDaysText>(text => new CalendarFormValidator(text));
    }
}
