using CrmWeb.Core.Organization.Departments;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Organization.Accounts;

/// <summary>Registers accounts: Identity for hashing and sessions, our own rules for everything else.</summary>
public static class AccountsModule
{
    /// <summary>PBKDF2-HMAC-SHA512 iterations of a password hash (OWASP Password Storage Cheat Sheet).</summary>
    private const int PasswordIterations = 210_000;

    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddIdentityCore<CrmUser>(options =>
            {
                options.Password = new PasswordOptions
                {
                    RequiredLength = PasswordRules.MinLength,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                };
                options.Lockout.MaxFailedAccessAttempts = PasswordCheck.MaxTries;
                options.Lockout.DefaultLockoutTimeSpan = PasswordCheck.LockedFor;
                // Names are checked by UserForm; Identity's own list has no Chinese characters.
                options.User.AllowedUserNameCharacters = "";
            })
            .AddEntityFrameworkStores<CrmDbContext>()
            .AddSignInManager()
            .AddPasswordValidator<PasswordRules>();
        services.Configure<PasswordHasherOptions>(options =>
            options.IterationCount = configuration.GetValue("Security:PasswordIterations", PasswordIterations));

        services.Configure<CompanyWords>(options => options.Words = [configuration["Organization:Name"], configuration["Organization:Abbreviation"]]);

        services.AddSingleton<UnknownAccount>();
        services.AddSingleton<FirstRun>();
        services.AddScoped<PasswordRules>();
        services.AddSingleton<TriesInMemory>();
        services.AddScoped<TryCounter>();
        services.AddScoped<LockOutAlarm>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<AccountSignIn>();
        services.AddScoped<AccountEventLog>();
        services.AddSingleton<OwedEntries>();
        services.AddScoped<OwnAccount>();
        services.AddScoped<AccountChecks>();
        services.AddScoped<UserAdministration>();
        services.AddScoped<UserQueries>();
        services.AddScoped<DepartmentAdministration>();
        services.AddScoped<DepartmentQueries>();
        services.AddScoped<FirstAccount>();
        return services
            .AddPageRules<UserForm, OrganizationText>(text => new UserFormValidator(text, null!, null!, isNew: true))
            .AddPageRules<ProfileForm, OrganizationText>(text => new ProfileFormValidator(text))
            .AddPageRules<SignInForm, OrganizationText>(text => new SignInFormValidator(text))
            .AddPageRules<FirstSignInForm, OrganizationText>(text => new FirstSignInFormValidator(text, asksForPassword: true))
            .AddPageRules<PasswordForm, OrganizationText>(text => new PasswordFormValidator(text))
            .AddPageRules<FirstRunForm, OrganizationText>(text => new FirstRunFormValidator(text))
            .AddPageRules<DepartmentForm, OrganizationText>(text => new DepartmentFormValidator(text, null, null!, null!));
    }
}
