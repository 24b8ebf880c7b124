using CrmWeb.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Organization;

public static class AccountsModule
{
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        _ = configuration;
        services.AddSingleton<FirstRun>();
        services.AddIdentityCore<CrmUser>().AddEntityFrameworkStores<CrmDbContext>().AddSignInManager();
        return services;
    }
}
