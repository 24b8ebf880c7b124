using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace CrmWeb.Infrastructure;

/// <summary>Where log lines go: the console for people, JSON files in the data folder for machines.</summary>
internal static class LoggingSetup
{
    private const long FileSizeLimit = 50 * 1024 * 1024;

    public static void AddCrmLogging(this ILoggingBuilder logging, IConfiguration configuration, string dataFolder)
    {
        var logger = new LoggerConfiguration()
            .ReadFrom.Configuration(configuration)
            .Enrich.FromLogContext()
            .WriteTo.Logger(people => people.Filter.ByExcluding(IsToldInASentence)
                .WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}", formatProvider: System.Globalization.CultureInfo.InvariantCulture))
            .WriteTo.File(new JsonFormatter(), Path.Combine(dataFolder, "logs", "crm-.json"), rollingInterval: RollingInterval.Day,
                fileSizeLimitBytes: FileSizeLimit, rollOnFileSizeLimit: true, retainedFileCountLimit: 31, shared: false)
            .CreateLogger();
        logging.ClearProviders();
        logging.AddSerilog(logger, dispose: true);
    }

    /// <summary>
    /// A start that failed, and what then ends with it: <see cref="StartUpFaults"/> says it to whoever started, the file keeps
    /// where it was.
    /// </summary>
    private static bool IsToldInASentence(LogEvent line) =>
        line is { Exception: not null, Level: >= LogEventLevel.Error } && line.Properties.GetValueOrDefault("SourceContext") is ScalarValue { Value: string source }
        && ((source == "Microsoft.Extensions.Hosting.Internal.Host" && (line.Exception is OperationCanceledException || line.MessageTemplate.Text == "Hosting failed to start"))
            || (source == "Microsoft.AspNetCore.Server.Kestrel" && line.Level == LogEventLevel.Fatal));
}
