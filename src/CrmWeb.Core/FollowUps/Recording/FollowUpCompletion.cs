using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps.Recording;

/// <summary>Completes planned follow-ups.</summary>
public sealed class FollowUpCompletion(
    CrmDbContext db, OpenTasks tasks, FollowUpFormReader reader, FollowUpOwnFields ownFields, NextTask nextTask, CustomerStageService stages, CustomerEvents events, OrganizationClock clock)
{
    /// <summary>Notes that a planned interaction took place, with its result, the next one and the new stage; a recurring one comes back.</summary>
    /// <exception cref="NotFoundException">Absent, or neither the user's customer to change nor the user's own task.</exception>
    /// <exception cref="FollowUpChangedException">Somebody else changed or completed it meanwhile.</exception>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    public Task CompleteAsync(int id, FollowUpForm form, UserScope by, CancellationToken ct) => Resubmission.RunAsync(
        db, () => CompletedBySameFormAsync(id, form, by, ct), () => ConflictRetry.RunAsync(db, () => CompleteOnceAsync(id, form, by, ct)));

    private async Task<int> CompleteOnceAsync(int id, FollowUpForm form, UserScope by, CancellationToken ct)
    {
        var (followUp, customer) = await tasks.LoadAsync(id, form.Version, by, ct);

        // Whoever merely does the task says how it went; planning on and moving the stage is for those who may change the customer.
        if ((form.NextAt is not null || !string.IsNullOrWhiteSpace(form.Stage)) && !await MayWriteAsync(customer.Id, by, ct))
            throw new NotFoundException();
        var said = await reader.ReadAsync(customer, form, FollowUpKind.Record, by, ct, kept: followUp);

        await events.SaveAsync(customer, by, async () =>
        {
            var (now, planned, assigneeId) = (clock.UtcNow, followUp.Facts, followUp.AssigneeId);
            var happenedAt = said.HappenedAt(now);

            // Whoever does not get to read the subject sends back what stood in its place.
            var facts = said.Facts.Subject == PersonalView.Hidden ? said.Facts with { Subject = planned.Subject } : said.Facts;
            followUp.Complete(facts, happenedAt, by.UserId, now, form.CreationKey);
            await ownFields.WriteAsync(followUp, said.Own!, ct);
            customer.FollowedUp(happenedAt, by.ActorId, now);
            var moved = await stages.MoveAsync(customer, said.Stage, by, ct);

            // A series ends with the customer it was for.
            var next = await nextTask.AskedForAsync(followUp, said, planned, by, ct)
                ?? (moved is { Loses: true } ? null : await nextTask.OfSeriesAsync(followUp, planned, assigneeId, by, ct));
            if (next is not null)
                db.FollowUps.Add(next);
            return FollowUpEvent.Of(customer, followUp, FollowUpAction.Completed, next, moved);
        }, ct);
        return id;
    }

    /// <summary>Knows a task again that the same form has completed a moment ago.</summary>
    /// <returns>The task's id where this very form completed it, with just these words, by this user, and the next one is planned as the form says; else null.</returns>
    private async Task<int?> CompletedBySameFormAsync(int id, FollowUpForm form, UserScope by, CancellationToken ct)
    {
        var key = form.CreationKey;
        if (key == Guid.Empty)
            return null;
        var done = await tasks.ChangeableBy(by).AsNoTracking().FirstOrDefaultAsync(f => f.Id == id && f.CompletionKey == key && f.AssigneeId == by.UserId, ct);
        if (done is null || done.EditedAt is not null)
            return null;

        DateTime? at = form.At is { } typed ? clock.ToUtc(typed) : null;
        if (at > done.UpdatedAt)
            at = done.UpdatedAt;
        if (done.Facts != await reader.SaidAsync(form, ct) || !FollowUpFormReader.SameTime(done.HappenedAt, at) || !await reader.CarriesAsync(done, form, by, ct))
            return null;
        if (form.NextAt is not { } next)
            return id;
        var nextKey = NextTask.KeyAfter(done.CreationKey);
        var planned = await db.FollowUps.AsNoTracking().Where(f => f.CreationKey == nextKey).Select(f => f.PlannedAt).FirstOrDefaultAsync(ct);
        return FollowUpFormReader.SameTime(planned, clock.ToUtc(next)) ? id : null;
    }

    private async Task<bool> MayWriteAsync(int customerId, UserScope by, CancellationToken ct) =>
        by.Has(Permissions.FollowUpsWrite) && await db.Customers.EditableBy(by).AnyAsync(c => c.Id == customerId, ct);
}
