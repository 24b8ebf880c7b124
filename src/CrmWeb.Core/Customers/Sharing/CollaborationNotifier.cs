using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.Sharing;

/// <summary>Tells of requests to collaborate: the owner that somebody asks, whoever asked what came of it.</summary>
public sealed class CollaborationNotifier(CrmDbContext db, NotificationPublisher announcing, OrganizationClock clock)
{
    /// <summary>Tells the owner, inside the caller's transaction and after the request was saved.</summary>
    internal async Task AskedAsync(CollaborationRequest request, UserScope by, CancellationToken ct)
    {
        var ownerId = await db.Customers.Where(c => c.Id == request.CustomerId).Select(c => c.OwnerId).FirstOrDefaultAsync(ct);
        if (ownerId is { } owner)
            await TellAsync(request, "asked", owner, request.CustomerId, by, ct);
    }

    /// <summary>The customer has another owner: the request is theirs to decide now, and no longer anybody else's.</summary>
    internal async Task AskedAnewAsync(CollaborationRequest request, int? ownerId, UserScope by, CancellationToken ct)
    {
        await SettleAsync(request, ownerId, ct);
        if (ownerId is { } owner)
            await TellAsync(request, "asked", owner, request.CustomerId, by, ct);
    }

    /// <summary>
    /// Tells whoever asked, unless they answered it themselves by taking the customer; of a customer they still may not see, no more
    /// than that they asked. Nobody needs to be reminded of deciding any more.
    /// </summary>
    internal async Task DecidedAsync(CollaborationRequest request, UserScope by, CancellationToken ct)
    {
        await SettleAsync(request, null, ct);
        if (request.State != CollaborationState.Granted)
            await TellAsync(request, "declined", request.RequesterId, null, by, ct);
        else if (request.RequesterId != by.UserId)
            await TellAsync(request, "granted", request.RequesterId, request.CustomerId, by, ct);
    }

    /// <summary>Marks as read what asks somebody to decide.</summary>
    /// <param name="exceptId">Whose it stays.</param>
    private async Task SettleAsync(CollaborationRequest request, int? exceptId, CancellationToken ct)
    {
        var (now, asked) = (clock.UtcNow, $"{NotificationKinds.Collaboration}:{Slot(request, "asked")}:");
        await db.Notifications.IgnoreQueryFilters()
            .Where(n => n.CustomerId == request.CustomerId && n.Kind == NotificationKinds.Collaboration && n.ReadAt == null && n.UserId != exceptId && n.Key.StartsWith(asked))
            .ExecuteUpdateAsync(s => s.SetProperty(n => n.ReadAt, now), ct);
    }

    private static string Slot(CollaborationRequest request, string state) => string.Create(CultureInfo.InvariantCulture, $"request:{request.Id}:{state}");

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
            [new Announcement(NotificationKinds.Collaboration, Slot(request, state), recipient)
            {
                CustomerId = customerId,
                ActorId = by.ActorId,
                Facts = facts,
            }], ct);
        await db.SaveChangesAsync(by, ct);
    }
}
