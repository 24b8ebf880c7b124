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

/// <summary>Notes what was promised to customers, and that it was kept.</summary>
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

    /// <summary>
    /// Makes the promises of a saved follow-up those its text says: kept ones stay, open ones are reworded, added or taken off.
    /// The caller's transaction holds it together with the follow-up.
    /// </summary>
    /// <param name="isNew">It was not there before this transaction, so nothing is noted of it yet.</param>
    internal async Task FollowAsync(FollowUp followUp, bool isNew, UserScope by, CancellationToken ct)
    {
        var wanted = CommitmentLines.Of(followUp.Commitments).ToList();
        if (isNew && wanted.Count == 0)
            return;
        var known = await db.Commitments.Where(c => c.FollowUpId == followUp.Id).OrderBy(c => c.Id).ToListAsync(ct);
        wanted.RemoveAll(line => known.Any(c => c.Text == line));
        var lines = CommitmentLines.Of(followUp.Commitments);
        foreach (var open in known.Where(c => c.FulfilledAt is null && !lines.Contains(c.Text)))
        {
            if (wanted.Count == 0)
            {
                db.Commitments.Remove(open);
                continue;
            }

            open.Reword(wanted[0]);
            wanted.RemoveAt(0);
        }

        db.Commitments.AddRange(wanted.Select(line => new Commitment(followUp.CustomerId, followUp.Id, line, followUp.AssigneeId, clock.UtcNow)));
        await db.SaveChangesAsync(by, ct);
    }

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
