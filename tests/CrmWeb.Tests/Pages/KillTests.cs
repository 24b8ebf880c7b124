using CrmWeb.Durability;
using CrmWeb.Testing;
using CrmWeb.Tests.Conventions;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>
/// The built program as a process of its own, killed in the middle of writes. Two kills here, thirty by hand: see Durability in
/// docs/benchmarks.md.
/// </summary>
public sealed class KillTests
{
    [Fact]
    public async Task Killed_in_the_middle_of_writes_it_has_lost_nothing_that_it_acknowledged()
    {
        await using var database = await TestDatabase.CreateAsync(Content.Company);
        var report = await KillRun.RunAsync(BuiltProgram(), database.Settings, kills: 2, clients: 4, seed: 7, _ => { });

        Assert.Empty(report.Faults);
        Assert.Empty(report.Ledger.Refusals);
        Assert.True(report.Ledger.Acknowledged >= 8, report.ToString());
    }

    [Theory]
    [InlineData(4.9, true)]
    [InlineData(5.1, false)]
    public void By_hand_a_slow_start_is_no_good_run(double slowest, bool good) =>
        Assert.Equal(good, new KillReport(2, new Ledger(), [], [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(slowest)]).IsWithinLimits);

    /// <summary>What this build put beside the tests: same configuration, same framework.</summary>
    internal static string BuiltProgram()
    {
        var output = Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "CrmWeb.Tests"), AppContext.BaseDirectory);
        return Path.Combine(Repository.Root, "src", "CrmWeb", output, "CrmWeb.dll");
    }
}
