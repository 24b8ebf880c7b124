using CrmWeb.Core.Jobs;

namespace CrmWeb.Core.Notifications.Outbox;

/// <summary>Sends what is due.</summary>
internal sealed class OutboxJob(OutboxDispatcher sending, OutboxLeases leasing) : IWakefulJob
{
    public Task<bool> HasWorkAsync(CancellationToken ct) => leasing.IsAnythingDueAsync(ct);

    public Task<string?> RunAsync(DateTime dueAt, CancellationToken ct) => sending.RunAsync(ct);
}
