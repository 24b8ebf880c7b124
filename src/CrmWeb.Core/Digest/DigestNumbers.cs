using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Watching;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Digest;

/// <summary>What waits for somebody, or for a team; each number is of the rows that its link opens.</summary>
/// <param name="Today">Planned for the rest of the organisation's day.</param>
/// <param name="Overdue">Planned for a time that has passed.</param>
/// <param name="Silent">Customers that a rule in force catches for want of a follow-up.</param>
/// <param name="Stuck">Customers that a rule in force catches because they do not move on.</param>
public sealed record DigestCounts(int Today, int Overdue, int Silent, int Stuck)
{
    public bool IsEmpty => Today + Overdue + Silent + Stuck == 0;
}

/// <summary>Counts through the eyes of whoever reads it.</summary>
public sealed class DigestNumbers(CrmDbContext db, FollowUpQueries followUps, WatchMatches watching)
{
    /// <param name="team">Everybody's inside the scope, not only the reader's own.</param>
    public async Task<DigestCounts> CountAsync(bool team, UserScope reader, CancellationToken ct)
    {
        var tasks = await followUps.CountAsync(team, reader, ct);
        return new DigestCounts(
            tasks.Today, tasks.Overdue,
            await CaughtAsync(SilentCustomers.CodeName, team, reader, ct), await CaughtAsync(StuckCustomers.CodeName, team, reader, ct));
    }

    private async Task<int> CaughtAsync(string kind, bool team, UserScope reader, CancellationToken ct)
    {
        var customers = db.Customers.AsNoTracking().VisibleTo(reader);
        if (!team)
            customers = customers.Where(c => c.OwnerId == reader.UserId);
        return await (await watching.CaughtAsync(db, kind, ct))(customers).CountAsync(ct);
    }
}
