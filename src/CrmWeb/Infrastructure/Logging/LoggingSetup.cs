using System.Globalization;
using CrmWeb.Infrastructure.Startup;
using Serilog;
using Serilog.Configuration;
using Serilog.Events;
using Serilog.Extensions.Hosting;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace CrmWeb.Infrastructure.Logging;

/// <summary>Where log lines go: the console for people, JSON files in the data folder for machines. See <see cref="CleanLogSink"/>.</summary>
public static class LoggingSetup
{
    private const long FileSizeLimit = 50 * 1024 * 1024;

    public static ITextFormatter ConsoleFormat { get; } = new MessageTemplateTextFormatter(
        "{Timestamp:HH:mm:ss} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}", CultureInfo.InvariantCulture);

    public static ITextFormatter FileFormat { get; } = new CompactJsonFormatter();

    /// <summary>
    /// Before the settings are read, and so before it is known where log files go, lines go to the console: what fails in between is
    /// not lost. One for the process; a test that hosts the program leaves it alone.
    /// </summary>
    public static void Begin()
    {
        if (!StartUpFaults.IsHosted)
        {
            Log.Logger = new LoggerConfiguration()
                .WriteTo.Sink(new CleanLogSink(new LoggerConfiguration().WriteTo.Console(ConsoleFormat, standardErrorFromLevel: LogEventLevel.Verbose).CreateLogger()))
                .CreateBootstrapLogger();
        }
    }

    public static void AddCrmLogging(this ILoggingBuilder logging, IConfiguration configuration, string dataFolder) =>
        logging.AddCrmLogging(configuration, to => to
            .Logger(people => people.MinimumLevel.Verbose().Filter.ByExcluding(IsToldInASentence).WriteTo.Console(ConsoleFormat)).WriteTo
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
        var answered = new DiagnosticContext(logger);
        logging.Services.AddSingleton<Serilog.ILogger>(logger).AddSingleton(answered).AddSingleton<IDiagnosticContext>(answered);
    }

    /// <summary>
    /// A start that failed, and what then ends with it: <see cref="StartUpFaults"/> says it to whoever started, the file keeps
    /// where it was.
    /// </summary>
    private static bool IsToldInASentence(LogEvent line) =>
        line is { Exception: not null, Level: >= LogEventLevel.Error } && line.Properties.GetValueOrDefault("SourceContext") is ScalarValue { Value: string source }
        && ((source == "Microsoft.Extensions.Hosting.Internal.Host" && (line.Exception is CleanLogSink.WrittenException { IsCancellation: true } || line.MessageTemplate.Text == "Hosting failed to start"))
            || (source == "Microsoft.AspNetCore.Server.Kestrel" && line.Level == LogEventLevel.Fatal));
}
