using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CrmWeb.Core.Persistence;

namespace CrmWeb.Benchmarks;

/// <summary>The published program in a process of its own, as an installation runs it.</summary>
internal sealed class PublishedProgram(BenchmarkOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(20);

    private Process? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    private string Assembly => Path.Combine(options.Program, "CrmWeb.dll");

    /// <summary>Publishes, unless a program was given, and generates the data where the data folder is new.</summary>
    /// <exception cref="InvalidOperationException">There is no program where one was said to be.</exception>
    public async Task PrepareAsync()
    {
        if (!options.IsProgramGiven)
            await RunAsync("dotnet", "publish", "src/CrmWeb", "-c", "Release", "-o", options.Program, "--nologo", "-v", "quiet");
        else if (!File.Exists(Assembly))
            throw new InvalidOperationException($"There is no program at {Assembly}; leave --program out to have it published.");

        var note = Path.Combine(options.Data, "generated.txt");
        if (File.Exists(note))
            return;
        Directory.CreateDirectory(options.Data);
        await RunAsync("dotnet", Assembly, "seed", "--demo-accounts", "--customers", $"{options.Customers}", "--follow-ups", $"{options.FollowUps}");
        await File.WriteAllTextAsync(note, $"{options.Customers} customers, {options.FollowUps} follow-ups");
    }

    /// <summary>Starts it and asks for the sign-in page until it is answered.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> StartAsync()
    {
        // What it prints goes nowhere: reading it would cost this process time on the same cores.
        var start = Info("sh", "-c", $"exec dotnet '{Assembly}' > /dev/null");
        using var http = new HttpClient { BaseAddress = Address };
        var watch = Stopwatch.StartNew();
        process = Process.Start(start)!;
        while (watch.Elapsed < Patience)
        {
            try
            {
                using var answer = await http.GetAsync("/account/login");
                if (answer.StatusCode == HttpStatusCode.OK)
                    return watch.Elapsed;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                // Not listening yet.
            }

            await Task.Delay(BetweenAttempts);
        }

        throw new TimeoutException("The program did not answer.");
    }

    /// <summary>Memory the process holds in the machine, in MB (2^20).</summary>
    public double WorkingSet()
    {
        process!.Refresh();
        return process.WorkingSet64 / 1024.0 / 1024.0;
    }

    /// <summary>Asks it to stop as a service manager does.</summary>
    public async Task StopAsync()
    {
        if (process is null or { HasExited: true })
            return;
        using (var signal = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await signal.WaitForExitAsync();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process?.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private ProcessStartInfo Info(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        start.Environment["Database__Provider"] = options.Database.ToString();
        start.Environment["Data__Folder"] = options.Data;
        start.Environment["Security__SignInsPerMinute"] = "100000";
        start.Environment["Diagnostics__RequestCosts"] = "true";
        if (options.Database != DatabaseProvider.Sqlite)
            start.Environment["ConnectionStrings__Crm"] = options.Connection;
        return start;
    }

    private async Task RunAsync(string file, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var run = Process.Start(Info(file, arguments))!;
        await run.WaitForExitAsync();
        if (run.ExitCode != 0)
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {run.ExitCode}.");
        Console.WriteLine($"{string.Join(' ', arguments)}: {watch.Elapsed.TotalSeconds:0.0} s");
    }
}
