using CrmWeb.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps.Reminders;

/// <summary>Gives tasks that were planned before there were reminders the one they are owed.</summary>
internal static class ReminderBackfill
{
    private const int Page = 500;

    /// <summary>
    /// Whatever is planned ahead, reminder included, and has none noted. A task that the program planned itself never looks like
    /// this, so every start may look again, and one that broke off is made up for.
    /// </summary>
    /// <param name="now">UTC.</param>
    public static async Task FillAsync(CrmDbContext db, DateTime now, CancellationToken ct)
    {
        for (var after = 0; ;)
        {
            var page = await db.FollowUps.IgnoreQueryFilters()
                .Where(f => f.Id > after && f.At > now && f.RemindAt == null && (f.State == FollowUpState.Pending || f.State == FollowUpState.InProgress))
                .OrderBy(f => f.Id).Take(Page).ToListAsync(ct);
            if (page.Count == 0)
                return;
            after = page[^1].Id;
            page.ForEach(f => f.OweReminder(now));
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }
    }
}
