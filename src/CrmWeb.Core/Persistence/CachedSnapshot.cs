using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Persistence;

/// <summary>
/// Keeps a small, rarely changing part of the database in memory. What this process changes it drops at once
/// through <see cref="Invalidate"/>; what another process changes is seen when the snapshot is a minute old.
/// Whoever asks in the middle of a transaction of its own never reads over a second connection: there it could wait for its own
/// locks, or be told of a state older than what it has just locked.
/// </summary>
public abstract class CachedSnapshot<T>(IDbContextFactory<CrmDbContext> databases, TimeProvider time) : IDisposable
    where T : class
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim loading = new(1, 1);
    private volatile Entry? current;
    private long generation;

    /// <summary>The snapshot, at most a minute old.</summary>
    public ValueTask<T> GetAsync(CancellationToken ct)
    {
        if (Kept() is { } value)
            return ValueTask.FromResult(value);

        // Read in the transaction, but not kept: others would see what may yet be rolled back.
        return new ValueTask<T>(OpenTransaction.Context is { } db ? LoadAsync(db, ct) : ReloadAsync(ct));
    }

    /// <summary>Forgets the snapshot after a change was committed.</summary>
    public void Invalidate() => Interlocked.Increment(ref generation);

    public void Dispose()
    {
        loading.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <param name="db">Only to be read from, and nothing of it tracked; it may be that of a save under way.</param>
    protected abstract Task<T> LoadAsync(CrmDbContext db, CancellationToken ct);

    private async Task<T> ReloadAsync(CancellationToken ct)
    {
        await loading.WaitAsync(ct);
        try
        {
            if (Kept() is { } kept)
                return kept;

            var startedIn = Interlocked.Read(ref generation);
            var loadedAt = time.GetTimestamp();
            await using var db = await databases.CreateDbContextAsync(ct);
            var value = await LoadAsync(db, ct);

            // Where a change was committed while we were reading, this is handed out once and counts as old from then on.
            current = new Entry(value, loadedAt, startedIn);
            return value;
        }
        finally
        {
            loading.Release();
        }
    }

    /// <summary>The generation is compared when it is asked for, not when it is put there: a change may come in between.</summary>
    private T? Kept() =>
        current is { } entry && entry.Generation == Interlocked.Read(ref generation) && time.GetElapsedTime(entry.LoadedAt) < MaxAge ? entry.Value : null;

    private sealed record Entry(T Value, long LoadedAt, long Generation);
}
