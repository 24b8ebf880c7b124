using System.Diagnostics;
using System.Globalization;
using CrmWeb.Core.Persistence.Sqlite;
using CrmWeb.SampleData.Generator;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Xunit.Abstractions;

namespace CrmWeb.Tests.Core.Watching;

/// <summary>
/// The rules over many customers. With CRM_TEST_CUSTOMERS=100000 it is the measurement that docs/benchmarks.md tells of; by
/// itself it is short and its limits are wide.
/// </summary>
public sealed class WatchSpeedTests(ManyCustomers app, ITestOutputHelper output) : IClassFixture<ManyCustomers>
{
    [Fact]
    public async Task All_rules_run_in_seconds_and_nobody_waits_long_for_them()
    {
        await app.FillAsync();
        for (var run = 1; run <= 3; run++)
        {
            using var done = new CancellationTokenSource();
            var waiting = LongestWaitAsync(done.Token);
            var watch = Stopwatch.StartNew();
            var outcome = await app.RunAsync();
            var took = watch.Elapsed;
            await done.CancelAsync();
            var longest = await waiting;
            output.WriteLine($"run {run}: {outcome} in {took.TotalMilliseconds:0} ms, the gate was held for {longest.TotalMilliseconds:0} ms at most");

            Assert.True(run == 1 ? outcome.Cases > app.Customers / 20 : outcome.Cases == 0, $"{outcome}");
            Assert.True(took < TimeSpan.FromSeconds(app.IsMeasured ? 5 : 15), $"{took}");
            Assert.True(longest < TimeSpan.FromMilliseconds(app.IsMeasured ? 200 : 1500), $"{longest}");
        }

        Assert.Equal(await app.DbAsync(db => db.WatchNotices.CountAsync()), await app.DbAsync(db => db.WatchNotices.Select(n => new { n.RuleId, n.SubjectId, n.CaseAt, n.RecipientId }).Distinct().CountAsync()));
    }

    /// <summary>How long somebody who writes all the time has to wait at most; zero on the servers, which have no gate.</summary>
    private async Task<TimeSpan> LongestWaitAsync(CancellationToken done)
    {
        var longest = TimeSpan.Zero;
        if (app.Services.GetService<SqliteWriteGate>() is not { } gate)
            return longest;
        while (!done.IsCancellationRequested)
        {
            var watch = Stopwatch.StartNew();
            (await gate.EnterAsync(CancellationToken.None)).Dispose();
            longest = watch.Elapsed > longest ? watch.Elapsed : longest;
            await Task.Delay(1, CancellationToken.None);
        }

        return longest;
    }
}

/// <summary>The demo company with many more customers.</summary>
public sealed class ManyCustomers : CoreFixture
{
    private Task? filling;

    public ManyCustomers()
        : base(Content.Empty)
    {
    }

    public bool IsMeasured { get; } = Environment.GetEnvironmentVariable("CRM_TEST_CUSTOMERS") is { Length: > 0 };

    public int Customers { get; } = int.Parse(Environment.GetEnvironmentVariable("CRM_TEST_CUSTOMERS") is { Length: > 0 } set ? set : "1500", CultureInfo.InvariantCulture);

    public Task FillAsync() => filling ??= WithAsync<DataSeeder>(s => s.SeedAsync(new SeedOrder(Customers, Customers * 3), _ => { }, CancellationToken.None));
}
