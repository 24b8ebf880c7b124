using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps.Commitments;

/// <summary>A promise as pages show it.</summary>
public sealed record CommitmentRow(int Id, int CustomerId, int? FollowUpId, string Text, string MadeBy, DateTime MadeAt, string FulfilledBy, DateTime? FulfilledAt)
{
    public bool IsOpen => FulfilledAt is null;
}

/// <summary>Reads what was promised to customers, and notes that it was kept. What follow-ups promise is noted by <see cref="FollowUpCommitments"/>.</summary>
public sealed class CommitmentService(CrmDbContext db, UserDirectory users, OrganizationClock clock)
{
    private const int MaxRows = 50;

    /// <summary>What is still to be kept to one customer, the oldest first.</summary>
    public Task<IReadOnlyList<CommitmentRow>> OpenOfCustomerAsync(int customerId, UserScope by, CancellationToken ct) =>
        RowsAsync(Visible(by).Where(c => c.CustomerId == customerId && c.FulfilledAt == null), by, ct);

    /// <summary>What was promised in one follow-up, kept or not.</summary>
    public Task<IReadOnlyList<CommitmentRow>> OfFollowUpAsync(int followUpId, UserScope by, CancellationToken ct) =>
        RowsAsync(Visible(by).Where(c => c.FollowUpId == followUpId), by, ct);

    /// <summary>Notes that a promise was kept; one that is kept already stays as it is.</summary>
    /// <exception cref="NotFoundException">Absent, or not a customer the user may write about.</exception>
    public Task<CommitmentRow> FulfilAsync(int id, UserScope by, CancellationToken ct) => ChangeAsync(id, by, c =>
    {
        if (c.FulfilledAt is null)
            c.Fulfil(by.UserId, clock.UtcNow);
    }, ct);

    /// <summary>Takes that back.</summary>
    /// <inheritdoc cref="FulfilAsync" path="/exception"/>
    public Task<CommitmentRow> ReopenAsync(int id, UserScope by, CancellationToken ct) => ChangeAsync(id, by, c => c.Reopen(), ct);

    private Task<CommitmentRow> ChangeAsync(int id, UserScope by, Action<Commitment> change, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        var editable = db.Customers.EditableBy(by);
        var found = by.Has(Permissions.FollowUpsWrite)
            ? await db.Commitments.FirstOrDefaultAsync(c => c.Id == id && editable.Any(e => e.Id == c.CustomerId), ct)
            : null;
        change(found ?? throw new NotFoundException());
        await db.SaveChangesAsync(by, ct);
        return Row(found, await users.GetAsync(ct), by);
    });

    private IQueryable<Commitment> Visible(UserScope by)
    {
        var visible = db.Customers.VisibleTo(by);
        return db.Commitments.AsNoTracking().Where(c => visible.Any(v => v.Id == c.CustomerId));
    }

    private async Task<IReadOnlyList<CommitmentRow>> RowsAsync(IQueryable<Commitment> commitments, UserScope by, CancellationToken ct)
    {
        var directory = await users.GetAsync(ct);
        return [.. (await commitments.OrderBy(c => c.MadeAt).ThenBy(c => c.Id).Take(MaxRows).ToListAsync(ct)).Select(c => Row(c, directory, by))];
    }

    private static CommitmentRow Row(Commitment c, UserSnapshot directory, UserScope by) => new(
        c.Id, c.CustomerId, c.FollowUpId, PersonalView.Of(by).Words(c.Text)!, directory.Name(c.MadeById), c.MadeAt, directory.Name(c.FulfilledById), c.FulfilledAt);
}
