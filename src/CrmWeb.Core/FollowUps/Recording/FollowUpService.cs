using System.Globalization;
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
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.FollowUps.Recording;

/// <summary>Writes new follow-ups: those that took place and those that are planned. <see cref="FollowUpCompletion"/> turns one into the other.</summary>
public sealed class FollowUpService(
    CrmDbContext db, FollowUpFormReader reader, FollowUpOwnFields ownFields, NextTask nextTask, RecurringTasks recurring, CustomerStageService stages, CustomerEvents events, OrganizationClock clock,
    IStringLocalizer<FollowUpsText> text)
{
    /// <summary>Notes an interaction; plans the next one and moves the stage where the form says so. One transaction.</summary>
    /// <returns>The record's id; the one the same form wrote before, if it was sent twice.</returns>
    /// <exception cref="NotFoundException">The customer is absent or not the user's to change.</exception>
    /// <exception cref="ValidationException">A rule is broken, or the form was saved before and says something else now.</exception>
    public Task<int> RecordAsync(int customerId, FollowUpForm form, UserScope by, CancellationToken ct) =>
        WriteAsync(customerId, form, FollowUpKind.Record, by, ct);

    /// <summary>Plans an interaction.</summary>
    /// <inheritdoc cref="RecordAsync" path="/returns"/>
    /// <inheritdoc cref="RecordAsync" path="/exception"/>
    public Task<int> PlanAsync(int customerId, FollowUpForm form, UserScope by, CancellationToken ct) =>
        WriteAsync(customerId, form, FollowUpKind.Plan, by, ct);

    private Task<int> WriteAsync(int customerId, FollowUpForm form, FollowUpKind kind, UserScope by, CancellationToken ct)
    {
        var key = form.CreationKey == Guid.Empty ? Guid.NewGuid() : form.CreationKey;
        return Resubmission.RunAsync(
            db,
            () => WrittenBySameFormAsync(customerId, key, form, kind, by, ct),
            () => ConflictRetry.RunAsync(db, () => WriteOnceAsync(customerId, key, form, kind, by, ct)),
            async () =>
            {
                var (used, nextUsed) = (key, NextTask.KeyAfter(key));
                key = Resubmission.OwnKey(key, by);
                return await db.FollowUps.AnyAsync(f => f.CreationKey == used || f.CreationKey == nextUsed, ct);
            });
    }

    private async Task<int> WriteOnceAsync(int customerId, Guid key, FollowUpForm form, FollowUpKind kind, UserScope by, CancellationToken ct)
    {
        if (!by.Has(Permissions.FollowUpsWrite))
            throw new NotFoundException();
        var customer = await db.Customers.EditableBy(by).FirstOrDefaultAsync(c => c.Id == customerId, ct) ?? throw new NotFoundException();
        var said = await reader.ReadAsync(customer, form, kind, by, ct);

        FollowUp? followUp = null;
        await events.SaveAsync(customer, by, async () =>
        {
            followUp = kind == FollowUpKind.Record ? Recorded(customer, key, said, by) : Planned(customer, key, said, by);
            var next = kind == FollowUpKind.Record ? await nextTask.AskedForAsync(followUp, said, planned: null, by, ct) : null;
            db.FollowUps.AddRange(next is null ? [followUp] : [followUp, next]);
            if (said.Own is { } own)
                await ownFields.WriteAsync(followUp, own, ct);
            var moved = await stages.MoveAsync(customer, said.Stage, by, ct);
            return FollowUpEvent.Of(customer, followUp, kind == FollowUpKind.Record ? FollowUpAction.Recorded : FollowUpAction.Planned, next, moved);
        }, ct);
        return followUp!.Id;
    }

    private FollowUp Recorded(Customer customer, Guid key, ValidatedFollowUp said, UserScope by)
    {
        var now = clock.UtcNow;
        customer.FollowedUp(said.HappenedAt(now), by.ActorId, now);
        return FollowUp.Recorded(customer.Id, key, said.Facts, said.HappenedAt(now), by.UserId, now);
    }

    private FollowUp Planned(Customer customer, Guid key, ValidatedFollowUp said, UserScope by) => FollowUp.Planned(
        customer.Id, key, said.Facts, said.PlanFor(said.At, by) with { Series = recurring.BeginAt(said.At) }, by.UserId, clock.UtcNow);

    /// <summary>A form whose answer was lost comes again, perhaps with other words: those must not vanish behind the first ones.</summary>
    private async Task<int?> WrittenBySameFormAsync(int customerId, Guid key, FollowUpForm form, FollowUpKind kind, UserScope by, CancellationToken ct)
    {
        var nextKey = NextTask.KeyAfter(key);
        var rows = await db.FollowUps.AsNoTracking().Where(f => (f.CreationKey == key || f.CreationKey == nextKey) && f.AuthorId == by.UserId).ToListAsync(ct);
        if (rows.Find(f => f.CreationKey == key) is not { } written)
            return null;

        var isRecord = kind == FollowUpKind.Record;
        DateTime? at = form.At is { } typed ? clock.ToUtc(typed) : null;
        if (isRecord && at > written.CreatedAt)
            at = written.CreatedAt;
        var isSame = written.CustomerId == customerId
            && written.Facts == await reader.SaidAsync(form, ct)
            && FollowUpFormReader.SameTime(isRecord ? written.HappenedAt : written.PlannedAt, at)
            && (!isRecord || await reader.CarriesAsync(written, form, by, ct))
            && (!isRecord || FollowUpFormReader.SameTime(rows.Find(f => f.CreationKey == nextKey)?.PlannedAt, form.NextAt is { } next ? clock.ToUtc(next) : null));
        if (isSame)
            return written.Id;
        var when = clock.ToLocal(written.CreatedAt).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        throw Refusal.Of("", text["Error.AlreadySaved", when]);
    }
}
