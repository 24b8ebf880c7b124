using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CrmWeb.Core.FollowUps.Reminders;

/// <summary>Announces the planned follow-ups whose reminder is due.</summary>
public sealed partial class ReminderDispatcher(
    CrmDbContext db, NotificationPublisher announcing, CustomerVisibility reach, OrganizationClock clock, ILogger<ReminderDispatcher> logger)
{
    /// <summary>One transaction each, so that nobody else's write waits long.</summary>
    private const int Page = 500;

    /// <summary>
    /// A reminder that fell due longer ago, of a task that should have begun longer ago, is told inside the program only: after
    /// days of standstill nobody's phone is to ring for everything that was missed. One that was put off has not been missed.
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
            try
            {
                told += await TellAsync(due, now, by, ct);
            }
            catch (Exception e) when (IsOfRows(e))
            {
                // One that cannot be written must not keep the others waiting; the next run goes on behind them.
                Failed(due.Count, e);
                return told + await TellOneByOneAsync(due, now, by, ct);
            }

            if (due.Count < Page)
                return told;
        }
    }

    /// <summary>Whether a reminder is due now.</summary>
    public Task<bool> IsAnythingDueAsync(CancellationToken ct)
    {
        var now = clock.UtcNow;
        return db.FollowUps.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).AnyAsync(f => f.RemindAt != null && f.RemindAt <= now, ct);
    }

    /// <summary>What is due first, a page of it: rows in the order of an index that holds nothing but what is owed.</summary>
    internal IQueryable<DueReminder> DueAt(DateTime now) =>
        db.FollowUps.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).AsNoTracking()
            .Where(f => f.RemindAt != null && f.RemindAt <= now)
            .OrderBy(f => f.RemindAt).ThenBy(f => f.Id).Take(Page)
            .Select(f => new DueReminder(f.Id, f.CustomerId, f.AssigneeId, f.State, f.RemindAt!.Value, f.PlannedAt, f.ReminderLeadMinutes, f.ReminderChannels, f.Customer!.OwnerId, f.Customer.DeletedAt != null));

    private async Task<int> TellOneByOneAsync(List<DueReminder> due, DateTime now, UserScope by, CancellationToken ct)
    {
        var told = 0;
        foreach (var one in due)
        {
            db.ChangeTracker.Clear();
            try
            {
                told += await TellAsync([one], now, by, ct);
            }
            catch (Exception e) when (IsOfRows(e))
            {
                Stuck(one.Id, e);
            }
        }

        return told;
    }

    /// <summary>The fault is one of these rows: a database that is away fails every row, and a run that is stopped fails none.</summary>
    private static bool IsOfRows(Exception e) => e is not OperationCanceledException && DatabaseFaults.Of(e) == DatabaseFault.None;

    /// <summary>The announcements and the note that nothing is owed any more, all or none.</summary>
    private async Task<int> TellAsync(List<DueReminder> due, DateTime now, UserScope by, CancellationToken ct)
    {
        var open = due.FindAll(d => d.IsOpen && !d.IsBinned);
        var unseen = await reach.BeyondAsync(open.Where(d => d.AssigneeId != d.OwnerId).Select(d => (d.AssigneeId, d.CustomerId)), ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var told = await announcing.AddAsync([.. open.Select(d => Announcement(d, Recipient(d), now)).OfType<Announcement>()], ct);
        await db.SaveChangesAsync(by, ct);
        foreach (var again in due.GroupBy(d => d.Again(now)))
        {
            var ids = again.Select(d => d.Id).ToList();

            // One that was planned anew meanwhile keeps its later reminder.
            await db.FollowUps.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).Where(f => ids.Contains(f.Id) && f.RemindAt <= now)
                .ExecuteUpdateAsync(s => s.SetProperty(f => f.RemindAt, again.Key), ct);
        }

        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return told;

        // Whoever lost sight of the customer could not open it: the owner hears of what was planned there.
        int? Recipient(DueReminder d) => unseen.Contains((d.AssigneeId, d.CustomerId)) ? d.OwnerId : d.AssigneeId;
    }

    private static Announcement? Announcement(DueReminder due, int? recipient, DateTime now) => recipient is null ? null : new Announcement(
        NotificationKinds.Reminder, string.Create(CultureInfo.InvariantCulture, $"followup:{due.Id}:{due.RemindAt:yyyyMMddHHmmss}"), recipient.Value)
    {
        CustomerId = due.CustomerId,
        FollowUpId = due.Id,
        Channels = due.RemindAt < now - Stale && due.PlannedAt < now - Stale ? NotificationChannels.Page : due.Channels,
        Facts = due.PlannedAt is { } at ? new Dictionary<string, string> { [NotificationFacts.At] = NotificationFacts.Time(at) } : [],
    };

    [LoggerMessage(LogLevel.Error, "{Count} reminders could not be told together; each is tried by itself")]
    private partial void Failed(int count, Exception e);

    [LoggerMessage(LogLevel.Error, "The reminder of follow-up {Id} could not be told and stays owed")]
    private partial void Stuck(int id, Exception e);
}

/// <summary>A reminder that is owed; times UTC.</summary>
/// <param name="OwnerId">Of the customer.</param>
internal sealed record DueReminder(
    int Id, int CustomerId, int AssigneeId, FollowUpState State, DateTime RemindAt, DateTime? PlannedAt, int LeadMinutes, NotificationChannels Channels,
    int? OwnerId, bool IsBinned)
{
    public bool IsOpen => State is FollowUpState.Pending or FollowUpState.InProgress;

    /// <summary>The usual time, where this one was asked for before it ("in ten minutes", for a task of next week); else null.</summary>
    public DateTime? Again(DateTime now) => IsOpen && !IsBinned && PlannedAt?.AddMinutes(-LeadMinutes) is { } usual && usual > now ? usual : null;
}

/// <summary>Reminds of planned follow-ups. Reminders fall on whole minutes, and so does the first run of each.</summary>
public sealed class ReminderJob(ReminderDispatcher reminders) : IWakefulJob
{
    public const string Code = "reminders";

    public const string Schedule = "*/15 * * * * *";

    public Task<bool> HasWorkAsync(CancellationToken ct) => reminders.IsAnythingDueAsync(ct);

    public async Task<string?> RunAsync(DateTime dueAt, CancellationToken ct) =>
        await reminders.RemindDueAsync(UserScope.System, ct) is > 0 and var told ? FormattableString.Invariant($"told={told}") : null;
}
