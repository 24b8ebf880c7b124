using System.Collections.Concurrent;
using System.Text;
using CrmWeb.Infrastructure.Logging;
using CrmWeb.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace CrmWeb.Tests.Infrastructure.Logs;

/// <summary>The program with the logging it has in production, written into memory.</summary>
public abstract class LoggedApp(string level) : CrmApp
{
    /// <summary>As the console shows it.</summary>
    public Written Console { get; } = new(LoggingSetup.ConsoleFormat);

    /// <summary>As it stands in the files.</summary>
    public Written File { get; } = new(LoggingSetup.FileFormat);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Serilog:MinimumLevel:Default"] = level,
            ["Serilog:MinimumLevel:Override:Microsoft"] = level == "Information" ? "Warning" : level,
            ["Serilog:MinimumLevel:Override:System"] = level == "Information" ? "Warning" : level,
        }).Build();
        builder.ConfigureTestServices(services => services.AddLogging(logging =>
        {
            logging.SetMinimumLevel(LogLevel.Trace);
            logging.AddCrmLogging(settings, to => to.Sink(Console).WriteTo.Sink(File));
        }));
    }

    /// <summary>What was written to one place.</summary>
    public sealed class Written(ITextFormatter format) : ILogEventSink
    {
        private readonly ConcurrentQueue<string> entries = [];

        public IReadOnlyList<string> Entries => [.. entries];

        public long Bytes => entries.Sum(e => (long)Encoding.UTF8.GetByteCount(e));

        public void Emit(LogEvent logEvent)
        {
            var text = new StringWriter();
            format.Format(logEvent, text);
            entries.Enqueue(text.ToString());
        }

        public void Clear() => entries.Clear();
    }
}

/// <summary>At the levels of the settings that come with the program.</summary>
public sealed class UsualLoggedApp() : LoggedApp("Information");

/// <summary>With everything switched on, as somebody does who looks for a fault.</summary>
public sealed class WholeLoggedApp() : LoggedApp("Verbose");
