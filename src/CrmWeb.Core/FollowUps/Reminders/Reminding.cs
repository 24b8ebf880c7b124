using System.Globalization;
using CrmWeb.Core.Data;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps.Reminders;

/// <summary>Announces the planned follow-ups whose reminder is due.</summary>
public sealed class Reminding(CrmDbContext db, Announcing announcing, OrganizationClock clock)
{
    /// <summary>One transaction each, so that nobody else's write waits long.</summary>
    private const int Page = 500;

    /// <summary>
    /// A task that should have begun longer ago is told of inside the program only: after days of standstill nobody's phone is
    /// to ring for everything that was missed.
    /// </summary>
    private static readonly TimeSpan Stale = TimeSpan.FromHours(12);

    /// <summary>Reminds of everything due until now; a run that breaks off leaves the rest to the next one.</summary>
    /// <returns>How many reminders were new.</returns>
    public async Task<int> RemindDueAsync(UserScope by, CancellationToken ct)
    {
        var now = clock.UtcNow;
        for (var told = 0; ;)
        {
            // Read outside the transaction: with nothing due, no writer waits.
            var due = await DueAt(now).ToListAsync(ct);
            if (due.Count == 0)
                return told;
            told += await TellAsync(due, now, by, ct);
            if (due.Count < Page)
                return told;
        }
    }

    /// <summary>What is due first, a page of it: rows in the order of an index that holds nothing but what is owed.</summary>
    internal IQueryable<DueReminder> DueAt(DateTime now) =>
        db.FollowUps.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).AsNoTracking()
            .Where(f => f.RemindAt != null && f.RemindAt <= now)
            .OrderBy(f => f.RemindAt).Take(Page)
            .Select(f => new DueReminder(f.Id, f.CustomerId, f.AssigneeId, f.State, f.RemindAt!.Value, f.PlannedAt, f.ReminderChannels, f.Customer!.DeletedAt != null));

    /// <summary>The announcements and the note that nothing is owed any more, all or none.</summary>
    private async Task<int> TellAsync(List<DueReminder> due, DateTime now, UserScope by, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var told = await announcing.AddAsync([.. due.Where(d => d.IsOpen && !d.IsBinned).Select(d => Announcement(d, now))], ct);
        await db.SaveChangesAsync(by, ct);
        var ids = due.ConvertAll(d => d.Id);
        DateTime? none = null;

        // One that was planned anew meanwhile keeps its later reminder.
        await db.FollowUps.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).Where(f => ids.Contains(f.Id) && f.RemindAt <= now)
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.RemindAt, none), ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return told;
    }

    private static Announcement Announcement(DueReminder due, DateTime now) => new(
        NotificationKinds.Reminder, string.Create(CultureInfo.InvariantCulture, $"followup:{due.Id}:{due.RemindAt:yyyyMMddHHmmss}"), due.AssigneeId)
    {
        CustomerId = due.CustomerId,
        FollowUpId = due.Id,
        Channels = due.PlannedAt < now - Stale ? ReminderChannels.Page : due.Channels,
        Facts = due.PlannedAt is { } at ? new Dictionary<string, string> { [NotificationFacts.At] = NotificationFacts.Time(at) } : [],
    };
}

/// <summary>A reminder that is owed; times UTC.</summary>
internal sealed record DueReminder(
    int Id, int CustomerId, int AssigneeId, FollowUpState State, DateTime RemindAt, DateTime? PlannedAt, ReminderChannels Channels, bool IsBinned)
{
    public bool IsOpen => State is FollowUpState.Pending or FollowUpState.InProgress;
}
