using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Organization.SignIn;
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
        return services;
    }
}
