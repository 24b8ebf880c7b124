using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Outbox;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;

namespace CrmWeb.Core.Customers.Sharing;

/// <summary>Nobody is sent what is about a customer they meanwhile have lost sight of.</summary>
internal sealed class CustomerOutOfReach(UserScopes scopes) : IDropReason
{
    public string Error => SendErrors.OutOfReach;

    public async Task<IReadOnlyCollection<long>> OfAsync(CrmDbContext db, IReadOnlyList<LeasedMessage> messages, CancellationToken ct)
    {
        var about = messages.Where(m => m is { UserId: not null, CustomerId: not null }).ToList();
        var beyond = await new CustomerVisibility(db, scopes).BeyondAsync(about.Select(m => (m.UserId!.Value, m.CustomerId!.Value)), ct);
        return [.. about.Where(m => beyond.Contains((m.UserId!.Value, m.CustomerId!.Value))).Select(m => m.Id)];
    }
}
