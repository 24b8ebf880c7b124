using System.Globalization;
using Serilog;
using Serilog.Configuration;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace CrmWeb.Infrastructure;

/// <summary>Where log lines go: the console for people, JSON files in the data folder for machines. See <see cref="CleanLogSink"/>.</summary>
public static class LoggingSetup
{
    private const long FileSizeLimit = 50 * 1024 * 1024;

    public static ITextFormatter ConsoleFormat { get; } = new MessageTemplateTextFormatter(
        "{Timestamp:HH:mm:ss} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}", CultureInfo.InvariantCulture);

    public static ITextFormatter FileFormat { get; } = new JsonFormatter();

    public static void AddCrmLogging(this ILoggingBuilder logging, IConfiguration configuration, string dataFolder) =>
        logging.AddCrmLogging(configuration, to => to
            .Console(ConsoleFormat).WriteTo
            .File(FileFormat, Path.Combine(dataFolder, "logs", "crm-.json"), rollingInterval: RollingInterval.Day,
                fileSizeLimitBytes: FileSizeLimit, rollOnFileSizeLimit: true, retainedFileCountLimit: 31, shared: false));

    /// <param name="sinks">Where lines go; each gets them cleaned.</param>
    public static void AddCrmLogging(this ILoggingBuilder logging, IConfiguration configuration, Func<LoggerSinkConfiguration, LoggerConfiguration> sinks)
    {
        var inner = sinks(new LoggerConfiguration().MinimumLevel.Verbose().WriteTo).CreateLogger();
        var logger = new LoggerConfiguration()
            // A cookie made up by a stranger is no fault of ours, and there a stack trace each.
            .MinimumLevel.Override("Microsoft.AspNetCore.Antiforgery", LogEventLevel.Fatal)
            .MinimumLevel.Override("Microsoft.AspNetCore.Mvc.ViewFeatures.CookieTempDataProvider", LogEventLevel.Error)
            .ReadFrom.Configuration(configuration)
            .Enrich.FromLogContext()
            .WriteTo.Sink(new CleanLogSink(inner))
            .CreateLogger();
        logging.ClearProviders();
        logging.AddSerilog(logger, dispose: true);
    }
}
