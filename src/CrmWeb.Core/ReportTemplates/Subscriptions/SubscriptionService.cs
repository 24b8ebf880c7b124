using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReportTemplates.Subscriptions;

/// <summary>When a report is to come by mail.</summary>
public sealed class SubscriptionForm
{
    public SubscriptionPeriod? Period { get; set; } = SubscriptionPeriod.Monthly;

    /// <summary>From 1 for Monday.</summary>
    public int? Weekday { get; set; } = 1;

    public int? Day { get; set; } = 1;

    public int? Hour { get; set; } = 8;
}

/// <summary>A subscription as its owner sees it.</summary>
/// <param name="NextAt">UTC; null where none is sent.</param>
/// <param name="Ended">Why none is sent any more; null where it goes on or was never asked for.</param>
public sealed record SubscriptionView(SubscriptionForm Form, DateTime? NextAt, SubscriptionEnd? Ended);

/// <summary>Everybody subscribes for oneself.</summary>
public sealed class SubscriptionService(CrmDbContext db, TemplateQueries templates, OrganizationClock clock, IStringLocalizer<TemplatesText> text)
{
    private const int DaysOfWeek = 7;
    private const int DaysOfMonth = 31;
    private const int LastHour = 23;

    /// <exception cref="NotFoundException">The reader finds no such template.</exception>
    public async Task<(TemplateRow Template, SubscriptionView Subscription)> ReadAsync(int templateId, UserScope by, CancellationToken ct)
    {
        var template = (await templates.ReadAsync(templateId, by, ct)).Row;
        var known = await db.ReportSubscriptions.AsNoTracking().FirstOrDefaultAsync(s => s.TemplateId == templateId && s.UserId == by.UserId, ct);
        var form = known is null ? new SubscriptionForm() : new SubscriptionForm
        {
            Period = known.Period,
            Weekday = known.Period == SubscriptionPeriod.Weekly ? known.Day : 1,
            Day = known.Period == SubscriptionPeriod.Monthly ? known.Day : 1,
            Hour = known.Hour,
        };
        return (template, new SubscriptionView(form, known is { Ended: null } ? known.NextAt : null, known?.Ended));
    }

    /// <exception cref="NotFoundException">The reader finds no such template.</exception>
    /// <exception cref="ValidationException">A time is none, or the template is offered no more.</exception>
    public async Task SubscribeAsync(int templateId, SubscriptionForm form, UserScope by, CancellationToken ct)
    {
        var view = await templates.ReadAsync(templateId, by, ct);
        if (view.Row.IsRetired)
            throw Refusal.Of(text["Error.Retired"]);
        if (view.Definition is { IsList: true } && !by.Has(Permissions.CustomersExport))
            throw Refusal.Of(text["Error.NoExport"]);
        var day = form.Period == SubscriptionPeriod.Weekly ? form.Weekday : form.Day;
        var (field, most) = form.Period == SubscriptionPeriod.Weekly ? (nameof(form.Weekday), DaysOfWeek) : (nameof(form.Day), DaysOfMonth);
        if (form.Period is not (SubscriptionPeriod.Weekly or SubscriptionPeriod.Monthly))
            throw Refusal.Of(nameof(form.Period), text["Error.Choice"]);
        if (day is not { } on || on < 1 || on > most)
            throw Refusal.Of(field, text["Error.SubscriptionDay", most]);
        if (form.Hour is not { } hour || hour < 0 || hour > LastHour)
            throw Refusal.Of(nameof(form.Hour), text["Error.Hour"]);

        // The own row is locked: two requests of one person do not both begin the subscription.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Users.Where(u => u.Id == by.UserId).LockAsync(u => u.DisplayName, ct);
        var subscription = await db.ReportSubscriptions.FirstOrDefaultAsync(s => s.TemplateId == templateId && s.UserId == by.UserId, ct);
        if (subscription is null)
            db.ReportSubscriptions.Add(subscription = new ReportSubscription(templateId, by.UserId));
        subscription.Set(form.Period.Value, on, hour, ReportSubscription.NextAfter(clock.UtcNow, form.Period.Value, on, hour, clock));
        await db.SaveChangesAsync(by, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Ends the own subscription; there need not be one, nor does its template have to be found any more.</summary>
    public Task EndAsync(int templateId, UserScope by, CancellationToken ct) =>
        db.ReportSubscriptions.Where(s => s.TemplateId == templateId && s.UserId == by.UserId).ExecuteDeleteAsync(ct);
}
