using System.Globalization;
using CrmWeb.Security;
using Microsoft.AspNetCore.Localization;

namespace CrmWeb.Infrastructure;

/// <summary>Which language a page speaks: the user's choice, else the browser's; any kind of Chinese gets zh-CN.</summary>
internal static class Localization
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    public static IServiceCollection AddCrmLocalization(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddSingleton<Microsoft.Extensions.Localization.IStringLocalizerFactory, TextLocalizers>();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(Chinese);
            options.SupportedCultures = options.SupportedUICultures = [new CultureInfo(Chinese), new CultureInfo(English)];
            options.RequestCultureProviders =
            [
                new CustomRequestCultureProvider(context => Task.FromResult(Choose(context.User.FindFirst(CrmClaims.Culture)?.Value))),
                new CookieRequestCultureProvider { CookieName = "crm-language" },
                new CustomRequestCultureProvider(context => Task.FromResult(FromBrowser(context.Request))),
            ];
        });
        return services;
    }

    /// <summary>zh-CN for any zh, en for any en, null for anything else.</summary>
    public static string? Match(string? language) =>
        language is null ? null
        : language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese
        : language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English
        : null;

    private static ProviderCultureResult? Choose(string? language) => Match(language) is { } culture ? new ProviderCultureResult(culture) : null;

    private static ProviderCultureResult? FromBrowser(HttpRequest request) => Choose(request.GetTypedHeaders().AcceptLanguage
        .Where(l => l.Value.HasValue)
        .OrderByDescending(l => l.Quality ?? 1)
        .Select(l => l.Value.Value)
        .FirstOrDefault(l => Match(l) is not null));
}
