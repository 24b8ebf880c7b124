using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.FollowUps.Tasks;

/// <summary>For how long a reminder is put off.</summary>
public enum Snooze
{
    TenMinutes,
    OneHour,

    /// <summary>Until nine in the morning of the next day.</summary>
    Tomorrow,
}

/// <summary>What is done with a task with one tap: beginning with it, being reminded later, moving it.</summary>
public sealed class TaskActions(CrmDbContext db, OpenTasks tasks, RecurringTasks recurring, OrganizationClock clock, IStringLocalizer<FollowUpsText> text)
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

    /// <summary>Moves it to another time, as dragging it in the calendar does.</summary>
    /// <param name="at">The organisation's wall clock.</param>
    /// <param name="version">The version it was shown with; null moves it however it stands.</param>
    /// <param name="scope">Of one of a series: it alone, or the series.</param>
    /// <returns>When it was planned for before, wall clock.</returns>
    /// <exception cref="NotFoundException">Absent, or neither the user's customer to change nor the user's own task.</exception>
    /// <exception cref="FollowUpChangedException">It is no longer open, or not the version it was.</exception>
    /// <exception cref="ValidationException">The time has passed.</exception>
    public async Task<DateTime> MoveAsync(int id, DateTime at, Guid? version, MoveScope scope, UserScope by, CancellationToken ct)
    {
        var (followUp, customer) = await tasks.LoadAsync(id, version, by, ct);
        var before = clock.ToLocal(followUp.At);
        if (at == before && (scope == MoveScope.One || followUp.Recurrence == FollowUpRecurrence.None))
            return before;
        if (clock.ToUtc(at) <= clock.UtcNow)
            throw Refusal.Of(nameof(FollowUpForm.At), text["Error.TimeInPast"]);
        if (at.Year >= 2100)
            throw Refusal.Of(nameof(FollowUpForm.At), text["Error.TimeRange"]);

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        followUp.Reschedule(clock.ToUtc(at), await recurring.MovedAsync(followUp, clock.ToUtc(at), scope, ct), clock.UtcNow);
        await db.SaveChangesAsync(by, ct);
        await tasks.RefreshNextAsync([customer.Id], ct);
        await transaction.CommitAsync(ct);
        return before;
    }
}
