using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Bulk;
using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.SampleData.Generator;

/// <summary>Rows that are written together.</summary>
internal sealed class SeedBatch(SeedIds ids)
{
    private readonly List<Customer> customers = [];
    private readonly List<FollowUp> followUps = [];
    private readonly List<AuditEntry> log = [];

    public void Add(Customer customer)
    {
        ids.GiveHistory(customer);
        customers.Add(customer);
        Note(customer.CreatedAt, customer.CreatedById, customer.Id, nameof(Customer), customer.Id, customer.Name);
    }

    public void Add(FollowUp followUp)
    {
        ids.Give(followUp);
        followUps.Add(followUp);
        Note(followUp.CreatedAt, followUp.AuthorId, followUp.CustomerId, nameof(FollowUp), followUp.Id, followUp.Subject);
    }

    public async Task WriteAsync(BulkInsert bulk, CancellationToken ct)
    {
        await bulk.WriteAsync(customers, ct);
        await bulk.WriteAsync([.. customers.SelectMany(c => c.Contacts)], ct);
        await bulk.WriteAsync([.. customers.SelectMany(c => c.Tags)], ct);
        await bulk.WriteAsync([.. customers.SelectMany(c => c.DecisionChain)], ct);
        await bulk.WriteAsync([.. customers.SelectMany(c => c.StageChanges)], ct);
        await bulk.WriteAsync(followUps, ct);
        await bulk.WriteAsync(log, ct);
    }

    private void Note(DateTime at, int? actorId, int customerId, string entityType, int entityId, string? label)
    {
        var entry = new AuditEntry(at, actorId, Guid.NewGuid(), AuditAction.Created, nameof(Customer), customerId, entityType, entityId, "", null, label);
        ids.Give(entry);
        log.Add(entry);
    }
}
