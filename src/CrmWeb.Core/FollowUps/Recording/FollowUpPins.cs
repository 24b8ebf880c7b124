using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.FollowUps.Recording;

/// <summary>Puts the few records everybody should see first on top of their customer's timeline.</summary>
public sealed class FollowUpPins(CrmDbContext db, CustomerEvents events, OrganizationClock clock, IStringLocalizer<FollowUpsText> text)
{
    /// <summary>As many of one customer stand on top at most.</summary>
    public const int Most = 3;

    /// <summary>Pins a record, or takes it from the top; once more changes nothing.</summary>
    /// <exception cref="NotFoundException">No such record, or its customer is not the user's to change.</exception>
    /// <exception cref="ValidationException">As many as there may be stand there already.</exception>
    public Task SetAsync(int customerId, int followUpId, bool isPinned, UserScope by, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        by.Demand(Permissions.FollowUpsWrite);
        var customer = await db.Customers.EditableBy(by).FirstOrDefaultAsync(c => c.Id == customerId, ct) ?? throw new NotFoundException();
        await events.SaveAsync(customer, by, async () =>
        {
            var followUp = await db.FollowUps.FirstOrDefaultAsync(f => f.Id == followUpId && f.CustomerId == customerId && f.State == FollowUpState.Done, ct)
                ?? throw new NotFoundException();
            if (isPinned == followUp.PinnedAt is not null)
                return [];
            if (isPinned && await db.FollowUps.CountAsync(f => f.CustomerId == customerId && f.PinnedAt != null, ct) >= Most)
                throw Refusal.Of("", text["Error.TooManyPins", Most]);
            followUp.Pin(isPinned ? clock.UtcNow : null);
            return [];
        }, ct);
        return true;
    });
}
