using CrmWeb.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps;

/// <summary>Makes promises of what follow-ups promised before promises were kept on their own.</summary>
internal static class CommitmentBackfill
{
    private const int Page = 1000;

    /// <summary>
    /// Open rows from the lines of every record's text, all or none, so that a start that breaks off is made up for by the next
    /// one. Does nothing once there are promises: since then, a record and its promises are written together.
    /// </summary>
    public static async Task FillAsync(CrmDbContext db, CancellationToken ct)
    {
        if (await db.Commitments.IgnoreQueryFilters().AnyAsync(ct))
            return;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        for (var after = 0; ;)
        {
            var page = await db.FollowUps.IgnoreQueryFilters().AsNoTracking()
                .Where(f => f.Id > after && f.State == FollowUpState.Done && f.Commitments != null)
                .OrderBy(f => f.Id).Take(Page)
                .Select(f => new { f.Id, f.CustomerId, f.Commitments, f.AssigneeId, f.UpdatedAt })
                .ToListAsync(ct);
            if (page.Count == 0)
                break;
            after = page[^1].Id;
            await db.SaveNewAsync(
                page.SelectMany(f => CommitmentLines.Of(f.Commitments)

                    // The first version did not limit a line.
                    .Select(line => new Commitment(f.CustomerId, f.Id, FormText.Shortened(line, Commitment.TextMax), f.AssigneeId, f.UpdatedAt))), ct);
        }

        await transaction.CommitAsync(ct);
    }
}
