using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps.Recording;

/// <summary>Corrects records: within a day by whoever wrote them, after that by a manager.</summary>
public sealed class FollowUpEditor(CrmDbContext db, FollowUpFormReader reader, FollowUpOwnFields ownFields, FollowUpMerger merger, CustomerEvents events, OrganizationClock clock)
{
    /// <summary>How long a record is its author's to correct.</summary>
    public static readonly TimeSpan AuthorsTime = TimeSpan.FromHours(24);

    /// <summary>Whether the user may correct the record now.</summary>
    public Task<bool> MayEditAsync(int id, UserScope by, CancellationToken ct) => Correctable(by).AnyAsync(f => f.Id == id, ct);

    /// <summary>The form, filled with the record as it is now.</summary>
    /// <exception cref="NotFoundException">Absent, or not, or no longer, the user's to correct.</exception>
    public async Task<FollowUpForm> OpenAsync(int id, UserScope by, CancellationToken ct)
    {
        // The mark of the change log as ChangesSince has it, by one question with whose it is.
        var seen = await Correctable(by).Where(f => f.Id == id)
            .Select(f => db.AuditEntries.Where(a => a.RootType == nameof(Customer) && a.RootId == f.CustomerId).Max(a => (long?)a.Id)).FirstOrDefaultAsync(ct) ?? 0;
        var form = await merger.FillAsync(await Correctable(by).AsNoTracking().FirstOrDefaultAsync(f => f.Id == id, ct) ?? throw new NotFoundException(), by, ct);
        form.Seen = seen;
        return form;
    }

    /// <summary>
    /// Saves the form, together with what others corrected since it was opened; customer's last and first contact follow, and so do the
    /// promises still open.
    /// </summary>
    /// <returns>What came of it; nothing is saved where both sides changed a field to different values.</returns>
    /// <exception cref="NotFoundException">Absent, or not, or no longer, the user's to correct.</exception>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    public Task<FollowUpMerge> SaveAsync(int id, FollowUpForm form, UserScope by, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        var followUp = await Correctable(by).Include(f => f.Customer).FirstOrDefaultAsync(f => f.Id == id, ct);
        if (followUp?.Customer is not { } customer)
            throw new NotFoundException();
        var isFresh = form.Version == followUp.Version && form.TakeTheirs.Count == 0;
        var merge = isFresh ? new FollowUpMerge(form, [], []) : await merger.MergeAsync(form, followUp, by, ct);

        // What breaks a rule is to be mended before anybody is asked to choose.
        var said = await reader.ReadAsync(customer, (merge.IsSaved ? merge.Form : form).WithoutNext(), FollowUpKind.Record, by, ct, kept: followUp);
        var before = followUp.HappenedAt!.Value;
        var happenedAt = Happened(said.Form.At!.Value, before);
        if (!merge.IsSaved || (said.Facts == followUp.Facts && !said.Own!.IsChange && happenedAt == before))
            return merge;

        await events.SaveAsync(customer, by, async () =>
        {
            var now = clock.UtcNow;
            followUp.Correct(said.Facts, happenedAt, by.UserId, now);
            await ownFields.WriteAsync(followUp, said.Own!, ct);
            if (happenedAt != before)
            {
                var others = await db.FollowUps.Where(f => f.CustomerId == customer.Id && f.Id != id && f.State == FollowUpState.Done)
                    .GroupBy(f => f.CustomerId).Select(g => new { First = g.Min(f => f.At), Last = g.Max(f => f.At) }).FirstOrDefaultAsync(ct);
                customer.FollowedUpOtherwise(
                    before, others?.First < happenedAt ? others.First : happenedAt, others?.Last > happenedAt ? others.Last : happenedAt, by.ActorId, now);
            }

            return [new FollowUpEvent(customer, followUp, FollowUpAction.Corrected)];
        }, ct);
        return merge;
    });

    /// <summary>The form shows minutes: one that was not touched keeps its seconds.</summary>
    private DateTime Happened(DateTime typed, DateTime before)
    {
        var shown = clock.ToLocal(before);
        if (typed == FollowUpField.Minute(shown) || typed == shown)
            return before;
        var utc = clock.ToUtc(typed);
        return utc < clock.UtcNow ? utc : clock.UtcNow;
    }

    private IQueryable<FollowUp> Correctable(UserScope by)
    {
        if (!by.Has(Permissions.FollowUpsWrite))
            return db.FollowUps.Where(_ => false);
        var editable = db.Customers.EditableBy(by);
        var governed = db.Customers.GovernedBy(by);
        var (userId, since, reviews) = (by.UserId, clock.UtcNow - AuthorsTime, by.Has(Permissions.FollowUpsReview));
        return db.FollowUps.Where(f => f.State == FollowUpState.Done && editable.Any(c => c.Id == f.CustomerId)
            && ((f.AssigneeId == userId && f.UpdatedAt >= since) || (reviews && governed.Any(c => c.Id == f.CustomerId))));
    }
}
