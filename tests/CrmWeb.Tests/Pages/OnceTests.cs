using CrmWeb.Durability;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>
/// Two processes share the jobs of one server database. Without kills here, with twenty by hand: see Jobs and messages in
/// docs/benchmarks.md.
/// </summary>
public sealed class OnceTests
{
    /// <summary>A second process on a SQLite file is refused, so there is nothing to share.</summary>
    [ServerFact]
    public async Task Two_processes_tell_everything_once_on_every_channel()
    {
        await using var database = await TestDatabase.CreateAsync(Content.Company);
        await using var run = new OnceRun(KillTests.BuiltProgram(), database.Settings, reminders: 60, kills: 0, seed: 11, _ => { });
        var report = await run.RunAsync();
        Assert.True(report.IsWithinLimits, report.ToString());
        Assert.Equal(120, report.Arrived);
    }
}
