using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.FollowUps.Tasks;

/// <summary>Plans an open task anew.</summary>
public sealed class TaskPlanner(
    CrmDbContext db, OpenTasks tasks, FollowUpFormReader reader, RecurringTasks recurring, CustomerEvents events, OrganizationClock clock, IStringLocalizer<FollowUpsText> text)
{
    /// <summary>Changes when, by whom and with what urgency it is to be done.</summary>
    /// <exception cref="NotFoundException">Absent, or neither the user's customer to change nor the user's own task.</exception>
    /// <exception cref="FollowUpChangedException">It is no longer open, or not the version it was.</exception>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    public Task ReplanAsync(int id, FollowUpForm form, UserScope by, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        var (task, customer) = await tasks.LoadAsync(id, form.Version, by, ct);

        // An overdue task may get another assignee or priority and stay overdue.
        var said = await reader.ReadAsync(customer, form, FollowUpKind.Plan, by, ct, kept: task);
        var at = FollowUpField.Minute(form.At!.Value) == FollowUpField.Minute(clock.ToLocal(task.At)) ? task.At : said.At;
        var plan = said.PlanFor(at, by, task);
        await SaveAsync(task, customer, by, async () => task.Plan(
            plan with
            {
                // Coming back in another rhythm begins a series; another time is for this one or for the series, as was asked.
                Series = plan.Recurrence == task.Recurrence ? await recurring.MovedAsync(task, at, form.Scope, ct) : recurring.BeginAt(at),
            },
            clock.UtcNow), ct);
        return true;
    });

    /// <summary>Moves it to another time, as dragging it in the calendar does.</summary>
    /// <param name="at">The organisation's wall clock.</param>
    /// <param name="version">The version it was shown with; null moves it however it stands.</param>
    /// <param name="scope">Of one of a series: it alone, or the series.</param>
    /// <returns>When it was planned for before, wall clock.</returns>
    /// <exception cref="NotFoundException">Absent, or neither the user's customer to change nor the user's own task.</exception>
    /// <exception cref="FollowUpChangedException">It is no longer open, or not the version it was.</exception>
    /// <exception cref="ValidationException">The time has passed.</exception>
    public Task<DateTime> MoveAsync(int id, DateTime at, Guid? version, MoveScope scope, UserScope by, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        var (task, customer) = await tasks.LoadAsync(id, version, by, ct);
        var before = clock.ToLocal(task.At);
        if (at == before && (scope == MoveScope.One || task.Recurrence == FollowUpRecurrence.None))
            return before;
        if (clock.ToUtc(at) <= clock.UtcNow)
            throw Refusal.Of(nameof(FollowUpForm.At), text["Error.TimeInPast"]);
        if (at.Year >= 2100)
            throw Refusal.Of(nameof(FollowUpForm.At), text["Error.TimeRange"]);

        var utc = clock.ToUtc(at);
        await SaveAsync(task, customer, by, async () => task.Reschedule(utc, await recurring.MovedAsync(task, utc, scope, ct), clock.UtcNow), ct);
        return before;
    });

    private Task SaveAsync(FollowUp task, Customer customer, UserScope by, Func<Task> plan, CancellationToken ct) => events.SaveAsync(customer, by, async () =>
    {
        var assigneeId = task.AssigneeId;
        await plan();
        return [new FollowUpEvent(customer, task, task.AssigneeId == assigneeId ? FollowUpAction.Replanned : FollowUpAction.Reassigned)];
    }, ct);
}
