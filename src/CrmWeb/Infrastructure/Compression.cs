using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace CrmWeb.Infrastructure;

/// <summary>
/// Pages go out compressed, a quarter or less of their length, which a phone notices. Not where another site led the browser here:
/// such a site could have it ask again and again, each time with a guess in the address, and learn from the lengths of the
/// answers what is written in the page beside the guess (BREACH). Browsers say who led them over https.
/// </summary>
internal static class Compression
{
    private const string LedBy = "Sec-Fetch-Site";

    public static IServiceCollection AddCompression(this IServiceCollection services) => services
        .AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        })
        .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest)
        .Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);

    public static void UseCompression(this WebApplication app) =>
        app.UseWhen(context => context.Request.Headers[LedBy].ToString() is "same-origin" or "none", own => own.UseResponseCompression());
}
