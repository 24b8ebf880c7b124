using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Duplicates;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>Enters new customers.</summary>
public sealed class CustomerService(
    CrmDbContext db,
    CustomerFormMapper reader,
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

        return await Resubmission.RunAsync(
            db, () => MadeBySameFormAsync(form, by, ct), () => MakeAsync(form, by, ct), () => RekeyAsync(form, by, ct));
    }

    private async Task<bool> RekeyAsync(CustomerForm form, UserScope by, CancellationToken ct)
    {
        var key = form.CreationKey;
        form.CreationKey = Resubmission.OwnKey(key, by);
        return await db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).AnyAsync(c => c.CreationKey == key, ct);
    }

    private async Task<int> MakeAsync(CustomerForm form, UserScope by, CancellationToken ct)
    {
        var checkedForm = await reader.ReadAsync(form, stored: null, ct);
        var owner = await OwnerAsync(form, by, ct);
        var initial = (await pipeline.GetAsync(ct)).Initial;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // Taking the number makes creations queue, so what follows sees every customer committed before.
        var number = await numbers.NextAsync(db, ct);
        if (await MadeBySameFormAsync(form, by, ct) is { } made)
            return made;

        var matches = await duplicates.FindForNewAsync(DuplicateQuestion.Of(form, exceptId: null), by, ct);
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
            db.AuditEntries.Add(matches[0].ConfirmedFor(customer.Id, by, now));
            await db.SaveChangesAsync(by, ct);
        }

        await transaction.CommitAsync(ct);
        return customer.Id;
    }

    private async Task<int?> MadeBySameFormAsync(CustomerForm form, UserScope by, CancellationToken ct)
    {
        var key = form.CreationKey;
        var made = await db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).AsNoTracking()
            .Include(c => c.Contacts).Include(c => c.Tags).Include(c => c.DecisionChain)
            .FirstOrDefaultAsync(c => c.CreationKey == key && c.DeveloperId == by.ActorId, ct);
        if (made is null)
            return null;
        return await reader.AsSaidAsync(form, ct) is { } said && said.SaysTheSameAs(await reader.AsSavedAsync(made, ct), made)
            ? made.Id
            : throw new ValidationException([new ValidationFailure("", text["Error.AlreadySaved", $"{made.Number} {made.Name}"])]);
    }

    private async Task<UserEntry> OwnerAsync(CustomerForm form, UserScope by, CancellationToken ct)
    {
        var ownerId = form.Owner ?? by.UserId;
        return (await owners.ForAsync(by, ct)).FirstOrDefault(u => u.Id == ownerId)
            ?? throw new ValidationException([new ValidationFailure(nameof(CustomerForm.Owner), text["Error.OwnerNotAllowed"])]);
    }
}
