using System.Collections.Concurrent;
using CrmWeb.Infrastructure;
using CrmWeb.Infrastructure.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog.Core;
using Serilog.Events;

namespace CrmWeb.Testing;

/// <summary>
/// What a program under test logs, as it stands in the files of an installation. No line may hold a secret that a test of this run has
/// used: a request after which one does fails, and so does the end of the program, which looks through everything once more.
/// </summary>
public sealed class WatchedLog : ILogEventSink, IStartupFilter
{
    /// <summary>The lines of the longest journeys; what came before has been looked at when it was written.</summary>
    private const int Most = 20_000;

    /// <summary>What comes with the program says less; more is what somebody switches on who looks for a fault.</summary>
    private static readonly IConfiguration Levels = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Serilog:MinimumLevel:Default"] = "Verbose",
        ["Serilog:MinimumLevel:Override:Microsoft"] = "Information",
        ["Serilog:MinimumLevel:Override:Microsoft.EntityFrameworkCore"] = "Warning",
        ["Serilog:MinimumLevel:Override:System"] = "Information",
    }).Build();

    private readonly ConcurrentQueue<string> lines = [];
    private readonly ConcurrentQueue<string> found = [];

    /// <summary>Takes the place of every other log.</summary>
    public IServiceCollection AddTo(IServiceCollection services) => services.AddSingleton(this).AddLogging(logging =>
    {
        logging.SetMinimumLevel(LogLevel.Trace);
        logging.AddCrmLogging(Levels, to => to.Sink(this));
    });

    public void Emit(LogEvent logEvent)
    {
        using var text = new StringWriter();
        LoggingSetup.FileFormat.Format(logEvent, text);
        var line = text.ToString();
        lines.Enqueue(line);
        Look(line);
        while (lines.Count > Most)
            lines.TryDequeue(out _);
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (_, rest) =>
        {
            await rest();
            AssertNothingFound();
        });
        next(app);
    };

    /// <summary>Looks through all lines again, for the last time: a secret may be known only after it was written.</summary>
    /// <exception cref="InvalidOperationException">A line holds a secret.</exception>
    public void AssertClean()
    {
        while (lines.TryDequeue(out var line))
            Look(line);
        try
        {
            AssertNothingFound();
        }
        finally
        {
            found.Clear();
        }
    }

    /// <exception cref="InvalidOperationException">A line that was written since the last call holds a secret.</exception>
    public void AssertNothingFound()
    {
        if (found.TryDequeue(out var line))
            throw new InvalidOperationException($"A secret was logged: {line}");
    }

    private void Look(string line)
    {
        if (KnownSecrets.In(line) is { } secret)
            found.Enqueue($"{secret} in {line}");
    }
}
