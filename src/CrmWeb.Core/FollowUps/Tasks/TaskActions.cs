using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;

namespace CrmWeb.Core.FollowUps.Tasks;

/// <summary>For how long a reminder is put off.</summary>
public enum Snooze
{
    TenMinutes,
    OneHour,

    /// <summary>Until nine in the morning of the next day.</summary>
    Tomorrow,
}

/// <summary>What is done with a task with one tap: beginning with it, being reminded later, calling it off.</summary>
public sealed class TaskActions(CrmDbContext db, OpenTasks tasks, CustomerEvents events, OrganizationClock clock)
{
    private static readonly TimeOnly Morning = new(9, 0);

    /// <summary>Notes that it is being worked on; one already begun stays as it is.</summary>
    /// <exception cref="NotFoundException">Absent, or neither the user's customer to change nor the user's own task.</exception>
    /// <exception cref="FollowUpChangedException">It is no longer open.</exception>
    public Task StartAsync(int id, UserScope by, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        var (followUp, _) = await tasks.LoadAsync(id, null, by, ct);
        if (followUp.State == FollowUpState.Pending)
            followUp.Start(clock.UtcNow);
        await db.SaveChangesAsync(by, ct);
        return true;
    });

    /// <summary>Reminds of it later, on the same channels; the planned time stays.</summary>
    /// <returns>When, UTC.</returns>
    /// <exception cref="NotFoundException">Absent, or not the user's own task.</exception>
    /// <exception cref="FollowUpChangedException">It is no longer open.</exception>
    public Task<DateTime> SnoozeAsync(int id, Snooze until, UserScope by, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        var (followUp, _) = await tasks.LoadAsync(id, null, by, ct);

        // Whoever else may change it is not the one who is reminded.
        if (followUp.AssigneeId != by.UserId)
            throw new NotFoundException();
        var at = until switch
        {
            Snooze.TenMinutes => clock.UtcNow.AddMinutes(10),
            Snooze.OneHour => clock.UtcNow.AddHours(1),
            _ => clock.ToUtc(clock.Today.AddDays(1).ToDateTime(Morning)),
        };
        followUp.Snooze(at);
        await db.SaveChangesAsync(by, ct);
        return at;
    });

    /// <summary>Calls it off.</summary>
    /// <param name="version">The version it was shown with; null calls it off however it stands.</param>
    /// <exception cref="NotFoundException">Absent, or neither the user's customer to change nor the user's own task.</exception>
    /// <exception cref="FollowUpChangedException">It is no longer open, or not the version it was.</exception>
    public Task CancelAsync(int id, Guid? version, UserScope by, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        var (followUp, customer) = await tasks.LoadAsync(id, version, by, ct);
        await events.SaveAsync(customer, by, () =>
        {
            followUp.Cancel(clock.UtcNow);
            return Task.FromResult<IReadOnlyList<CustomerEvent>>([new FollowUpEvent(customer, followUp, FollowUpAction.Cancelled)]);
        }, ct);
        return true;
    });
}
