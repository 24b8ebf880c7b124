using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Sharing;

/// <summary>How far a granted request reaches.</summary>
public sealed class CollaborationForm
{
    public bool CanEdit { get; set; }

    /// <summary>Last day of the right; empty for open end.</summary>
    public DateOnly? Until { get; set; }
}

/// <summary>Answers requests to collaborate: the owner's to decide, and the owner's managers'.</summary>
public sealed class CollaborationDecision(CrmDbContext db, CollaborationNotifier news, OrganizationClock clock, IStringLocalizer<CustomersText> text)
{
    /// <summary>Makes the requester a collaborator.</summary>
    /// <returns>The customer's id.</returns>
    /// <exception cref="NotFoundException">Absent, or not the user's to decide.</exception>
    /// <exception cref="ValidationException">It was decided already, or the day has passed.</exception>
    public Task<int> GrantAsync(int id, CollaborationForm form, UserScope by, CancellationToken ct) => ConflictRetry.RunOrAddAsync(db, async () =>
    {
        if (form.Until is { } until && (until < clock.Today || until.Year > 2099))
            throw Refusal.Of(nameof(form.Until), text["Error.UntilPassed"]);
        var request = await WaitingAsync(id, by, ct);
        var customer = await db.Customers.Include(c => c.Collaborators).FirstAsync(c => c.Id == request.CustomerId, ct);
        if (customer.Collaborators.FirstOrDefault(c => c.UserId == request.RequesterId) is { } known)
            known.Change(form.CanEdit, form.Until);
        else
            customer.AddCollaborator(new Collaborator(request.RequesterId, form.CanEdit, form.Until));
        await DecideAsync(request, CollaborationState.Granted, by, ct);
        return request.CustomerId;
    });

    /// <summary>Leaves everything as it is and lets the requester know.</summary>
    /// <returns>The customer's id.</returns>
    /// <exception cref="NotFoundException">Absent, or not the user's to decide.</exception>
    /// <exception cref="ValidationException">It was decided already.</exception>
    public Task<int> DeclineAsync(int id, UserScope by, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        var request = await WaitingAsync(id, by, ct);
        await DecideAsync(request, CollaborationState.Declined, by, ct);
        return request.CustomerId;
    });

    private async Task DecideAsync(CollaborationRequest request, CollaborationState state, UserScope by, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        request.Decide(state, by.UserId, clock.UtcNow);
        await db.SaveChangesAsync(by, ct);
        await news.DecidedAsync(request, by, ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<CollaborationRequest> WaitingAsync(int id, UserScope by, CancellationToken ct)
    {
        var request = await CollaborationQueries.Decidable(db, by).FirstOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFoundException();
        return request.State == CollaborationState.Waiting ? request : throw Refusal.Of(text["Error.AlreadyDecided"]);
    }
}
