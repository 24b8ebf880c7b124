using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications.Messages;

namespace CrmWeb.Core.Notifications.Outbox;

/// <summary>What a run has done, added up by several channels at once.</summary>
internal sealed class OutboxTally
{
    private int sent;
    private int waiting;
    private int failed;

    public int Failed => failed;

    public string? Summary => JobSummary.Of(("sent", sent), ("waiting", waiting), ("failed", failed));

    public void AddFailed(int count) => Interlocked.Add(ref failed, count);

    public void Add(OutboxState state)
    {
        if (state == OutboxState.Sent)
            Interlocked.Increment(ref sent);
        else if (state == OutboxState.Waiting)
            Interlocked.Increment(ref waiting);
        else if (state == OutboxState.Failed)
            Interlocked.Increment(ref failed);
    }
}
