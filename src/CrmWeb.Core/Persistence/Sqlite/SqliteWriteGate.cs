using System.Data;
using System.Data.Common;
using CrmWeb.Core.Requests;

namespace CrmWeb.Core.Persistence.Sqlite;

/// <summary>
/// Lets one write at a time, or one checkpoint, through to the SQLite file. SQLite allows one writer anyway: waiting
/// here is fair and asynchronous, and it keeps checkpoints away from commits, which SQLite before 3.51.3 needs
/// (WAL-reset race). Who passes gets a <see cref="WriteLease"/>; a lease whose transaction is over or whose connection is
/// closed is taken back, whoever forgot to give it back.
/// </summary>
/// <param name="time">By which it is told how long somebody has held the gate.</param>
/// <param name="patience">How long somebody waits; a minute unless told otherwise.</param>
public sealed class SqliteWriteGate(TimeProvider? time = null, TimeSpan? patience = null) : IDisposable
{
    /// <summary>No write takes nearly as long; whoever still waits then waits for one that will never end.</summary>
    private static readonly TimeSpan UsualPatience = TimeSpan.FromMinutes(1);

    /// <summary>How long whoever waits, or comes then, is still let through when the program ends.</summary>
    private static readonly TimeSpan PatienceAtTheEnd = TimeSpan.FromSeconds(3);

    /// <summary>How often whoever waits looks whether the lease before is still somebody's.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly TimeSpan patience = patience ?? UsualPatience;
    private readonly SemaphoreSlim semaphore = new(1, 1);
    private readonly CancellationTokenSource closing = new();
    private WriteLease? current;
    private int waiting;

    /// <summary>How many stand at the gate.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>How long the one who is through has held the gate; nothing where it is open.</summary>
    public TimeSpan? HeldFor => Volatile.Read(ref current) is { IsOver: false } lease ? time.GetElapsedTime(lease.EnteredAt) : null;

    /// <returns>To be disposed when the write is over.</returns>
    /// <exception cref="DatabaseBusyException">Somebody has held the gate for longer than anybody waits.</exception>
    public async Task<WriteLease> EnterAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (TryEnter() is { } lease)
            return lease;

        Interlocked.Increment(ref waiting);
        try
        {
            using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(ct, closing.Token);
            giveUp.CancelAfter(patience);

            // One place in the queue however often it is looked whether the one before is still there.
            var turn = semaphore.WaitAsync(giveUp.Token);
            while (await Task.WhenAny(turn, Task.Delay(BetweenLooks, CancellationToken.None)) != turn)
                TakeBackWhatIsOver();
            await turn;
            return Enter(new WriteLease(this, time.GetTimestamp()));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw StillClosed();
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    /// <inheritdoc cref="EnterAsync" path="/returns"/>
    /// <inheritdoc cref="EnterAsync" path="/exception"/>
    public WriteLease Enter()
    {
        if (TryEnter() is { } lease)
            return lease;
        for (var left = patience; left > TimeSpan.Zero && !closing.IsCancellationRequested; left -= BetweenLooks)
        {
            if (semaphore.Wait(left < BetweenLooks ? left : BetweenLooks))
                return Enter(new WriteLease(this, time.GetTimestamp()));
            TakeBackWhatIsOver();
        }

        throw StillClosed();
    }

    /// <summary>The program ends: nobody waits for a write that does not end.</summary>
    public void Hurry()
    {
        try
        {
            closing.CancelAfter(PatienceAtTheEnd);
        }
        catch (ObjectDisposedException)
        {
            // Stopped from a second side, after the first has come to its end.
        }
    }

    public void Dispose()
    {
        closing.Dispose();
        semaphore.Dispose();
    }

    internal void Leave(WriteLease lease)
    {
        Interlocked.CompareExchange(ref current, null, lease);
        semaphore.Release();
    }

    private WriteLease? TryEnter()
    {
        TakeBackWhatIsOver();
        return semaphore.Wait(TimeSpan.Zero, CancellationToken.None) ? Enter(new WriteLease(this, time.GetTimestamp())) : null;
    }

    private WriteLease Enter(WriteLease lease)
    {
        Volatile.Write(ref current, lease);
        return lease;
    }

    private void TakeBackWhatIsOver()
    {
        if (Volatile.Read(ref current) is { IsOver: true } lease)
            lease.Dispose();
    }

    private DatabaseBusyException StillClosed() => closing.IsCancellationRequested
        ? new("The program ends while the database is held by one write.")
        : new($"The database has been held by one write for {patience.TotalSeconds:0} s; some transaction was left open.");
}

/// <summary>The right of one write to the SQLite file. Given back once, by whoever notices first that the write is over.</summary>
public sealed class WriteLease : IDisposable
{
    private readonly SqliteWriteGate gate;
    private WeakReference<DbConnection>? connection;
    private WeakReference<DbTransaction>? transaction;
    private int over;

    internal WriteLease(SqliteWriteGate gate, long enteredAt) => (this.gate, EnteredAt) = (gate, enteredAt);

    internal long EnteredAt { get; }

    /// <summary>Whether nobody can write under it any more: it was given back, or its transaction or connection is gone.</summary>
    internal bool IsOver => Volatile.Read(ref over) != 0
        || (Volatile.Read(ref transaction) is { } reference && !(reference.TryGetTarget(out var of) && of.Connection is { State: ConnectionState.Open }));

    /// <summary>From here on it is worth what the transaction is: a transaction that is over has no connection, and a connection that closes says so.</summary>
    internal void Guard(DbTransaction of)
    {
        var on = of.Connection!;
        connection = new WeakReference<DbConnection>(on);
        on.StateChange += GiveBackWhenClosed;
        Volatile.Write(ref transaction, new WeakReference<DbTransaction>(of));
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref over, 1) != 0)
            return;
        if (connection is not null && connection.TryGetTarget(out var on))
            on.StateChange -= GiveBackWhenClosed;
        gate.Leave(this);
    }

    private void GiveBackWhenClosed(object sender, StateChangeEventArgs change)
    {
        if (change.CurrentState != ConnectionState.Open)
            Dispose();
    }
}
