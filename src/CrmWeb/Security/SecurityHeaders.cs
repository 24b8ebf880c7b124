namespace CrmWeb.Security;

/// <summary>The headers every answer carries.</summary>
public static class SecurityHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>
    /// For a page whose library makes a style element of its own and fills it by script: an empty one is let through, named by the
    /// SHA-256 of nothing; one with anything in it stays refused.
    /// </summary>
    public static void AllowEmptyStyle(HttpResponse response) =>
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy + "; style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

    public static void UseSecurityHeaders(this WebApplication app)
    {
        if (!SecurityOptions.AllowsPlainHttp(app.Configuration, app.Environment))
            app.UseHsts();

        app.Use((context, next) =>
        {
            // At the last moment: an answer that turns into an error page loses what was set before.
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                if (string.IsNullOrEmpty(headers.ContentSecurityPolicy))
                    headers.ContentSecurityPolicy = ContentSecurityPolicy;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "same-origin";

                // Said of documents; a sheet or a script is none.
                if (context.Response.ContentType is not ("text/css" or "text/javascript"))
                {
                    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
                    headers["Cross-Origin-Opener-Policy"] = "same-origin";
                }

                // Pages carry customers' data; only fingerprinted files may be kept.
                if (string.IsNullOrEmpty(headers.CacheControl))
                    headers.CacheControl = "no-store";
                return Task.CompletedTask;
            });
            return next(context);
        });
    }
}
