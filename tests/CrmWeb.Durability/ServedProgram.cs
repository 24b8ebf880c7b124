using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;

namespace CrmWeb.Durability;

/// <summary>The built program as a process of its own, in Production, on a port of this machine.</summary>
public sealed class ServedProgram(string program, DatabaseSettings settings, int? port = null) : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);
    private readonly HttpClient probe = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(2) });
    private Process? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{port ?? FreePort()}");

    /// <summary>What the console said last, for a report on what went wrong.</summary>
    public Queue<string> Console { get; } = new();

    /// <summary>As the program names itself in the history of its jobs.</summary>
    public int ProcessId => process!.Id;

    /// <summary>Whether it still runs; a process that was started and ended by itself has failed.</summary>
    public bool IsAlive => process is { HasExited: false };

    /// <summary>Working set in MiB.</summary>
    public long WorkingSet
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64 >> 20;
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> StartAsync(params (string Name, string Value)[] more)
    {
        var started = Stopwatch.GetTimestamp();
        var info = new ProcessStartInfo("dotnet", [program, "--urls", Address.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = settings.DataFolder,
        };
        Directory.CreateDirectory(settings.DataFolder);
        var environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Data__Folder"] = settings.DataFolder,
            ["Database__Provider"] = settings.Provider.ToString(),
            ["ConnectionStrings__Crm"] = settings.ConnectionString,
            ["Security__SignInsPerMinute"] = "100000",
            ["Security__PasswordIterations"] = $"{CoreServices.PasswordIterations}",
        };
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        foreach (var (name, value) in more)
            info.Environment[name] = value;

        process = Process.Start(info)!;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (await StatusAsync("/health/ready") != HttpStatusCode.OK)
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(started) > StartPatience)
                throw new InvalidOperationException($"The program did not get ready:\n{string.Join('\n', Console)}");
            await Task.Delay(Poll);
        }

        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>What an address answers to a stranger; null while nobody answers.</summary>
    public async Task<HttpStatusCode?> StatusAsync(string address)
    {
        try
        {
            using var answer = await probe.GetAsync(new Uri(Address, address), HttpCompletionOption.ResponseHeadersRead);
            return answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>A browser that keeps these cookies.</summary>
    public Browser Browse(CookieContainer cookies) => new(new HttpClient(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        CookieContainer = cookies,
        ConnectTimeout = TimeSpan.FromSeconds(2),
    })
    { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(40) });

    /// <summary>Signs somebody of the test company in.</summary>
    public async Task<CookieContainer> SignInAsync(string userName)
    {
        CookieContainer cookies = new();
        var answer = await (await Browse(cookies).GetAsync("/account/login")).FormWith("Form.Password")
            .Set("Form.UserName", userName).Set("Form.Password", TestCompany.Password).SubmitAsync();
        return answer.IsRedirect ? cookies : throw new InvalidOperationException($"{userName} could not sign in: {answer.Status}");
    }

    /// <summary>kill -9: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>SIGTERM, as a service manager or a container sends it.</summary>
    /// <returns>How long the program took to end.</returns>
    public async Task<TimeSpan> StopAsync()
    {
        var asked = Stopwatch.GetTimestamp();
        using (var term = Process.Start("kill", ["-TERM", $"{process!.Id}"]))
            await term.WaitForExitAsync();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
        return Stopwatch.GetElapsedTime(asked);
    }

    public async ValueTask DisposeAsync()
    {
        probe.Dispose();
        if (process is not null)
            await KillAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Note(string? line)
    {
        lock (Console)
        {
            Console.Enqueue(line ?? "");
            if (Console.Count > 60)
                Console.Dequeue();
        }
    }
}
