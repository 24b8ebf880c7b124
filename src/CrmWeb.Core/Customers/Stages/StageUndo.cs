using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Stages;

/// <summary>
/// Takes a move to another stage back, as if it had not been made: for whoever made it, for a short time, and only while nothing came
/// after it. The time in the stage goes on from where it stood, and no report counts a slip of the finger; the change log keeps what
/// became of the type.
/// </summary>
public sealed class StageUndo(CrmDbContext db, PipelineCatalog pipeline, CustomerEvents events, CompletenessMeter meter, OrganizationClock clock, IStringLocalizer<PipelineText> text)
{
    /// <summary>For how long a move can be taken back.</summary>
    public static readonly TimeSpan For = TimeSpan.FromMinutes(5);

    /// <param name="moveId">The move as <see cref="CustomerStageService.MoveAsync(int, StageForm, UserScope, CancellationToken)"/> returned it.</param>
    /// <exception cref="NotFoundException">The customer is not the user's to change, or the user has made no such move of it by itself.</exception>
    /// <exception cref="ValidationException">Too late, or the customer has moved on.</exception>
    public Task TakeBackAsync(int customerId, int moveId, UserScope by, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        by.Demand(Permissions.FollowUpsWrite);
        var customer = await db.Customers.EditableBy(by).FirstOrDefaultAsync(c => c.Id == customerId, ct) ?? throw new NotFoundException();
        var stages = await pipeline.GetAsync(ct);
        await events.SaveAsync(customer, by, async () =>
        {
            var last = await db.StageChanges.Where(c => c.CustomerId == customerId).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Take(2).ToListAsync(ct);
            if (last.Find(c => c.Id == moveId) is { FollowUpId: null, FromStageId: { } from, OperatorId: { } mover } move && mover == by.ActorId)
            {
                if (move != last[0] || move.ToStageId != customer.StageId || move.At < clock.UtcNow - For || !stages.ById(from).IsActive)
                    throw Refusal.Of("", text["Error.UndoTooLate"]);

                // Without a move before it, what was noted in seconds has to do.
                var enteredAt = last.Count > 1 && last[1].ToStageId == from ? last[1].At : move.At - TimeSpan.FromSeconds(move.SecondsBefore ?? 0);
                customer.TakeBack(move, stages.ById(move.ToStageId), enteredAt, by.ActorId, clock.UtcNow);
                await meter.MeasureMovedAsync(customer, carried: null, ct);
                db.StageChanges.Remove(move);
                return [];
            }

            throw new NotFoundException();
        }, ct);
        return true;
    });
}
