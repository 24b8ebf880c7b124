using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;

namespace CrmWeb.Durability;

/// <summary>How the program bore that its database was away.</summary>
/// <param name="SlowestPage">Longest that a page made somebody wait while it was away.</param>
/// <param name="OtherAnswers">Pages answered neither 200 nor 503.</param>
/// <param name="RedAfter">From taking it away to /health/ready saying so.</param>
/// <param name="BackAfter">From giving it back to the last page that was not 200.</param>
public sealed record OutageReport(int Unavailable, TimeSpan SlowestPage, IReadOnlyList<string> OtherAnswers, TimeSpan RedAfter, TimeSpan BackAfter, bool Alive)
{
    public bool IsWithinLimits => Alive && Unavailable > 0 && OtherAnswers.Count == 0
        && SlowestPage <= TimeSpan.FromSeconds(5) && RedAfter <= TimeSpan.FromSeconds(10) && BackAfter <= TimeSpan.FromSeconds(10);

    public override string ToString() =>
        $"{Unavailable} pages answered 503, the slowest after {SlowestPage.TotalSeconds:0.00} s; /health/ready said no after {RedAfter.TotalSeconds:0.0} s; "
        + $"all well {BackAfter.TotalSeconds:0.0} s after it was back; the process {(Alive ? "lived on" : "ENDED")}"
        + string.Concat(OtherAnswers.Distinct().Take(10).Select(a => $"\n  {a}"));
}

/// <summary>Takes the database away for a while, with people reading and writing all the time.</summary>
public static class OutageRun
{
    private const int People = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private sealed record Page(TimeSpan At, TimeSpan Took, HttpStatusCode Status, bool SaysWhen);

    public static async Task<OutageReport> RunAsync(
        string program, DatabaseSettings settings, string stop, string start, TimeSpan away, Action<string> say)
    {
        await using var served = new ServedProgram(program, settings);
        await served.StartAsync();
        var cookies = await served.SignInAsync("mgreast");
        ConcurrentQueue<Page> pages = [];
        ConcurrentQueue<(TimeSpan At, HttpStatusCode? Status)> ready = [];
        var clock = Stopwatch.StartNew();
        using var over = new CancellationTokenSource();
        var asking = Enumerable.Range(0, People).Select(i => AskAsync(served.Browse(cookies), i % 2 == 0 ? "/customers" : "/")).Append(WatchAsync()).ToList();

        await Task.Delay(TimeSpan.FromSeconds(3));
        var gone = clock.Elapsed;
        await ShellAsync(stop);
        var fullyGone = clock.Elapsed;
        say($"away after {gone.TotalSeconds:0.0} s");
        await Task.Delay(away);
        await ShellAsync(start);
        var back = clock.Elapsed;
        say($"back after {back.TotalSeconds:0.0} s");
        await Task.Delay(TimeSpan.FromSeconds(15));
        await over.CancelAsync();
        await Task.WhenAll(asking);

        var faulty = pages.Where(p => p.Status != HttpStatusCode.OK).ToList();
        return new OutageReport(
            faulty.Count(p => p.Status == HttpStatusCode.ServiceUnavailable),
            pages.Where(p => p.At >= gone && p.At - p.Took <= back).Max(p => p.Took),
            [
                .. faulty.Where(p => p.Status != HttpStatusCode.ServiceUnavailable).Select(p => $"{p.Status} at {p.At.TotalSeconds:0.0} s"),
                .. faulty.Where(p => p.Status == HttpStatusCode.ServiceUnavailable && !p.SaysWhen).Select(p => $"503 without Retry-After at {p.At.TotalSeconds:0.0} s"),
                .. pages.Where(p => p.Status == HttpStatusCode.OK && p.At - p.Took > fullyGone && p.At < back).Select(p => $"200 while it was away at {p.At.TotalSeconds:0.0} s"),
            ],
            ready.First(r => r.At > gone && r.Status == HttpStatusCode.ServiceUnavailable).At - gone,
            faulty.Where(p => p.At > back).Select(p => p.At - back).DefaultIfEmpty(TimeSpan.Zero).Max(),
            served.IsAlive);

        async Task AskAsync(Browser browser, string address)
        {
            while (!over.IsCancellationRequested)
            {
                var asked = clock.Elapsed;
                var answer = await browser.GetAsync(address);
                pages.Enqueue(new Page(clock.Elapsed, clock.Elapsed - asked, answer.Status, answer.Headers.RetryAfter is not null));
                await Task.Delay(Pause);
            }
        }

        async Task WatchAsync()
        {
            while (!over.IsCancellationRequested)
            {
                var status = await served.StatusAsync("/health/ready");
                ready.Enqueue((clock.Elapsed, status));
                await Task.Delay(Pause);
            }
        }
    }

    private static async Task ShellAsync(string command)
    {
        using var shell = Process.Start("bash", ["-c", command]);
        await shell.WaitForExitAsync();
        if (shell.ExitCode != 0)
            throw new InvalidOperationException($"'{command}' failed with {shell.ExitCode}.");
    }
}
