using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.Sharing;

/// <summary>A request as whoever decides it sees it.</summary>
public sealed record RequestToDecide(
    int Id, int CustomerId, string CustomerName, string RequesterName, string RequesterDepartment, string? Note, DateTime CreatedAt, CollaborationState State);

/// <summary>A request as its requester sees it; the customer only where the requester may see it by now.</summary>
public sealed record OwnRequest(string OwnerName, string? Note, DateTime CreatedAt, CollaborationState State, DateTime? DecidedAt, string DecidedBy, int? CustomerId, string? CustomerName);

/// <summary>Reads requests to collaborate.</summary>
public sealed class CollaborationQueries(CrmDbContext db, UserDirectory users, DepartmentTree departments, OrganizationClock clock)
{
    /// <summary>How long an answer is shown to whoever asked.</summary>
    private static readonly TimeSpan Shown = TimeSpan.FromDays(14);

    private const int MaxRows = 20;

    /// <summary>What waits for the user, the oldest first; of one customer or of all.</summary>
    public Task<IReadOnlyList<RequestToDecide>> WaitingAsync(int? customerId, UserScope by, CancellationToken ct)
    {
        var today = clock.Today;

        // Whoever has the customer by now, or works on it, waits for nobody.
        return RowsAsync(
            Unanswered(Decidable(db, by)).Where(r => (customerId == null || r.CustomerId == customerId)
                && !db.Customers.Any(c => c.Id == r.CustomerId && (c.OwnerId == r.RequesterId
                    || c.Collaborators.Any(x => x.UserId == r.RequesterId && (x.Until == null || x.Until >= today))))), ct);
    }

    /// <summary>One request, decided or not.</summary>
    /// <exception cref="NotFoundException">Absent, or not the user's to decide.</exception>
    public async Task<RequestToDecide> ReadAsync(int id, UserScope by, CancellationToken ct) =>
        (await RowsAsync(Decidable(db, by).Where(r => r.Id == id), ct)).FirstOrDefault() ?? throw new NotFoundException();

    /// <summary>
    /// What the user asked for that waits or was answered in the last two weeks, latest first. Nothing waits where the user sees the
    /// customer by now, however that came about, or where it lies in the bin; an answer one gave oneself by taking the customer is no news.
    /// </summary>
    public async Task<IReadOnlyList<OwnRequest>> MineAsync(UserScope by, CancellationToken ct)
    {
        var since = clock.UtcNow - Shown;
        var visible = db.Customers.VisibleTo(by);
        var rows = await db.CollaborationRequests.AsNoTracking()
            .Where(r => r.RequesterId == by.UserId && !db.Customers.Any(c => c.Id == r.CustomerId && c.OwnerId == by.UserId))
            .Where(r => r.State == CollaborationState.Waiting
                ? db.Customers.Any(c => c.Id == r.CustomerId) && !visible.Any(c => c.Id == r.CustomerId)
                : r.DecidedAt >= since)
            .OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Take(MaxRows)
            .Select(r => new
            {
                Request = r,
                OwnerId = db.Customers.Where(c => c.Id == r.CustomerId).Select(c => c.OwnerId).FirstOrDefault(),
                Customer = visible.Where(c => c.Id == r.CustomerId).Select(c => new { c.Name, c.Kind }).FirstOrDefault(),
            }).ToListAsync(ct);
        var directory = await users.GetAsync(ct);
        var view = PersonalView.Of(by);
        return
        [
            .. rows.Select(r => new OwnRequest(directory.Name(r.OwnerId), r.Request.Note, r.Request.CreatedAt, r.Request.State, r.Request.DecidedAt,
                directory.Name(r.Request.DecidedById), r.Customer is null ? null : r.Request.CustomerId, r.Customer is null ? null : view.Customer(r.Customer.Name, r.Customer.Kind))),
        ];
    }

    internal static IQueryable<CollaborationRequest> Unanswered(IQueryable<CollaborationRequest> requests) => requests.Where(r => r.State == CollaborationState.Waiting);

    /// <summary>The requests about customers the user governs and may change; a service agent, who sees all, decides none.</summary>
    internal static IQueryable<CollaborationRequest> Decidable(CrmDbContext db, UserScope by)
    {
        if (!by.Has(Permissions.CustomersEdit) || !by.Has(Permissions.PersonalDataView))
            return db.CollaborationRequests.Where(_ => false);
        var governed = db.Customers.GovernedBy(by);
        return db.CollaborationRequests.Where(r => governed.Any(c => c.Id == r.CustomerId));
    }

    private async Task<IReadOnlyList<RequestToDecide>> RowsAsync(IQueryable<CollaborationRequest> requests, CancellationToken ct)
    {
        var rows = await requests.AsNoTracking().OrderBy(r => r.CreatedAt).ThenBy(r => r.Id).Take(MaxRows)
            .Select(r => new { Request = r, Name = db.Customers.Where(c => c.Id == r.CustomerId).Select(c => c.Name).First() }).ToListAsync(ct);
        var (directory, tree) = (await users.GetAsync(ct), await departments.GetAsync(ct));
        return
        [
            .. rows.Select(r => new RequestToDecide(r.Request.Id, r.Request.CustomerId, r.Name, directory.Name(r.Request.RequesterId),
                tree.ById(directory.ById(r.Request.RequesterId)?.DepartmentId)?.Name ?? "", r.Request.Note, r.Request.CreatedAt, r.Request.State)),
        ];
    }
}
