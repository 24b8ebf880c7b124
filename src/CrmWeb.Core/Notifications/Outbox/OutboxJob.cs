using CrmWeb.Core.Jobs;

namespace CrmWeb.Core.Notifications.Outbox;

/// <summary>Sends what is due.</summary>
internal sealed class OutboxJob(OutboxSending sending) : ICrmJob
{
    public Task<string?> RunAsync(DateTime dueAt, CancellationToken ct) => sending.RunAsync(ct);
}
