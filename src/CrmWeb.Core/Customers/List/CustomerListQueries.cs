using CrmWeb.Core.Access;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.List;

/// <summary>A row of the customer list. Phone and contact are masked for those who may not read personal data.</summary>
public sealed record CustomerRow(
    int Id, string Number, string Name, string? ShortName, StageEntry Stage, CustomerType Type, CustomerCategory Category, CustomerLevel? Level,
    ListEntry? Industry, ListEntry? Region, string OwnerName, bool AwaitsHandover, ContactLine? Contact,
    DateTime? LastFollowUpAt, DateTime? NextFollowUpAt, decimal? ExpectedAmount, DateTime UpdatedAt, IReadOnlyList<TagEntry> Tags);

/// <summary>A contact in one line; <see cref="Dial"/> is null where the phone is masked.</summary>
public sealed record ContactLine(string Name, string? Phone, string? Dial)
{
    /// <summary>They work there no longer.</summary>
    public bool HasLeft { get; init; }

    internal static ContactLine For(string name, string? mobile, string? landline, UserScope by)
    {
        var phone = mobile ?? landline;
        return by.Has(Permissions.PersonalDataView)
            ? new ContactLine(name, PhoneNumber.Shown(phone), PhoneNumber.Dial(phone))
            : new ContactLine(PersonalData.MaskName(name), phone is null ? null : PersonalData.MaskPhone(phone), null);
    }
}

/// <summary>Reads the customer list.</summary>
public sealed class CustomerListQueries(
    CrmDbContext db, CustomerFilterBuilder conditions, ListCatalog lists, TagCatalog tags, PipelineCatalog pipeline, UserDirectory users,
    IEnumerable<ICustomerCondition> contributed)
{
    /// <exception cref="BadQueryException">A code in the address means nothing.</exception>
    /// <exception cref="FluentValidation.ValidationException">A typed condition cannot be read.</exception>
    /// <exception cref="PageElsewhereException">The list has no such page.</exception>
    public async Task<PageOf<CustomerRow>> ListAsync(CustomerFilter filter, UserScope by, CancellationToken ct)
    {
        var (page, size) = (filter.PageNumber, filter.PageSize);
        var visible = await CustomerAccess.VisibleNowAsync(db, by, ct);
        Func<IQueryable<Customer>, IQueryable<Customer>> caught = customers => customers;
        foreach (var condition in contributed)
        {
            var (before, further) = (caught, await condition.OfAsync(db, filter, ct));
            caught = customers => further(before(customers));
        }

        var most = caught(await conditions.ApplyAsync(visible.Most, filter, by, ct));
        var others = visible.Others is null ? null : caught(await conditions.ApplyAsync(visible.Others, filter, by, ct));
        var found = others is null ? 0 : await others.CountAsync(ct);
        var total = found + await most.CountAsync(ct);
        var skip = new PageWanted(page, size).SkipIn(total);
        var ids = CustomerSort.Ids(most, found == 0 ? null : others, filter.Sort, skip + size, by);
        var rows = total == 0 ? [] : await PageAsync(ids.Skip(skip).Take(size), by, ct);
        return new PageOf<CustomerRow>(rows, total, page, size);
    }

    /// <summary>
    /// The ids first, which an index tells in order and far down the list as well, then the rows of the page: asked for at
    /// once, SQLite reads every customer of the branch to sort them.
    /// </summary>
    private async Task<IReadOnlyList<CustomerRow>> PageAsync(IQueryable<int> page, UserScope by, CancellationToken ct)
    {
        var ids = await page.ToListAsync(ct);
        var rows = (await RowsAsync(ids, by, ct)).ToDictionary(r => r.Id);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    private async Task<IReadOnlyList<CustomerRow>> RowsAsync(List<int> ids, UserScope by, CancellationToken ct)
    {
        // The ids as one parameter: with one for each, the SQL is written anew for every page.
        var rows = await db.Customers.AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.Id))
            .LeftJoin(db.Contacts.Where(x => x.IsPrimary), c => c.Id, x => x.CustomerId, (c, x) => new
            {
                c.Id,
                c.Number,
                c.Name,
                c.ShortName,
                c.Kind,
                c.StageId,
                c.Type,
                c.Category,
                c.Level,
                c.IndustryId,
                c.RegionId,
                c.OwnerId,
                c.LastFollowUpAt,
                c.NextFollowUpAt,
                c.Needs.ExpectedAmount,
                c.UpdatedAt,
                Contact = x == null ? null : new { x.Name, x.Mobile, x.Landline },
            }).ToListAsync(ct);
        if (rows.Count == 0)
            return [];

        var tagIds = (await db.Set<CustomerTag>().AsNoTracking().Where(t => EF.Parameter(ids).Contains(t.CustomerId))
            .Select(t => new { t.CustomerId, t.TagId }).ToListAsync(ct)).ToLookup(t => t.CustomerId, t => t.TagId);

        var listSnapshot = await lists.GetAsync(ct);
        var tagSnapshot = await tags.GetAsync(ct);
        var stages = await pipeline.GetAsync(ct);
        var directory = await users.GetAsync(ct);
        var view = PersonalView.Of(by);

        // One primary contact for each is the rule of the customer; the database does not know it.
        return
        [
            .. rows.DistinctBy(r => r.Id).Select(r => new CustomerRow(
                r.Id, r.Number, view.Customer(r.Name, r.Kind), r.ShortName is null ? null : view.Customer(r.ShortName, r.Kind), stages.ById(r.StageId), r.Type, r.Category, r.Level,
                listSnapshot.ById(r.IndustryId), listSnapshot.ById(r.RegionId),
                directory.Name(r.OwnerId), directory.ById(r.OwnerId) is { IsActive: false },
                r.Contact is null ? null : ContactLine.For(r.Contact.Name, r.Contact.Mobile, r.Contact.Landline, by),
                r.LastFollowUpAt, r.NextFollowUpAt, r.ExpectedAmount, r.UpdatedAt,
                [.. tagIds[r.Id].Select(tagSnapshot.ById).OfType<TagEntry>()])),
        ];
    }
}
