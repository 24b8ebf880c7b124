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
        Kept() is { } value ? ValueTask.FromResult(value) : new ValueTask<T>(ReloadAsync(ct));

    /// <summary>Forgets the snapshot after a change was committed.</summary>
    public void Invalidate() => Interlocked.Increment(ref generation);

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
            if (Kept() is { } kept)
                return kept;

            var startedIn = Interlocked.Read(ref generation);
            var loadedAt = time.GetTimestamp();
            var value = await LoadAsync(ct);

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
