using System.Globalization;
using CrmWeb.Core.Data;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers;

/// <summary>Tells of requests to collaborate: the owner that somebody asks, whoever asked what came of it.</summary>
public sealed class CollaborationNews(CrmDbContext db, Announcing announcing)
{
    /// <summary>Tells the owner, inside the caller's transaction and after the request was saved.</summary>
    internal async Task AskedAsync(CollaborationRequest request, UserScope by, CancellationToken ct)
    {
        var ownerId = await db.Customers.Where(c => c.Id == request.CustomerId).Select(c => c.OwnerId).FirstOrDefaultAsync(ct);
        if (ownerId is { } owner)
            await TellAsync(request, "asked", owner, request.CustomerId, by, ct);
    }

    /// <summary>Tells whoever asked; of a customer they still may not see, no more than that they asked.</summary>
    internal Task DecidedAsync(CollaborationRequest request, UserScope by, CancellationToken ct) => request.State == CollaborationState.Granted
        ? TellAsync(request, "granted", request.RequesterId, request.CustomerId, by, ct)
        : TellAsync(request, "declined", request.RequesterId, null, by, ct);

    private async Task TellAsync(CollaborationRequest request, string state, int recipient, int? customerId, UserScope by, CancellationToken ct)
    {
        Dictionary<string, string> facts = new()
        {
            [NotificationFacts.State] = state,
            [NotificationFacts.Request] = request.Id.ToString(CultureInfo.InvariantCulture),
        };
        if (state == "asked" && request.Note is { } note)
            facts[NotificationFacts.Note] = NotificationFacts.Shortened(note);
        await announcing.AddAsync(
            [new Announcement(NotificationKinds.Collaboration, string.Create(CultureInfo.InvariantCulture, $"request:{request.Id}:{state}"), recipient)
            {
                CustomerId = customerId,
                ActorId = by.ActorId,
                Facts = facts,
            }], ct);
        await db.SaveChangesAsync(by, ct);
    }
}
