using System.Collections.Concurrent;

namespace CrmWeb.Durability;

/// <summary>What one customer was last told to be, and what the program has acknowledged of it. One client writes to it, so the order is known.</summary>
public sealed class Kept(int id, string name)
{
    public int Id => id;

    public string Name => name;

    /// <summary>Number of the last edit that was sent, and of the last that was acknowledged.</summary>
    public int EditSent { get; set; }

    public int EditDone { get; set; }

    /// <summary>Code of the stage sent last, and of the one acknowledged last.</summary>
    public string? StageSent { get; set; }

    public string? StageDone { get; set; }

    /// <summary>Contents of follow-ups that were acknowledged.</summary>
    public ConcurrentQueue<string> FollowUps { get; } = new();
}

/// <summary>The clients' own account of what the program has acknowledged by a redirect; the database must agree with it.</summary>
public sealed class Ledger
{
    private int acknowledged;

    public ConcurrentDictionary<int, Kept> Customers { get; } = new();

    /// <summary>Answers that were neither a redirect nor the end of the connection; there should be none.</summary>
    public ConcurrentQueue<string> Refusals { get; } = new();

    public int Acknowledged => Volatile.Read(ref acknowledged);

    public void Acknowledge() => Interlocked.Increment(ref acknowledged);
}
