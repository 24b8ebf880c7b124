using System.Diagnostics;
using System.Security.Claims;

namespace CrmWeb.Infrastructure;

/// <summary>One line per request, of bounded length, with the trace id that error pages show.</summary>
internal sealed partial class RequestLogging(RequestDelegate next, ILogger<RequestLogging> logger, TimeProvider time)
{
    private const int MaxPath = 100;
    private const int MaxMethod = 16;

    public async Task InvokeAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            Answered(LogText.Of(context.Request.Method, MaxMethod), Shown(context.Request.Path), context.Response.StatusCode,
                time.GetElapsedTime(started).TotalMilliseconds, context.User.FindFirstValue(ClaimTypes.NameIdentifier), TraceId(context));
        }
    }

    /// <summary>
    /// The address of a calendar feed is a secret: whoever reads the log must not be able to read the calendar. Of the query
    /// nothing is written: people look for names and phones by it.
    /// </summary>
    private static string Shown(PathString address) => address.StartsWithSegments("/calendar") ? "/calendar/…" : LogText.Of(address.Value ?? "", MaxPath);

    /// <summary>What connects an error page with the log.</summary>
    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    [LoggerMessage(LogLevel.Information, "{Method} {Path} {Status} in {Milliseconds:0.0} ms, user {UserId}, trace {TraceId}")]
    private partial void Answered(string method, string path, int status, double milliseconds, string? userId, string traceId);
}
