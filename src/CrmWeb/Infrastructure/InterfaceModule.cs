using System.Text.Encodings.Web;
using System.Text.Unicode;
using CrmWeb.Infrastructure.Guards;
using Microsoft.Extensions.WebEncoders;

namespace CrmWeb.Infrastructure;

/// <summary>What pages need to be written.</summary>
public static class InterfaceModule
{
    public static IServiceCollection AddInterface(this IServiceCollection services) => services
        .AddCompression()
        .AddSingleton<TagHelpers.StoredChoices>()

        // Chinese is written as it is: as numeric entities, the default, a page is two to three times as long.
        // Characters that mean something in HTML are still escaped.
        .Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
}
