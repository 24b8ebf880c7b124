using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps.Commitments;

/// <summary>Makes the promises of a follow-up those its text says: kept ones stay, open ones are reworded, added or taken off.</summary>
internal sealed class FollowUpCommitments(CrmDbContext db, OrganizationClock clock) : ICustomerListener
{
    public async Task BeforeSaveAsync(IReadOnlyList<CustomerEvent> events, UserScope by, CancellationToken ct)
    {
        foreach (var record in events.OfType<FollowUpEvent>().Where(e => e.IsRecord))
        {
            // Nothing is noted yet of one that is new.
            var known = record.Action == FollowUpAction.Recorded
                ? []
                : await db.Commitments.Where(c => c.FollowUpId == record.FollowUp.Id).OrderBy(c => c.Id).ToListAsync(ct);
            Follow(record.FollowUp, known);
        }
    }

    private void Follow(FollowUp followUp, IReadOnlyList<Commitment> known)
    {
        var lines = CommitmentLines.Of(followUp.Commitments);
        var wanted = lines.Where(line => known.All(c => c.Text != line)).ToList();
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

        db.Commitments.AddRange(wanted.Select(line => new Commitment(followUp, line, clock.UtcNow)));
    }
}
