using CrmWeb.Core.Auditing;
using CrmWeb.Core.Data;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Pipeline;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers;

/// <summary>Enters new customers.</summary>
public sealed class CustomerRegistration(
    CrmDbContext db,
    CustomerProfileReader reader,
    CustomerNumbers numbers,
    DuplicateFinder duplicates,
    OwnerChoices owners,
    PipelineCatalog pipeline,
    OrganizationClock clock,
    IStringLocalizer<CustomersText> text)
{
    /// <summary>Creates the customer with its contacts in one transaction.</summary>
    /// <returns>The new customer's id; the id of the one the same form made before, if it was sent twice.</returns>
    /// <exception cref="ValidationException">A rule is broken, the customer exists already, or the form made one before and says something else now.</exception>
    /// <exception cref="NotFoundException">The user may not create customers.</exception>
    public async Task<int> RegisterAsync(CustomerForm form, UserScope by, CancellationToken ct)
    {
        if (!by.Has(Permissions.CustomersCreate))
            throw new NotFoundException();
        if (form.CreationKey == Guid.Empty)
            form.CreationKey = Guid.NewGuid();

        var checkedForm = await reader.ReadAsync(form, stored: null, ct);
        var owner = await OwnerAsync(form, by, ct);
        var initial = (await pipeline.GetAsync(ct)).Initial;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // Taking the number makes creations queue, so what follows sees every customer committed before.
        var number = await numbers.NextAsync(db, ct);
        if (await MadeBySameFormAsync(form.CreationKey, by, ct) is { } made)
        {
            return IsSame(made, checkedForm)
                ? made.Id
                : throw new ValidationException([new ValidationFailure("", text["Error.AlreadySaved", $"{made.Number} {made.Name}"])]);
        }

        var matches = await duplicates.FindAsync(DuplicateQuestion.Of(form, exceptId: null), by, ct);
        reader.Refuse(matches, form, by);

        var now = clock.UtcNow;
        var stage = await db.Stages.FirstAsync(s => s.Id == initial.Id, ct);
        var customer = new Customer(number, form.CreationKey, checkedForm.Profile, owner.Id, owner.DepartmentId, by.ActorId, stage, now);
        foreach (var (_, facts) in checkedForm.Contacts)
            customer.AddContact(new Contact(facts, isPrimary: customer.Contacts.Count == 0, now));
        List<Contact> contacts = [.. customer.Contacts];
        customer.SetDecisionChain(checkedForm.Chain(contacts, contacts));
        customer.SetTags(checkedForm.TagIds);
        db.Customers.Add(customer);
        await db.SaveChangesAsync(by, ct);

        if (matches.Count > 0)
        {
            db.AuditEntries.Add(new AuditEntry(now, by.ActorId, Guid.NewGuid(), AuditAction.DuplicateConfirmed,
                nameof(Customer), customer.Id, nameof(Customer), customer.Id, "", null, matches[0].Reason.ToString()));
            await db.SaveChangesAsync(by, ct);
        }

        await transaction.CommitAsync(ct);
        return customer.Id;
    }

    private Task<Customer?> MadeBySameFormAsync(Guid key, UserScope by, CancellationToken ct) =>
        db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).AsNoTracking().Include(c => c.Contacts)
            .FirstOrDefaultAsync(c => c.CreationKey == key && c.DeveloperId == by.ActorId, ct);

    /// <summary>Whether the form says what it said when it made the customer, so that nothing typed since gets lost.</summary>
    private static bool IsSame(Customer made, CheckedCustomer form)
    {
        var p = form.Profile;
        return (made.Name, made.ShortName, made.Kind, made.CreditCode, made.IndustryId, made.RegionId, made.Address)
                == (p.Name, p.ShortName, p.Kind, p.CreditCode, p.IndustryId, p.RegionId, p.Address)
            && (made.Website, made.Headcount, made.Level, made.SourceId, made.SourceDetail, made.MainBusiness, made.ExpectedAmount)
                == (p.Website, p.Headcount, p.Level, p.SourceId, p.SourceDetail, p.MainBusiness, p.ExpectedAmount)
            && (made.NeedSummary, made.PainPoints, made.Competitors, made.Commitments, made.AccountPlan, made.CommunicationNotes, made.Remarks)
                == (p.NeedSummary, p.PainPoints, p.Competitors, p.Commitments, p.AccountPlan, p.CommunicationNotes, p.Remarks)
            && made.Contacts.Select(c => $"{c.Name} {c.Mobile} {c.Landline} {c.Mail} {c.WeChat}").Order(StringComparer.Ordinal)
                .SequenceEqual(form.Contacts.Select(c => $"{c.Facts.Name} {c.Facts.Mobile} {c.Facts.Landline} {c.Facts.Mail} {c.Facts.WeChat}").Order(StringComparer.Ordinal));
    }

    private async Task<UserEntry> OwnerAsync(CustomerForm form, UserScope by, CancellationToken ct)
    {
        var ownerId = form.Owner ?? by.UserId;
        return (await owners.ForAsync(by, ct)).FirstOrDefault(u => u.Id == ownerId)
            ?? throw new ValidationException([new ValidationFailure(nameof(CustomerForm.Owner), text["Error.OwnerNotAllowed"])]);
    }
}
