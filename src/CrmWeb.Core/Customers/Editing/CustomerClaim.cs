using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Sharing;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>Takes a customer out of the pool.</summary>
public sealed class CustomerClaim(CrmDbContext db, CollaborationClosure requests, OrganizationClock clock, IStringLocalizer<CustomersText> text)
{
    /// <summary>Makes the user the owner. One conditional update decides, so that of two at once exactly one wins; claiming twice is winning once.</summary>
    /// <exception cref="NotFoundException">Absent, in the recycle bin, or the user may not have customers.</exception>
    /// <exception cref="ValidationException">Somebody was faster.</exception>
    public async Task ClaimAsync(int id, UserScope by, CancellationToken ct)
    {
        if (!by.Has(Permissions.CustomersCreate) || !by.Has(Permissions.CustomersEdit) || by.ActorId is not { } me)
            throw new NotFoundException();

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (now, version) = (clock.UtcNow, Guid.NewGuid());
        var won = await db.Customers.Where(c => c.Id == id && c.OwnerId == null).ExecuteUpdateAsync(s => s
            .SetProperty(c => c.OwnerId, me)
            .SetProperty(c => c.DepartmentId, by.DepartmentId)
            .SetProperty(c => c.ReceivedAt, now)
            .SetProperty(c => c.IdleSince, now)
            .SetProperty(c => c.UpdatedAt, now)
            .SetProperty(c => c.UpdatedById, me)
            .SetProperty(c => c.Version, version), ct);
        if (won == 0)
        {
            var held = await db.Customers.Where(c => c.Id == id).Select(c => new { c.OwnerId }).FirstOrDefaultAsync(ct) ?? throw new NotFoundException();
            if (held.OwnerId != me)
                throw Refusal.Of(text["Error.ClaimedMeanwhile"]);
            return;
        }

        db.AuditEntries.Add(new AuditEntry(now, me, Guid.NewGuid(), AuditAction.Changed, nameof(Customer), id, nameof(Customer), id,
            nameof(Customer.OwnerId), null, me.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(by, ct);
        await requests.OwnerChangedAsync(id, by, ct);
        await transaction.CommitAsync(ct);
    }
}
