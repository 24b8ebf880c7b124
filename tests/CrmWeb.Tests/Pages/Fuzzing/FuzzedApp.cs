using System.Collections.Concurrent;
using CrmWeb.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmWeb.Tests.Pages.Fuzzing;

/// <summary>The program, telling which exception stood behind an answer of 500.</summary>
public class FuzzedApp : CrmApp
{
    private readonly Faults faults = new();

    public FuzzedApp()
    {
    }

    protected FuzzedApp(Content content)
        : base(content)
    {
    }

    /// <summary>Whether there are people who can sign in.</summary>
    public virtual bool HasCompany => true;

    /// <summary>The same dates, numbers and signs go into every field.</summary>
    protected override bool TypesSecrets => false;

    /// <summary>What was thrown since the last call, shortened to its first lines.</summary>
    public string TakeFaults()
    {
        List<string> taken = [];
        while (faults.Thrown.TryDequeue(out var thrown))
            taken.Add(string.Join('\n', thrown.ToString().Split('\n').Take(14)));
        return string.Join('\n', taken);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddLogging(logging => logging.AddProvider(faults)));
    }

    private sealed class Faults : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<Exception> Thrown { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not null && IsEnabled(logLevel))
                Thrown.Enqueue(exception);
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>The same before anybody has an account.</summary>
public sealed class EmptyFuzzedApp() : FuzzedApp(Content.Empty)
{
    public override bool HasCompany => false;
}
