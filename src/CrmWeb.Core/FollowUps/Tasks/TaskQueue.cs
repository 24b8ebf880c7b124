using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps.Tasks;

/// <summary>What a user works through: their own tasks that are due by the end of today.</summary>
public sealed class TaskQueue(FollowUpQueries followUps, OrganizationClock clock)
{
    /// <summary>The one after a task, by time; after the last one the first that was left.</summary>
    /// <param name="at">When the task was planned for (UTC).</param>
    /// <returns>Its id; null where nothing is due any more.</returns>
    public Task<int?> AfterAsync(int id, DateTime at, UserScope by, CancellationToken ct)
    {
        var tomorrow = clock.StartOfDay(clock.Today.AddDays(1));
        return FollowUpQueries.Open(followUps.Mine(team: false, by)).Where(f => f.Id != id && f.At < tomorrow)
            .OrderBy(f => f.At > at || (f.At == at && f.Id > id) ? 0 : 1).ThenBy(f => f.At).ThenBy(f => f.Id)
            .Select(f => (int?)f.Id).FirstOrDefaultAsync(ct);
    }
}
