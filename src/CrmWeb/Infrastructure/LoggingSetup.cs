using Serilog;
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
            .WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}", formatProvider: System.Globalization.CultureInfo.InvariantCulture)
            .WriteTo.File(new JsonFormatter(), Path.Combine(dataFolder, "logs", "crm-.json"), rollingInterval: RollingInterval.Day,
                fileSizeLimitBytes: FileSizeLimit, rollOnFileSizeLimit: true, retainedFileCountLimit: 31, shared: false)
            .CreateLogger();
        logging.ClearProviders();
        logging.AddSerilog(logger, dispose: true);
    }
}
