using System.Diagnostics;
using System.Security.Claims;
using Serilog;
using Serilog.Events;

namespace CrmWeb.Infrastructure.Logging;

/// <summary>One line per request, of bounded length, with the trace id that error pages show.</summary>
internal static class RequestLogging
{
    private const int MaxPath = 100;
    private const int MaxMethod = 16;

    public static void UseRequestLogging(this WebApplication app) => app.UseSerilogRequestLogging(options =>
    {
        options.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
        options.MessageTemplate = "{Method} {Path} {Status} in {Milliseconds:0.0} ms, user {UserId}, trace {TraceId}";
        options.GetMessageTemplateProperties = Properties;

        // A fault has a line of its own, with what was thrown.
        options.GetLevel = (_, _, _) => LogEventLevel.Information;
    });

    /// <summary>What connects an error page with the log.</summary>
    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    private static IEnumerable<LogEventProperty> Properties(HttpContext context, string path, double milliseconds, int status) =>
    [
        new("Method", new ScalarValue(LogText.Of(context.Request.Method, MaxMethod))),
        new("Path", new ScalarValue(Shown(context.Request.Path))),
        new("Status", new ScalarValue(status)),
        new("Milliseconds", new ScalarValue(milliseconds)),
        new("UserId", new ScalarValue(context.User.FindFirstValue(ClaimTypes.NameIdentifier))),
        new("TraceId", new ScalarValue(TraceId(context))),
    ];

    /// <summary>
    /// The address of a calendar feed is a secret: whoever reads the log must not be able to read the calendar. Of the query
    /// nothing is written: people look for names and phones by it.
    /// </summary>
    private static string Shown(PathString address) => address.StartsWithSegments("/calendar") ? "/calendar/…" : LogText.Of(address.Value ?? "", MaxPath);
}
