using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using CrmWeb.Infrastructure;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Security;

/// <summary>
/// An installation whose cookies are for https cannot serve a page over http: whoever set it up is told what is missing, mostly
/// that the proxy in front does not say that people reach it by https. Files and health are served all the same.
/// </summary>
internal sealed partial class HttpsNeeded(
    RequestDelegate next, IConfiguration configuration, IHostEnvironment environment, IStringLocalizer<InterfaceText> text, ILogger<HttpsNeeded> logger)
{
    private readonly bool isNeeded = !SecurityOptions.AllowsPlainHttp(configuration, environment);
    private int told;

    public Task InvokeAsync(HttpContext context)
    {
        if (!isNeeded || context.Request.IsHttps || UncheckedSession.IsNeedless(context))
            return next(context);

        if (Interlocked.Exchange(ref told, 1) == 0)
            CameByHttp(context.Connection.RemoteIpAddress?.ToString() ?? "?");
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(Page(), context.RequestAborted);
    }

    /// <summary>In both languages, and without layout: that has forms, which need cookies.</summary>
    private string Page()
    {
        var culture = CultureInfo.CurrentUICulture;
        StringBuilder page = new("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>https</title></head><body>\n");
        try
        {
            foreach (var language in new[] { "zh-CN", "en" })
            {
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
                page.Append(CultureInfo.InvariantCulture, $"<section lang=\"{language}\"><h1>{Encoded("Https.Title")}</h1><p>{Encoded("Https.Why")}</p><ul>");
                foreach (var remedy in new[] { "Https.Proxy", "Https.Own", "Https.Plain" })
                    page.Append(CultureInfo.InvariantCulture, $"<li>{Encoded(remedy)}</li>");
                page.Append("</ul></section>\n");
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = culture;
        }

        return page.Append("</body></html>\n").ToString();
    }

    private string Encoded(string key) => HtmlEncoder.Default.Encode(text[key].Value);

    [LoggerMessage(LogLevel.Warning, "A page was asked for over plain http by {Sender}, but cookies are for https. Behind a proxy: let it send X-Forwarded-Proto and name it in Security:KnownProxies. Without https: Security:AllowHttp.")]
    private partial void CameByHttp(string sender);
}
