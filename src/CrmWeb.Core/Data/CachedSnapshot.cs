namespace CrmWeb.Core.Data;

/// <summary>
/// Keeps a small, rarely changing part of the database in memory. What this process changes it drops at once
/// through <see cref="Invalidate"/>; what another process changes is seen when the snapshot is a minute old.
/// </summary>
public abstract class CachedSnapshot<T>(TimeProvider time) : IDisposable
    where T : class
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim loading = new(1, 1);
    private volatile Entry? current;
    private long generation;

    /// <summary>The snapshot, at most a minute old.</summary>
    public ValueTask<T> GetAsync(CancellationToken ct) =>
        current is { } entry && time.GetElapsedTime(entry.LoadedAt) < MaxAge
            ? ValueTask.FromResult(entry.Value)
            : new ValueTask<T>(ReloadAsync(ct));

    /// <summary>Forgets the snapshot after a change was committed.</summary>
    public void Invalidate()
    {
        Interlocked.Increment(ref generation);
        current = null;
    }

    public void Dispose()
    {
        loading.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<T> LoadAsync(CancellationToken ct);

    private async Task<T> ReloadAsync(CancellationToken ct)
    {
        await loading.WaitAsync(ct);
        try
        {
            if (current is { } entry && time.GetElapsedTime(entry.LoadedAt) < MaxAge)
                return entry.Value;

            var startedIn = Interlocked.Read(ref generation);
            var loadedAt = time.GetTimestamp();
            var value = await LoadAsync(ct);

            // A change committed while we were reading: hand out what was read, but do not keep it.
            if (startedIn == Interlocked.Read(ref generation))
                current = new Entry(value, loadedAt);
            return value;
        }
        finally
        {
            loading.Release();
        }
    }

    private sealed record Entry(T Value, long LoadedAt);
}
