using System.Globalization;
using CrmWeb.Infrastructure;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CrmWeb.Tests.TagHelpers;

/// <summary>The real texts of the interface, in the language of the block that uses them.</summary>
internal static class InterfaceTexts
{
    public static IStringLocalizer<InterfaceText> Text { get; } = new StringLocalizer<InterfaceText>(
        new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));

    public static IDisposable In(string culture) => new Language(culture);

    private sealed class Language : IDisposable
    {
        private readonly CultureInfo culture = CultureInfo.CurrentCulture;
        private readonly CultureInfo uiCulture = CultureInfo.CurrentUICulture;

        public Language(string name) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);

        public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
    }
}
