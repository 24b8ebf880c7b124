using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Persistence.SqlServer;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence;

/// <summary>What was read before a change is not kept after it, however the two fall together.</summary>
[Trait("Category", "Pure")]
public sealed class CachedSnapshotTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestClock clock = new();

    [Fact]
    public async Task What_is_read_once_is_kept_for_a_minute()
    {
        using var words = new Words(clock);
        words.Now("old");
        Assert.Equal("old", await words.GetAsync(None));
        words.Now("new");
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("old", await words.GetAsync(None));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("new", await words.GetAsync(None));
    }

    [Fact]
    public async Task A_change_is_seen_by_whoever_asks_after_it()
    {
        using var words = new Words(clock);
        words.Now("old");
        await words.GetAsync(None);
        words.Now("new");
        words.Invalidate();
        Assert.Equal("new", await words.GetAsync(None));
        Assert.Equal(2, words.Loads);
    }

    [Fact]
    public async Task A_change_while_it_is_read_is_seen_by_the_next_who_asks_and_by_who_waits()
    {
        using var words = new Words(clock);
        var reading = new TaskCompletionSource<string>();
        words.Next(reading.Task);
        var first = words.GetAsync(None).AsTask();
        var waiting = words.GetAsync(None).AsTask();
        words.Now("new");
        words.Invalidate();
        reading.SetResult("old");

        Assert.Equal("old", await first);
        Assert.Equal("new", await waiting);
        Assert.Equal("new", await words.GetAsync(None));
        Assert.Equal(2, words.Loads);
    }

    private sealed class Words(TimeProvider time) : CachedSnapshot<string>(Unused, time)
    {
        private readonly Queue<Task<string>> next = new();
        private static readonly IDbContextFactory<CrmDbContext> Unused = new PretendedDatabases(new PretendedServer());
        private string now = "";

        public int Loads { get; private set; }

        public void Now(string word) => now = word;

        /// <summary>What the next one who reads waits for.</summary>
        public void Next(Task<string> word) => next.Enqueue(word);

        protected override Task<string> LoadAsync(CrmDbContext db, CancellationToken ct)
        {
            Loads++;
            return next.TryDequeue(out var word) ? word : Task.FromResult(now);
        }
    }
}
