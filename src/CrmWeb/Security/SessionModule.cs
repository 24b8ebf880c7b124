using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Infrastructure.Startup;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CrmWeb.Security;

/// <summary>Registers who is signed in, what they may do, and the cookies that carry it.</summary>
public static class SessionModule
{
    public static IServiceCollection AddSessions(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment, DatabaseSettings database)
    {
        var plainHttp = SecurityOptions.AllowsPlainHttp(configuration, environment);
        services.Configure<SecurityOptions>(configuration.GetSection("Security"));
        services.AddDataProtection().SetApplicationName("CrmWeb").PersistKeys(database);

        services.AddHttpContextAccessor();
        services.AddScoped<SessionEvents>();
        services.AddSingleton<FormOrigin>();
        services.AddSingleton<KnownDevices>();
        services.AddSingleton(new DeviceCookie(CrmCookies.Harden(new CookieBuilder(), "crm-device", plainHttp)));
        services.AddScoped<DraftKeeper>();
        services.AddScoped<MatchTokens>();
        services.AddScoped<IUserClaimsPrincipalFactory<CrmUser>, CrmClaimsFactory>();
        services.AddScoped(p => p.GetRequiredService<StandIn>().For ?? p.GetRequiredService<IHttpContextAccessor>().HttpContext?.Features.Get<UserScope>() ?? UserScope.Nobody);

        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, options =>
            {
                CrmCookies.Harden(options.Cookie, "crm", plainHttp);
                options.LoginPath = CrmLinks.LoginPath;
                options.ExpireTimeSpan = TimeSpan.FromHours(8);
                options.SlidingExpiration = true;
                options.EventsType = typeof(SessionEvents);
            });
        services.AddAuthorization(options =>
        {
            foreach (var permission in Permissions.All)
                options.AddPolicy(permission, policy => policy.RequireAuthenticatedUser().RequireClaim(CrmClaims.Permission, permission));
            options.AddPolicy(CrmPolicies.CustomerForms, policy => policy.RequireAuthenticatedUser()
                .RequireClaim(CrmClaims.Permission, Permissions.CustomersCreate, Permissions.CustomersEdit));
            options.AddPolicy(CrmPolicies.SignedIn, policy => policy.RequireAuthenticatedUser());
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(_ => false).Build();
        });
        services.AddHsts(options =>
        {
            options.MaxAge = TimeSpan.FromDays(365);
            options.IncludeSubDomains = true;
        });
        services.AddAntiforgery(options =>
        {
            CrmCookies.Harden(options.Cookie, "crm-form", plainHttp);
            options.HeaderName = "X-CSRF-TOKEN";
        });
        services.Configure<CookieTempDataProviderOptions>(options => CrmCookies.Harden(options.Cookie, "crm-note", plainHttp));
        return services;
    }

    /// <summary>Leads everything to the set-up page until the first account exists.</summary>
    public static IApplicationBuilder UseFirstRun(this IApplicationBuilder app) => app.UseMiddleware<FirstRunMiddleware>();

    /// <summary>Puts the scope of whoever is signed in where pages find it; leads to the steps an account has still to take.</summary>
    public static IApplicationBuilder UseUserScope(this IApplicationBuilder app) => app.UseMiddleware<UserScopeMiddleware>();
}

/// <summary>Policies that are no single permission.</summary>
public static class CrmPolicies
{
    /// <summary>Anybody signed in, whatever the role.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Whoever may create customers or change them: what helps while typing serves both forms.</summary>
    public const string CustomerForms = "customer-forms";
}

/// <summary>Claims the session cookie carries besides Identity's own.</summary>
public static class CrmClaims
{
    public const string Permission = "permission";
    public const string Scope = "scope";
    public const string Department = "department";
    public const string DisplayName = "name";
    public const string Role = "role-code";
    public const string Culture = "culture";

    /// <summary>Present while the first-sign-in step is open.</summary>
    public const string FirstSignIn = "first-sign-in";
}

/// <summary>Settings of the section Security.</summary>
public sealed class SecurityOptions
{
    /// <summary>Serve over plain http outside Development: a closed network without certificate.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Longest a session lasts however busy, in hours.</summary>
    public int AbsoluteSessionHours { get; set; } = 12;

    /// <summary>Sign-in attempts per minute and address.</summary>
    public int SignInsPerMinute { get; set; } = 30;

    /// <summary>Development, where it is allowed outright, and while only this machine is served (the first run).</summary>
    public static bool AllowsPlainHttp(IConfiguration configuration, IHostEnvironment environment) =>
        environment.IsDevelopment()
        || configuration.GetValue<bool>("Security:AllowHttp")
        || (ProductionChecks.ServesOnlyLoopback(configuration) && configuration["PublicBaseUrl"]?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) != true);
}

/// <summary>How every cookie of ours is made.</summary>
internal static class CrmCookies
{
    public static CookieBuilder Harden(CookieBuilder cookie, string name, bool plainHttp)
    {
        // The __Host- prefix makes browsers insist on Secure, no Domain and Path=/; it cannot be used over plain http.
        cookie.Name = plainHttp ? name : "__Host-" + name;
        cookie.SecurePolicy = plainHttp ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.Path = "/";
        cookie.IsEssential = true;
        return cookie;
    }
}
