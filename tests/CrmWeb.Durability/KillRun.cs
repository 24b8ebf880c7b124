using System.Diagnostics;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;

namespace CrmWeb.Durability;

/// <summary>What many kills came to.</summary>
/// <param name="Faults">Lost writes, half records, failed integrity checks; each once for each kill it was seen after.</param>
/// <param name="Starts">From starting the process to ready, for each start after a kill.</param>
public sealed record KillReport(int Kills, Ledger Ledger, IReadOnlyList<string> Faults, IReadOnlyList<TimeSpan> Starts)
{
    /// <summary>Longest that a start after a kill may take.</summary>
    private static readonly TimeSpan MostToStart = TimeSpan.FromSeconds(5);

    /// <summary>For a run that has the machine to itself; beside other work a start takes as long as that lets it.</summary>
    public bool IsWithinLimits => Faults.Count == 0 && Ledger.Refusals.IsEmpty && Starts.Max() <= MostToStart;

    public override string ToString() =>
        $"{Kills} kills, {Ledger.Acknowledged} writes acknowledged, {Faults.Count} lost or half, {Ledger.Refusals.Count} refused; "
        + $"ready again after {Starts.Min().TotalSeconds:0.0} to {Starts.Max().TotalSeconds:0.0} s"
        + string.Concat(Faults.Concat(Ledger.Refusals).Distinct().Take(20).Select(f => $"\n  {f}"));
}

/// <summary>Kills the web process in the middle of mixed writes, again and again, and looks each time what the database holds.</summary>
public static class KillRun
{
    /// <summary>Everybody who may create customers.</summary>
    private static readonly Who[] Writers = [Who.RepEast, Who.RepEast2, Who.RepEast3, Who.RepSouth, Who.MgrEast, Who.MgrSouth];

    public static async Task<KillReport> RunAsync(string program, DatabaseSettings settings, int kills, int clients, int seed, Action<string> say)
    {
        var random = new Random(seed);
        var ledger = new Ledger();
        List<string> faults = [];
        List<TimeSpan> starts = [];
        await using var served = new ServedProgram(program, settings);
        await served.StartAsync();
        var people = Enumerable.Range(0, clients).Select(i => new Client(served, Writers[i % Writers.Length].ToString().ToLowerInvariant(), ledger, seed + i)).ToList();
        for (var kill = 1; kill <= kills; kill++)
        {
            using var over = new CancellationTokenSource();
            var before = ledger.Acknowledged;
            var writing = people.Select(p => p.RunAsync(over.Token)).ToList();

            // Not before something was written in this life, and then at any moment.
            var waited = Stopwatch.StartNew();
            while (ledger.Acknowledged < before + clients && waited.Elapsed < TimeSpan.FromSeconds(20))
                await Task.Delay(20);
            await Task.Delay(random.Next(50, 1500));
            await served.KillAsync();
            await over.CancelAsync();
            await Task.WhenAll(writing);

            var found = await Inspection.RunAsync(settings, ledger);
            faults.AddRange(found);
            starts.Add(await served.StartAsync());
            say($"kill {kill}: {ledger.Acknowledged - before} acknowledged, {found.Count} faults, ready after {starts[^1].TotalSeconds:0.0} s");
        }

        faults.AddRange(await EndAsync(served, settings, ledger));
        return new KillReport(kills, ledger, faults, starts);
    }

    /// <summary>Once more after the program has recovered and was ended.</summary>
    private static async Task<IReadOnlyList<string>> EndAsync(ServedProgram served, DatabaseSettings settings, Ledger ledger)
    {
        await served.KillAsync();
        return await Inspection.RunAsync(settings, ledger);
    }
}
