using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Contacts;

/// <summary>That a contact has left, and where to. Titles, landlines and company mail stay behind, so new ones may be given.</summary>
public sealed class ContactMoveForm
{
    /// <summary>Last day at the customer; today where nothing is said.</summary>
    public DateOnly? On { get; set; }

    /// <summary>Id of the customer they went to.</summary>
    public int? Customer { get; set; }

    public string? Title { get; set; }

    public string? Landline { get; set; }

    public string? Mail { get; set; }
}

/// <summary>A customer a contact may be moved to.</summary>
public sealed record MoveTarget(int Id, string Number, string Name, string OwnerName);

/// <summary>Notes that contacts leave a customer, come back, or work for another one now.</summary>
public sealed class ContactTransfer(
    CrmDbContext db, UserDirectory users, IEnumerable<ICustomerFigure> figures, OrganizationClock clock, IStringLocalizer<CustomersText> text)
{
    private const int MaxTargets = 10;

    /// <returns>The customer's id.</returns>
    /// <exception cref="NotFoundException">Absent, or the user may not change the customer.</exception>
    /// <exception cref="ValidationException">The day lies ahead, or too far back.</exception>
    public Task<int> DepartAsync(int contactId, ContactMoveForm form, UserScope by, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        var (contact, customer) = await LoadAsync(contactId, by, ct);
        customer.Depart(contact, LastDay(form), by.ActorId, clock.UtcNow);
        await SaveAsync([customer.Id], by, ct);
        return customer.Id;
    });

    /// <inheritdoc cref="DepartAsync" path="/returns"/>
    /// <exception cref="NotFoundException">Absent, or the user may not change the customer.</exception>
    /// <exception cref="ValidationException">They are at another customer by now, or the customer has as many contacts as the form takes.</exception>
    public Task<int> ReinstateAsync(int contactId, UserScope by, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        var (contact, customer) = await LoadAsync(contactId, by, ct);
        if (await db.Contacts.AnyAsync(c => c.PreviousId == contactId, ct))
            throw Refusal.Of(nameof(ContactMoveForm.On), text["Error.ContactMovedOn"]);
        RefuseOneTooMany(customer, nameof(ContactMoveForm.On));
        customer.Reinstate(contact, by.ActorId, clock.UtcNow);
        await SaveAsync([customer.Id], by, ct);
        return customer.Id;
    });

    /// <summary>Keeps the contact where it was as departed and makes a new one, which knows the old one, at the other customer.</summary>
    /// <returns>The new contact's id; that of the first move where the same move is sent twice.</returns>
    /// <exception cref="NotFoundException">Absent, or the user may not change the customer.</exception>
    /// <exception cref="ValidationException">The other customer is not one the user may change, or they have moved already.</exception>
    public Task<int> MoveAsync(int contactId, ContactMoveForm form, UserScope by, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        var (contact, customer) = await LoadAsync(contactId, by, ct);
        var successor = await db.Contacts.AsNoTracking().FirstOrDefaultAsync(c => c.PreviousId == contactId, ct);
        if (successor is not null)
            return successor.CustomerId == form.Customer ? successor.Id : throw Refusal.Of(nameof(form.Customer), text["Error.ContactMovedOn"]);
        if (form.Customer is not { } targetId)
            throw Refusal.Of(nameof(form.Customer), text["Error.MoveTargetRequired"]);

        // The same change token guards both: whoever else moves this contact now has to look again.
        var target = targetId == customer.Id
            ? throw Refusal.Of(nameof(form.Customer), text["Error.MoveTargetSame"])
            : await db.Customers.EditableBy(by).Include(c => c.Contacts).FirstOrDefaultAsync(c => c.Id == targetId, ct)
                ?? throw Refusal.Of(nameof(form.Customer), text["Error.UnknownChoice"]);
        RefuseOneTooMany(target, nameof(form.Customer));
        var (facts, day, now) = (Facts(contact, form), LastDay(form, contact), clock.UtcNow);
        customer.Depart(contact, day, by.ActorId, now);
        var arrival = contact.AtAnother(facts, now);
        target.Welcome(arrival, by.ActorId, now);
        await TakeAlongAsync(contact.Id, arrival, ct);
        await SaveAsync([customer.Id, target.Id], by, ct);
        return arrival.Id;
    });

    /// <summary>The customers the contact may be moved to that fit what was typed; without text the last changed ones.</summary>
    /// <exception cref="NotFoundException">Absent, or the user may not change the customer.</exception>
    public async Task<IReadOnlyList<MoveTarget>> TargetsAsync(int contactId, string? typed, UserScope by, CancellationToken ct)
    {
        var editable = db.Customers.EditableBy(by);
        var from = await db.Contacts.Where(x => x.Id == contactId && editable.Any(c => c.Id == x.CustomerId))
            .Select(x => (int?)x.CustomerId).FirstOrDefaultAsync(ct) ?? throw new NotFoundException();
        var rows = await CustomerFilterBuilder.Search(db.Customers.AsNoTracking().EditableBy(by), typed, by)
            .Where(c => c.Id != from).OrderByDescending(c => c.UpdatedAt).ThenByDescending(c => c.Id).Take(MaxTargets)
            .Select(c => new { c.Id, c.Number, c.Name, c.OwnerId }).ToListAsync(ct);
        var directory = await users.GetAsync(ct);
        return [.. rows.Select(r => new MoveTarget(r.Id, r.Number, r.Name, directory.Name(r.OwnerId)))];
    }

    /// <summary>What is said of the person in the company's own fields comes along, but for what no two may have: the row that stays has it.</summary>
    private async Task TakeAlongAsync(int from, Contact arrival, CancellationToken ct)
    {
        foreach (var value in await db.Set<ContactValue>().AsNoTracking().Where(v => v.OwnerId == from && v.UniqueKey == null).OrderBy(v => v.Id).ToListAsync(ct))
            db.Add(value.For(arrival));
    }

    private async Task SaveAsync(IReadOnlyCollection<int> customers, UserScope by, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.SaveChangesAsync(by, ct);
        await figures.RenewAsync(customers, ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<(Contact Contact, Customer Customer)> LoadAsync(int contactId, UserScope by, CancellationToken ct)
    {
        var customer = await db.Customers.EditableBy(by).Include(c => c.Contacts)
            .FirstOrDefaultAsync(c => c.Contacts.Any(x => x.Id == contactId), ct) ?? throw new NotFoundException();
        return (customer.Contacts.First(x => x.Id == contactId), customer);
    }

    private DateOnly LastDay(ContactMoveForm form, Contact? contact = null)
    {
        var day = form.On ?? contact?.DepartedOn ?? clock.Today;
        return day > clock.Today || day.Year < 2000 ? throw Refusal.Of(nameof(form.On), text["Error.DepartedOn"]) : day;
    }

    private ContactFacts Facts(Contact contact, ContactMoveForm form)
    {
        var (title, landline, mail) = (FormText.CleanLine(form.Title), FormText.CleanCode(form.Landline), FormText.CleanCode(form.Mail));
        if (landline is not null && !PhoneNumber.TryParseLandlineOrForeign(landline, out var _))
            throw Refusal.Of(nameof(form.Landline), text["Error.Landline"]);
        if (contact.Mobile is null && landline is null)
            throw Refusal.Of(nameof(form.Landline), text["Error.PhoneRequired"]);
        if (mail is not null && !ContactFormValidator.IsMail(mail))
            throw Refusal.Of(nameof(form.Mail), text["Error.Mail"]);
        if (title?.Length > CustomerForm.LineMax)
            throw Refusal.Of(nameof(form.Title), text["Error.TooLong", CustomerForm.LineMax]);
        return new ContactFacts(contact.Name, contact.SalutationId, contact.Mobile, landline, title, mail, contact.WeChat, null, contact.Notes);
    }

    /// <summary>The edit form takes no more, so nobody may come in another way.</summary>
    private void RefuseOneTooMany(Customer customer, string field)
    {
        if (customer.Contacts.Count(c => c.DepartedOn is null) >= CustomerForm.MaxContacts)
            throw Refusal.Of(field, text["Error.TooManyContacts", CustomerForm.MaxContacts]);
    }
}
