namespace CrmWeb.Core.Persistence.Signals;

/// <summary>
/// Wakes whoever waits in this process. A signal says only that there is something: it may come too often or twice, many become
/// one, and whoever waits looks from time to time without being woken.
/// </summary>
public sealed class WakeSignal
{
    private readonly List<Waiter> waiters = [];

    public void Ring(Wake what)
    {
        if (what == Wake.None)
            return;
        lock (waiters)
            waiters.ForEach(w => w.Ring(what));
    }

    /// <summary>Listens from now on, until disposed.</summary>
    /// <param name="topics">What it is to be woken by.</param>
    public Waiter Listen(Wake topics)
    {
        var waiter = new Waiter(this, topics);
        lock (waiters)
            waiters.Add(waiter);
        return waiter;
    }

    /// <summary>Somebody who waits. What rings while nobody waits is kept, so that nothing is lost in between.</summary>
    public sealed class Waiter(WakeSignal signal, Wake topics) : IDisposable
    {
        private readonly SemaphoreSlim rung = new(0, 1);
        private Wake kept;

        /// <returns>What rang since the last time; none where the time is up.</returns>
        /// <exception cref="OperationCanceledException">Waiting was cancelled.</exception>
        public async Task<Wake> WaitAsync(TimeSpan longest, CancellationToken ct)
        {
            await rung.WaitAsync(longest, ct);
            lock (rung)
            {
                var what = kept;
                kept = Wake.None;
                return what;
            }
        }

        internal void Ring(Wake what)
        {
            lock (rung)
            {
                if ((what & topics) == Wake.None)
                    return;
                kept |= what & topics;
                if (rung.CurrentCount == 0)
                    rung.Release();
            }
        }

        public void Dispose()
        {
            lock (signal.waiters)
                signal.waiters.Remove(this);
        }
    }
}
