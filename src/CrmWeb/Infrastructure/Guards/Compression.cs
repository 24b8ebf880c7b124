using System.IO.Compression;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;

namespace CrmWeb.Infrastructure.Guards;

/// <summary>
/// Pages go out compressed, a quarter or less of their length, which a phone notices. Not where another site led the browser here:
/// such a site could have it ask again and again, each time with a guess in the address, and learn from the lengths of the
/// answers what is written in the page beside the guess (BREACH). Browsers say who led them over https and on the own machine; over
/// plain http they say nothing, and whoever could measure the lengths can read the page itself.
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
        .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal)
        .Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);

    public static void UseCompression(this WebApplication app) =>
        app.UseWhen(context => MayBeCompressed(context.Request), own => own.UseResponseCompression());

    private static bool MayBeCompressed(HttpRequest request) => request.Headers[LedBy].ToString() switch
    {
        "same-origin" or "none" => true,
        "" => !request.IsHttps && !ComesByProxy(request),
        _ => false,
    };

    /// <summary>A proxy that is not among the known ones may stand at the end of https; a known one's word has been taken, and its header away.</summary>
    private static bool ComesByProxy(HttpRequest request) =>
        request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedProtoHeaderName) || request.Headers.ContainsKey("Forwarded")
        || request.Headers.ContainsKey(HeaderNames.Via);
}
