using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrmWeb.Core.Organization;

/// <summary>Registers the company: its clock, departments and people.</summary>
public static class OrganizationModule
{
    public static IServiceCollection AddOrganization(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(p => new OrganizationClock(
            p.GetRequiredService<TimeProvider>(),
            TimeZoneInfo.FindSystemTimeZoneById(configuration["Organization:TimeZone"] ?? OrganizationClock.DefaultZoneId)));
        services.AddSingleton<DepartmentTree>();
        services.AddSingleton<UserDirectory>();
        services.AddSingleton<RoleDirectory>();
        services.AddSingleton<UserScopes>();
        services.AddSingleton<AccountSessions>();
        services.AddSingleton<IDatabaseSeed, RoleSeed>();
        services.AddSingleton<IStoredKeys, AccountKeys>();
        services.AddSingleton(CleaningRule.Of("sessions", (db, now) => db.EndedSessions.Where(s => s.Until < now).OrderBy(s => s.Id)));
        services.AddSingleton(CleaningRule.Of("tries", (db, now) => db.SignInTries.Where(t => t.Until < now).OrderBy(t => t.Until).ThenBy(t => t.Id)));
        return services;
    }
}
