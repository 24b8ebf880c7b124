using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace CrmWeb.Benchmarks;

/// <summary>What one scenario took at one number of connections; times in milliseconds.</summary>
internal sealed record Timing(double Median, double P95, double PerSecond, int Requests)
{
    public static Timing Of(List<double> milliseconds, TimeSpan elapsed)
    {
        milliseconds.Sort();
        return new Timing(At(milliseconds, 0.5), At(milliseconds, 0.95), milliseconds.Count / elapsed.TotalSeconds, milliseconds.Count);
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
}

/// <summary>Keeps connections busy: each sends its next request when the answer before has been read.</summary>
internal static class Load
{
    /// <exception cref="InvalidOperationException">An answer was not what was asked for.</exception>
    public static async Task<Timing> RunAsync(Scenario scenario, Visitor visitor, int connections, TimeSpan duration)
    {
        var turn = 0;
        var watch = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using var answers = new AnswerBuffer();
            List<double> own = new(4096);
            while (watch.Elapsed < duration)
            {
                var call = scenario.Next(visitor, Interlocked.Increment(ref turn));
                var started = Stopwatch.GetTimestamp();
                var answer = await visitor.SendAsync(call, answers);
                own.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                if (!scenario.IsRight(call, answer))
                    throw Wrong(scenario, call, answer);
            }

            return own;
        })));
        return Timing.Of([.. times.SelectMany(t => t)], watch.Elapsed);
    }

    /// <summary>
    /// Many people who each save a follow-up now and then; together more than the hundred saves a second that are aimed at.
    /// </summary>
    /// <returns>With how many saves were refused, by the status they were answered with.</returns>
    public static async Task<(Timing Timing, IReadOnlyDictionary<HttpStatusCode, int> Refused)> WritersAsync(IReadOnlyList<Visitor> writers, TimeSpan between, TimeSpan duration)
    {
        ConcurrentDictionary<HttpStatusCode, int> refused = new();
        var watch = Stopwatch.StartNew();
        var times = await Task.WhenAll(writers.Select((writer, number) => Task.Run(async () =>
        {
            using var answers = new AnswerBuffer();
            var random = new Random(number);
            List<double> own = [];
            for (var n = number; ; n++)
            {
                await Task.Delay(between * 2 * random.NextDouble());
                if (watch.Elapsed >= duration)
                    return own;
                var call = Scenarios.WriteFollowUp(writer, n);
                var started = Stopwatch.GetTimestamp();
                var answer = await writer.SendAsync(call, answers);
                own.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                if (answer.Status != HttpStatusCode.Redirect || answer.Location != call.Expects)
                    refused.AddOrUpdate(answer.Status, 1, (_, n) => n + 1);
            }
        })));
        return (Timing.Of([.. times.SelectMany(t => t)], watch.Elapsed), refused);
    }

    private static InvalidOperationException Wrong(Scenario scenario, Call call, Answer answer)
    {
        var file = Path.Combine(Path.GetTempPath(), "crm-benchmark-answer.html");
        File.WriteAllBytes(file, answer.Body.ToArray());
        return new InvalidOperationException($"{scenario.Name}: {call.Path} was answered {answer.Status} {answer.Location}, not what was expected ({call.Expects}); see {file}.");
    }
}
