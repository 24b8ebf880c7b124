using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CrmWeb.Infrastructure.Guards;

/// <summary>How much a request may be.</summary>
internal static class RequestLimits
{
    public const int MaxBodyBytes = 2 * 1024 * 1024;
    public const int MaxFormKeys = 1000;
    /// <summary>Longest text that is searched for; no name is longer.</summary>
    public const int MaxSearchLength = 200;
    public const int MaxFieldLength = 256 * 1024;

    public static void Apply(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = MaxBodyBytes;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }
}
