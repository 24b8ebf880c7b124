using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Sharing;

/// <summary>What may be told of a customer that somebody has met as a duplicate.</summary>
/// <param name="VisibleId">Its id, where the reader sees the customer anyway.</param>
/// <param name="RequestWaits">The reader has asked to collaborate already.</param>
public sealed record ExistingCustomer(string OwnerName, bool InPool, bool InRecycleBin, int? VisibleId, string? VisibleName, bool RequestWaits);

/// <summary>Asks the owner of an existing customer to work on it together.</summary>
public sealed class CollaborationService(CrmDbContext db, UserDirectory users, CollaborationNotifier news, OrganizationClock clock, IStringLocalizer<CustomersText> text)
{
    /// <summary>The state of a customer now, for somebody who was told of it as a duplicate a while ago.</summary>
    /// <exception cref="NotFoundException">It is gone for good, or the user may not enter customers.</exception>
    public async Task<ExistingCustomer> LookAsync(int customerId, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.CustomersCreate);
        var visible = db.Customers.VisibleTo(by);
        var row = await db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).AsNoTracking().Where(c => c.Id == customerId)
            .Select(c => new
            {
                c.Id,
                c.Name,
                c.Kind,
                c.OwnerId,
                Binned = c.DeletedAt != null,
                Visible = c.DeletedAt == null && visible.Any(v => v.Id == c.Id),
                Waits = db.CollaborationRequests.Any(r => r.CustomerId == c.Id && r.RequesterId == by.UserId && r.State == CollaborationState.Waiting),
            })
            .FirstOrDefaultAsync(ct) ?? throw new NotFoundException();
        return new ExistingCustomer(
            (await users.GetAsync(ct)).Name(row.OwnerId), row.OwnerId is null, row.Binned, row.Visible ? row.Id : null, row.Visible ? PersonalView.Of(by).Customer(row.Name, row.Kind) : null, row.Waits);
    }

    /// <summary>Leaves a request; one that waits already stays the only one.</summary>
    /// <exception cref="NotFoundException">Absent, in the recycle bin, or the user may not enter customers.</exception>
    /// <exception cref="ValidationException">Nobody owns the customer, the user sees it anyway, or the note is too long.</exception>
    public async Task AskAsync(int customerId, string? note, UserScope by, CancellationToken ct)
    {
        if (!by.Has(Permissions.CustomersCreate) || by.ActorId is not { } me)
            throw new NotFoundException();
        var words = FormText.Clean(note);
        if (words?.Length > CollaborationRequest.NoteMax)
            throw Refusal.Of("Note", text["Error.TooLong", CollaborationRequest.NoteMax]);

        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // Writing the row makes two requests for the same customer queue, so that the second one sees the first.
        if (await db.Customers.Where(c => c.Id == customerId).LockAsync(c => c.UpdatedAt, ct) == 0)
            throw new NotFoundException();
        var state = await LookAsync(customerId, by, ct);
        if (state.VisibleId is not null)
            throw Refusal.Of(text["Error.AlreadyVisible"]);
        if (state.InPool)
            throw Refusal.Of(text["Error.InPoolNow"]);
        if (state.RequestWaits)
            return;

        var request = new CollaborationRequest(customerId, me, words, clock.UtcNow);
        db.CollaborationRequests.Add(request);
        await db.SaveChangesAsync(by, ct);
        await news.AskedAsync(request, by, ct);
        await transaction.CommitAsync(ct);
    }
}
