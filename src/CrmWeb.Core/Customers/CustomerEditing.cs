using CrmWeb.Core.Data;
using CrmWeb.Core.Lists;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Tags;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers;

/// <summary>Changes the fields of existing customers.</summary>
public sealed class CustomerEditing(
    CrmDbContext db, CustomerProfileReader reader, DuplicateFinder duplicates, ListCatalog lists, TagCatalog tags, OrganizationClock clock)
{
    /// <summary>The form, filled with the customer as it is now.</summary>
    /// <exception cref="NotFoundException">Absent, or the user may not change it.</exception>
    public async Task<CustomerForm> OpenAsync(int id, UserScope by, CancellationToken ct)
    {
        var customer = await db.Customers.AsNoTracking().EditableBy(by)
            .Include(c => c.Contacts).Include(c => c.Tags)
            .FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();
        return ToForm(customer, await lists.GetAsync(ct), await tags.GetAsync(ct));
    }

    /// <summary>Saves the form.</summary>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">Absent, or the user may not change it.</exception>
    /// <exception cref="EditConflictException">Somebody else saved the customer since the form was opened; nothing was written.</exception>
    public async Task SaveAsync(int id, CustomerForm form, UserScope by, CancellationToken ct)
    {
        var customer = await db.Customers.EditableBy(by)
            .Include(c => c.Contacts).Include(c => c.Tags)
            .FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();
        var checkedForm = await reader.ReadAsync(form, customer.Type, ct);
        if (form.Version != customer.Version)
            throw new EditConflictException();

        if (Identity(customer) != Identity(form))
        {
            reader.Refuse(await duplicates.FindAsync(DuplicateQuestion.Of(form, id), by, ct), form, by);
        }

        var now = clock.UtcNow;
        customer.Edit(checkedForm.Profile, by.ActorId, now);
        ChangeContacts(customer, checkedForm.Contacts, now);
        customer.SetTags(checkedForm.TagIds);
        await db.SaveChangesAsync(by, ct);
    }

    private static void ChangeContacts(Customer customer, IReadOnlyList<(int? Id, ContactFacts Facts)> wanted, DateTime now)
    {
        foreach (var gone in customer.Contacts.Where(c => wanted.All(w => w.Id != c.Id)).ToList())
            customer.RemoveContact(gone);
        for (var i = 0; i < wanted.Count; i++)
        {
            if (customer.Contacts.FirstOrDefault(c => c.Id == wanted[i].Id && c.Id != 0) is { } contact)
                contact.Change(wanted[i].Facts, isPrimary: i == 0);
            else
                customer.AddContact(new Contact(wanted[i].Facts, isPrimary: i == 0, now));
        }
    }

    /// <summary>What duplicates are judged by; an edit that leaves it alone is not asked about them again.</summary>
    private static string Identity(Customer c) => string.Join('\n',
        [c.Name, c.CreditCode ?? "", .. c.Contacts.OrderByDescending(x => x.IsPrimary).ThenBy(x => x.Id).Select(x => $"{x.Mobile} {x.Landline}")]);

    private static string Identity(CustomerForm f) => string.Join('\n',
        [f.Name, f.CreditCode ?? "", .. f.Contacts.Select(x => $"{x.Mobile} {x.Landline}")]);

    private static CustomerForm ToForm(Customer c, ListSnapshot lists, TagSnapshot tags) => new()
    {
        Version = c.Version,
        Name = c.Name,
        ShortName = c.ShortName,
        Kind = c.Kind,
        CreditCode = c.CreditCode,
        Industry = lists.ById(c.IndustryId)?.Code,
        Region = lists.ById(c.RegionId)?.Code,
        Address = c.Address,
        Type = c.Type,
        Category = c.Category,
        Level = c.Level,
        Source = lists.ById(c.SourceId)?.Code,
        SourceDetail = c.SourceDetail,
        Tags = [.. c.Tags.Select(t => tags.ById(t.TagId)?.Code).OfType<string>()],
        NeedSummary = c.NeedSummary,
        PainPoints = c.PainPoints,
        Budget = lists.ById(c.BudgetId)?.Code,
        ExpectedAmount = Money.ToInput(c.ExpectedAmount),
        ExpectedOn = c.ExpectedOn,
        Remarks = c.Remarks,
        Owner = c.OwnerId,
        Contacts =
        [
            .. c.Contacts.OrderByDescending(x => x.IsPrimary).ThenBy(x => x.Id).Select(x => new ContactForm
            {
                Id = x.Id,
                Name = x.Name,
                Salutation = lists.ById(x.SalutationId)?.Code,
                Mobile = x.Mobile,
                Landline = x.Landline,
                Title = x.Title,
                Mail = x.Mail,
                WeChat = x.WeChat,
                Role = lists.ById(x.RoleId)?.Code,
            }),
        ],
    };
}
