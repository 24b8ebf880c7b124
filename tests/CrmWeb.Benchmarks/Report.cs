using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using CrmWeb.Core.Persistence;

namespace CrmWeb.Benchmarks;

/// <summary>Writes what was found as a section of a Markdown page.</summary>
internal static class Report
{
    public static string Line(Row row) => Invariant(
        $"{row.Role.Name,-8} {row.Scenario,-24} {Times(row.One),-14} {row.One.PerSecond,6:0}/s   8: {Times(row.Eight),-16} {row.Eight.PerSecond,6:0}/s   {row.Commands,5:0.0} SQL {row.AllocatedKilobytes,7:0} kB {row.AnswerKilobytes,5:0} kB");

    public static string Section(BenchmarkOptions options, Findings findings)
    {
        var text = new StringBuilder();
        text.AppendLine(Invariant($"### {options.Database}, {options.Customers:N0} customers, {options.FollowUps:N0} follow-ups")).AppendLine();
        text.AppendLine(Invariant($"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Machine()}, {RuntimeInformation.FrameworkDescription}. The client of the benchmark runs on the same cores.")).AppendLine();

        foreach (var role in findings.Rows.GroupBy(r => r.Role))
        {
            text.AppendLine(Invariant($"**{role.Key.Name}** (`{role.Key.UserName}`, {role.Key.Customers:N0} customers)")).AppendLine();
            text.AppendLine("| | 1 connection p50 / p95 ms | requests/s | 8 connections p50 / p95 ms | requests/s | SQL commands | allocated kB | answer kB |");
            text.AppendLine("|---|---|---|---|---|---|---|---|");
            foreach (var row in role)
            {
                text.AppendLine(Invariant(
                    $"| {row.Scenario} | {Times(row.One)} | {row.One.PerSecond:0} | {Times(row.Eight)} | {row.Eight.PerSecond:0} | {row.Commands:0.0} | {row.AllocatedKilobytes:0} | {row.AnswerKilobytes:0} |"));
            }

            text.AppendLine();
        }

        text.AppendLine("| | |").AppendLine("|---|---|");
        text.AppendLine(Invariant($"| start to first answered page, {findings.Starts.Count} starts | {string.Join(", ", findings.Starts.Select(s => Invariant($"{s.TotalSeconds:0.0} s")))} |"));
        text.AppendLine(Invariant($"| working set after light use | {findings.AfterLightUse:0} MB |"));
        text.AppendLine(Invariant($"| working set after the whole benchmark | {findings.AfterAll:0} MB |"));
        if (findings.Writers is { } w)
        {
            text.AppendLine(Invariant(
                $"| {w.Writers} people, each saving a follow-up every {options.WritersPause.TotalSeconds:0.#} s, for {options.WritersDuration.TotalSeconds:0} s | {w.Timing.PerSecond:0} saves/s, p50 / p95 {Times(w.Timing)} ms, {Refused(w.Refused)} of {w.Timing.Requests:N0} refused |"));
        }

        return text.ToString();
    }

    /// <summary>Puts the section where the one before stood, between two comments that name the database.</summary>
    /// <exception cref="InvalidDataException">The page has no place for it.</exception>
    public static string Replace(string page, DatabaseProvider database, string section)
    {
        var (begin, end) = ($"<!-- {database} begin -->\n", $"<!-- {database} end -->");
        var start = page.IndexOf(begin, StringComparison.Ordinal);
        var stop = page.IndexOf(end, StringComparison.Ordinal);
        return start >= 0 && stop > start
            ? page[..(start + begin.Length)] + section + page[stop..]
            : throw new InvalidDataException($"The page has no lines '{begin.TrimEnd()}' and '{end}'.");
    }

    private static string Times(Timing timing) => Invariant($"{timing.Median:0.0} / {timing.P95:0.0}");

    /// <summary>How many, and where there were any, what they were answered with: "5 (3 times 503, 2 times 400)".</summary>
    private static string Refused(IReadOnlyDictionary<HttpStatusCode, int> byStatus) => byStatus.Count == 0
        ? "0"
        : Invariant($"{byStatus.Values.Sum()} ({string.Join(", ", byStatus.OrderBy(s => s.Key).Select(s => Invariant($"{s.Value} times {(int)s.Key}")))})");

    private static string Machine()
    {
        var model = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            : null;
        return Invariant($"{Environment.ProcessorCount} cores ({model ?? RuntimeInformation.ProcessArchitecture.ToString()}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB, {RuntimeInformation.OSDescription}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
