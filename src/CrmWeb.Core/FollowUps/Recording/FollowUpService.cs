using System.Globalization;
using System.Security.Cryptography;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.FollowUps.Commitments;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.FollowUps.Recording;

/// <summary>Writes, plans, completes and cancels follow-ups.</summary>
public sealed class FollowUpService(
    CrmDbContext db, OpenTasks tasks, FollowUpFormReader reader, CommitmentService commitments, RecurringTasks recurring, AssignmentNews news, CustomerStageService stages, CompletedTasks completed,
    OrganizationClock clock, IStringLocalizer<FollowUpsText> text)
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

    /// <summary>Notes that a planned interaction took place, with its result, the next one and the new stage; a recurring one comes back.</summary>
    /// <exception cref="NotFoundException">Absent, or neither the user's customer to change nor the user's own task.</exception>
    /// <exception cref="EditConflictException">Somebody else changed or completed it meanwhile.</exception>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    public Task CompleteAsync(int id, FollowUpForm form, UserScope by, CancellationToken ct) => Resubmission.RunAsync(
        db, () => completed.BySameFormAsync(id, form, by, ct), () => CompleteOnceAsync(id, form, by, ct));

    private Task<int> CompleteOnceAsync(int id, FollowUpForm form, UserScope by, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        var (followUp, customer) = await tasks.LoadAsync(id, form.Version, by, ct);

        // Whoever merely does the task says how it went; planning on and moving the stage is for those who may change the customer.
        if ((form.NextAt is not null || !string.IsNullOrWhiteSpace(form.Stage)) && !await MayWriteAsync(customer.Id, by, ct))
            throw new NotFoundException();
        await reader.CheckAsync(customer, form, FollowUpKind.Record, by, ct, held: followUp.MethodId);

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (now, planned, assigneeId, type) = (clock.UtcNow, followUp.Facts, followUp.AssigneeId, customer.Type);
        var happenedAt = Earlier(clock.ToUtc(form.At!.Value), now);
        var facts = await reader.FactsAsync(form, ct);

        // Whoever does not get to read the subject sends back what stood in its place.
        followUp.Complete(facts.Subject == PersonalView.Hidden ? facts with { Subject = planned.Subject } : facts, happenedAt, by.UserId, now, form.CreationKey);
        customer.FollowedUp(happenedAt, by.ActorId, now);
        await stages.ApplyAsync(customer, form.StageForm, by, ct);

        // A series ends with the customer it was for.
        var ends = customer.Type == CustomerType.Lost && type != CustomerType.Lost;
        var comesBack = form.NextAt is null && !ends ? await recurring.NextAsync(followUp, planned, assigneeId, NextKey(followUp.CreationKey), by, ct) : null;
        await FinishAsync(customer, form, followUp, planned, comesBack, by, ct);
        await transaction.CommitAsync(ct);
        return id;
    });

    /// <summary>Changes when, by whom and with what urgency a planned follow-up is to be done.</summary>
    /// <inheritdoc cref="CompleteAsync" path="/exception"/>
    public async Task ReplanAsync(int id, FollowUpForm form, UserScope by, CancellationToken ct)
    {
        var (followUp, customer) = await tasks.LoadAsync(id, form.Version, by, ct);

        // An overdue task may get another assignee or priority and stay overdue. The form shows minutes.
        var shown = Minute(clock.ToLocal(followUp.At));
        await reader.CheckAsync(customer, form, FollowUpKind.Plan, by, ct, kept: shown, held: followUp.MethodId, keptAssignee: followUp.AssigneeId);

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var before = followUp.AssigneeId;
        var at = Minute(form.At!.Value) == shown ? followUp.At : clock.ToUtc(form.At.Value);
        var plan = PlanOf(form, at, by, followUp);
        plan = plan with
        {
            // Coming back in another rhythm begins a series; another time is for this one or for the series, as was asked.
            Series = plan.Recurrence == followUp.Recurrence ? await recurring.MovedAsync(followUp, at, form.Scope, ct) : recurring.BeginAt(at),
        };
        followUp.Plan(plan, clock.UtcNow);
        await db.SaveChangesAsync(by, ct);
        if (followUp.AssigneeId != before && await news.TellAsync([followUp], by, ct) > 0)
            await db.SaveChangesAsync(by, ct);
        await tasks.RefreshNextAsync([customer.Id], ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Calls a planned follow-up off.</summary>
    /// <exception cref="NotFoundException">Absent, or neither the user's customer to change nor the user's own task.</exception>
    /// <exception cref="EditConflictException">Somebody else changed or completed it meanwhile.</exception>
    public async Task CancelAsync(int id, Guid? version, UserScope by, CancellationToken ct)
    {
        var (followUp, customer) = await tasks.LoadAsync(id, version, by, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        followUp.Cancel(clock.UtcNow);
        await db.SaveChangesAsync(by, ct);
        await tasks.RefreshNextAsync([customer.Id], ct);
        await transaction.CommitAsync(ct);
    }

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;

    private static DateTime Minute(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute));

    /// <summary>The key of what is planned beside a record, and of what comes after a task: derived, so that the same form sent twice plans once.</summary>
    internal static Guid NextKey(Guid key) => new(SHA256.HashData([.. key.ToByteArray(), 1]).AsSpan(0, 16));

    /// <param name="kept">What is planned anew; urgency and reminder stay as they were where the form says nothing of them.</param>
    private static FollowUpPlan PlanOf(FollowUpForm form, DateTime at, UserScope by, FollowUp? kept = null) => new(
        at, form.Assignee ?? by.UserId, form.Priority ?? kept?.Priority ?? FollowUpPriority.Normal, form.ReminderLead ?? kept?.ReminderLeadMinutes ?? 10,
        form.Channels.Count == 0 && kept is not null
            ? kept.ReminderChannels
            : form.Channels.Aggregate(NotificationChannels.Page, (all, one) => all | one))
    {
        Recurrence = form.Recurrence ?? kept?.Recurrence ?? FollowUpRecurrence.None,
    };

    private async Task<int> WriteAsync(int customerId, FollowUpForm form, FollowUpKind kind, UserScope by, CancellationToken ct)
    {
        if (form.CreationKey == Guid.Empty)
            form.CreationKey = Guid.NewGuid();
        return await Resubmission.RunAsync(
            db,
            () => WrittenBySameFormAsync(customerId, form, kind, by, ct),
            () => ConflictRetry.RunAsync(db, () => WriteOnceAsync(customerId, form, kind, by, ct)),
            () => RekeyAsync(form, by, ct));
    }

    private async Task<bool> RekeyAsync(FollowUpForm form, UserScope by, CancellationToken ct)
    {
        var (key, nextKey) = (form.CreationKey, NextKey(form.CreationKey));
        form.CreationKey = Resubmission.OwnKey(key, by);
        return await db.FollowUps.AnyAsync(f => f.CreationKey == key || f.CreationKey == nextKey, ct);
    }

    private async Task<int> WriteOnceAsync(int customerId, FollowUpForm form, FollowUpKind kind, UserScope by, CancellationToken ct)
    {
        if (!by.Has(Permissions.FollowUpsWrite))
            throw new NotFoundException();
        var customer = await db.Customers.EditableBy(by).FirstOrDefaultAsync(c => c.Id == customerId, ct) ?? throw new NotFoundException();
        await reader.CheckAsync(customer, form, kind, by, ct);

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.UtcNow;
        var facts = await reader.FactsAsync(form, ct);
        FollowUp followUp;
        if (kind == FollowUpKind.Record)
        {
            var happenedAt = Earlier(clock.ToUtc(form.At!.Value), now);
            followUp = FollowUp.Recorded(customerId, form.CreationKey, facts, happenedAt, by.UserId, now);
            customer.FollowedUp(happenedAt, by.ActorId, now);
        }
        else
        {
            var plan = PlanOf(form, clock.ToUtc(form.At!.Value), by);
            followUp = FollowUp.Planned(customerId, form.CreationKey, facts, plan with { Series = recurring.BeginAt(plan.At) }, by.UserId, now);
            form.NextAt = null;
        }

        db.FollowUps.Add(followUp);
        await stages.ApplyAsync(customer, form.StageForm, by, ct);
        await FinishAsync(customer, form, followUp, null, null, by, ct);
        await transaction.CommitAsync(ct);
        return followUp.Id;
    }

    /// <summary>Plans the next one, saves, notes what was promised and the earliest open plan of the customer, and tells whom it concerns.</summary>
    /// <param name="planned">What was to be done, for a task that was planned.</param>
    /// <param name="comesBack">The next one of a series.</param>
    private async Task FinishAsync(Customer customer, FollowUpForm form, FollowUp followUp, FollowUpFacts? planned, FollowUp? comesBack, UserScope by, CancellationToken ct)
    {
        if (form.NextAt is { } next)
        {
            // The next one of a series is for the same, whenever it is; the series itself keeps its days.
            var isSeries = followUp.Recurrence != FollowUpRecurrence.None;
            var facts = new FollowUpFacts(
                (await reader.FactsAsync(form, ct)).MethodId, form.Contact, NextSubject(form, isSeries ? planned?.Subject : null), isSeries ? planned?.Content : null);
            var plan = PlanOf(form, clock.ToUtc(next), by, isSeries ? followUp : null) with
            {
                Recurrence = followUp.Recurrence,
                Series = isSeries ? await recurring.AfterAsync(followUp, ct) : null,
            };
            comesBack = FollowUp.Planned(customer.Id, NextKey(followUp.CreationKey), facts, plan, by.UserId, clock.UtcNow, isSeries ? followUp.Id : null);
        }

        if (comesBack is not null)
            db.FollowUps.Add(comesBack);
        var isNew = db.Entry(followUp).State == EntityState.Added;
        await db.SaveChangesAsync(by, ct);
        if (followUp.State == FollowUpState.Done)
            await commitments.FollowAsync(followUp, isNew, by, ct);
        await tasks.RefreshNextAsync([customer.Id], ct);
        if (await news.TellAsync(comesBack is null ? [followUp] : [followUp, comesBack], by, ct) > 0)
            await db.SaveChangesAsync(by, ct);
    }

    /// <summary>What was said to come next. The subject of what is done is not it, except in a series.</summary>
    private string? NextSubject(FollowUpForm form, string? ofSeries)
    {
        var subject = FormText.CleanLine(form.NextStep) ?? ofSeries ?? text["NextSubject"].Value;
        return FormText.Shortened(subject, FollowUpForm.SubjectMax);
    }

    /// <summary>A form whose answer was lost comes again, perhaps with other words: those must not vanish behind the first ones.</summary>
    private async Task<int?> WrittenBySameFormAsync(int customerId, FollowUpForm form, FollowUpKind kind, UserScope by, CancellationToken ct)
    {
        var (key, nextKey) = (form.CreationKey, NextKey(form.CreationKey));
        var rows = await db.FollowUps.AsNoTracking().Where(f => (f.CreationKey == key || f.CreationKey == nextKey) && f.AuthorId == by.UserId).ToListAsync(ct);
        if (rows.Find(f => f.CreationKey == key) is not { } written)
            return null;

        form.Clean();
        var isRecord = kind == FollowUpKind.Record;
        DateTime? at = form.At is { } typed ? clock.ToUtc(typed) : null;
        if (isRecord && at > written.CreatedAt)
            at = written.CreatedAt;
        var isSame = written.CustomerId == customerId
            && written.Facts == await reader.FactsAsync(form, ct)
            && SameTime(isRecord ? written.HappenedAt : written.PlannedAt, at)
            && (!isRecord || SameTime(rows.Find(f => f.CreationKey == nextKey)?.PlannedAt, form.NextAt is { } next ? clock.ToUtc(next) : null));
        if (isSame)
            return written.Id;
        var when = clock.ToLocal(written.CreatedAt).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        throw new ValidationException([new ValidationFailure("", text["Error.AlreadySaved", when])]);
    }

    /// <summary>Databases keep times with different precision.</summary>
    internal static bool SameTime(DateTime? one, DateTime? other) =>
        one is null ? other is null : other is not null && (one.Value - other.Value).Duration() < TimeSpan.FromSeconds(1);

    private async Task<bool> MayWriteAsync(int customerId, UserScope by, CancellationToken ct) =>
        by.Has(Permissions.FollowUpsWrite) && await db.Customers.EditableBy(by).AnyAsync(c => c.Id == customerId, ct);
}
