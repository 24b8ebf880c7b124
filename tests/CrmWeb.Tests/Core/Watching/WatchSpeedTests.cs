using System.Diagnostics;
using System.Globalization;
using CrmWeb.Core.Persistence.Sqlite;
using CrmWeb.SampleData.Generator;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Xunit.Abstractions;

namespace CrmWeb.Tests.Core.Watching;

/// <summary>
/// The rules over many customers, counted in commands and rows. With CRM_TEST_CUSTOMERS=100000 it tells the times as well, which
/// stand in docs/benchmarks.md; a time proves nothing on a machine that does other things.
/// </summary>
public sealed class WatchSpeedTests(ManyCustomers app, ITestOutputHelper output) : IClassFixture<ManyCustomers>
{
    /// <summary>Rows that one transaction may write; everybody else's writes wait as long as that.</summary>
    private const int MostAtOnce = 1000;

    /// <summary>Commands that looking for a rule's cases may take, and telling of a thousand; besides, what people are told is written line by line.</summary>
    private const int MostARule = 20;

    private const int MostAThousand = 40;

    [Fact]
    public async Task All_rules_take_a_few_commands_and_nobody_waits_for_more_than_a_thousand_rows()
    {
        await app.FillAsync();
        for (var run = 1; run <= 3; run++)
        {
            await app.DbAsync(async db =>
            {
                await app.Work.WatchAsync("WatchNotices", db);
                return 0;
            });
            app.Sql.Clear();
            using var done = new CancellationTokenSource();
            var waiting = app.IsMeasured ? LongestWaitAsync(done.Token) : Task.FromResult(TimeSpan.Zero);
            var watch = Stopwatch.StartNew();
            var outcome = await app.RunAsync();
            var took = watch.Elapsed;
            await done.CancelAsync();
            var longest = await waiting;
            output.WriteLine($"run {run}: {outcome}, {app.Sql.Commands.Count} commands, {app.Work.Rows.Count} transactions of {string.Join(' ', app.Work.Rows)} rows");
            if (app.IsMeasured)
                output.WriteLine($"run {run}: {took.TotalMilliseconds:0} ms, the gate was held for {longest.TotalMilliseconds:0} ms at most");

            // Less would not fill one transaction, and show nothing.
            Assert.Equal(run == 1, app.Work.Rows.Contains(MostAtOnce));
            Assert.True(run == 1 ? outcome.Cases > app.Customers / 20 : outcome.Cases == 0, $"{outcome}");
            Assert.Equal(outcome.Cases, app.Work.Rows.Sum());
            Assert.All(app.Work.Rows, rows => Assert.InRange(rows, 0, MostAtOnce));
            Assert.InRange(app.Sql.Commands.Count, outcome.Rules, (outcome.Rules * MostARule) + (outcome.Cases / MostAtOnce * MostAThousand) + outcome.Announcements);
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

    /// <summary>What each transaction wrote.</summary>
    public WorkLog Work { get; } = new();

    protected override IEnumerable<IInterceptor> Watching => [Sql, Work];

    public ManyCustomers()
        : base(Content.Empty)
    {
    }

    public bool IsMeasured { get; } = Environment.GetEnvironmentVariable("CRM_TEST_CUSTOMERS") is { Length: > 0 };

    public int Customers { get; } = int.Parse(Environment.GetEnvironmentVariable("CRM_TEST_CUSTOMERS") is { Length: > 0 } set ? set : "1500", CultureInfo.InvariantCulture);

    public Task FillAsync() => filling ??= WithAsync<DataSeeder>(s => s.SeedAsync(new SeedOrder(Customers, Customers * 3), _ => { }, CancellationToken.None));
}
