using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.List;

/// <summary>Reads the customer list.</summary>
public sealed class CustomerListQueries(
    CrmDbContext db, CustomerFilterBuilder conditions, ListCatalog lists, TagCatalog tags, PipelineCatalog pipeline, UserDirectory users,
    DepartmentTree departments, OrganizationClock clock, IEnumerable<ICustomerCondition> contributed, CustomerOrder order, CustomFieldCells cells)
{
    /// <inheritdoc cref="ListAsync(CustomerFilter, IReadOnlyCollection{string}, UserScope, CancellationToken)"/>
    public Task<PageOf<CustomerRow>> ListAsync(CustomerFilter filter, UserScope by, CancellationToken ct) => ListAsync(filter, [], by, ct);

    /// <exception cref="BadQueryException">A code in the address means nothing.</exception>
    /// <exception cref="FluentValidation.ValidationException">A typed condition cannot be read.</exception>
    /// <exception cref="PageElsewhereException">The list has no such page.</exception>
    /// <param name="columns">What the list shows besides, by key: of fields of the company's own only these are read.</param>
    public async Task<PageOf<CustomerRow>> ListAsync(CustomerFilter filter, IReadOnlyCollection<string> columns, UserScope by, CancellationToken ct)
    {
        var wanted = PageWanted.Of(filter.P, filter.Size);
        var (most, others) = await ChosenAsync(filter, await CustomerAccess.VisibleNowAsync(db, by, ct), by, ct);
        var sort = await order.OfAsync(filter.Sort, by, ct);

        // What does not fill the first page is counted by reading it.
        var first = wanted.Number == 1 && others is null ? await sort.IdsAsync(most, null, 0, wanted.Size, ct) : null;
        if (first?.Count < wanted.Size)
            return new PageOf<CustomerRow>(await PageAsync(first, columns, by, ct), first.Count, wanted.Number, wanted.Size);

        var counts = await CountedAsync(others is null ? [Counted(0, most)] : [Counted(0, most), Counted(1, others)], ct);
        var found = counts.Where(c => c.Place == 1).Sum(c => c.Count);
        var total = counts.Sum(c => c.Count);
        var skip = wanted.SkipIn(total);
        var ids = first ?? (total == 0 ? [] : await sort.IdsAsync(most, found == 0 ? null : others, skip, wanted.Size, ct));
        return new PageOf<CustomerRow>(await PageAsync(ids, columns, by, ct), total, wanted.Number, wanted.Size);
    }

    /// <summary>The whole result in its order, for what is done with all of it.</summary>
    /// <param name="most">No more ids than this.</param>
    /// <inheritdoc cref="ListAsync(CustomerFilter, UserScope, CancellationToken)"/>
    public async Task<IReadOnlyList<int>> IdsAsync(CustomerFilter filter, int most, UserScope by, CancellationToken ct)
    {
        var (customers, others) = await ChosenAsync(filter, await CustomerAccess.VisibleNowAsync(db, by, ct), by, ct);
        return await (await order.OfAsync(filter.Sort, by, ct)).IdsAsync(customers, others, 0, most, ct);
    }

    /// <summary>Rows of the result by ids that <see cref="IdsAsync"/> told, in that order; what has gone out of the reader's sight since is left out.</summary>
    public Task<IReadOnlyList<CustomerRow>> OfIdsAsync(List<int> ids, IReadOnlyCollection<string> columns, UserScope by, CancellationToken ct) =>
        PageAsync(ids, columns, by, ct, db.Customers.VisibleTo(by));

    /// <summary>How many customers each of several queries finds, in one question; those that mean nothing any more are left out.</summary>
    /// <param name="queries">By any id, the query of an address.</param>
    public async Task<IReadOnlyDictionary<int, int>> CountsAsync(IReadOnlyDictionary<int, string> queries, UserScope by, CancellationToken ct)
    {
        List<IQueryable<CountOf>> questions = [];
        HashSet<int> asked = [];
        var visible = await CustomerAccess.VisibleNowAsync(db, by, ct);
        foreach (var (id, query) in queries)
        {
            try
            {
                var (most, others) = await ChosenAsync(CustomerFilter.Of(query), visible, by, ct);
                questions.Add(Counted(id, most));
                if (others is not null)
                    questions.Add(Counted(id, others));
                asked.Add(id);
            }
            catch (Exception e) when (e is BadQueryException or FluentValidation.ValidationException)
            {
                // A code that was deleted meanwhile: the view says so when it is opened.
            }
        }

        var counts = await CountedAsync(questions, ct);
        return asked.ToDictionary(id => id, id => counts.Where(c => c.Place == id).Sum(c => c.Count));
    }

    private static IQueryable<CountOf> Counted(int place, IQueryable<Customer> customers) =>
        customers.GroupBy(c => 1).Select(g => new CountOf { Place = place, Count = g.Count() });

    private static async Task<List<CountOf>> CountedAsync(IReadOnlyCollection<IQueryable<CountOf>> questions, CancellationToken ct) =>
        questions.Count == 0 ? [] : await questions.Aggregate((one, other) => one.Concat(other)).ToListAsync(ct);

    private async Task<(IQueryable<Customer> Most, IQueryable<Customer>? Others)> ChosenAsync(
        CustomerFilter filter, VisibleCustomers visible, UserScope by, CancellationToken ct)
    {
        Func<IQueryable<Customer>, IQueryable<Customer>> caught = customers => customers;
        foreach (var condition in contributed)
        {
            var (before, further) = (caught, await condition.OfAsync(db, filter, by, ct));
            caught = customers => further(before(customers));
        }

        var most = caught(await conditions.ApplyAsync(visible.Most, filter, by, ct));
        return (most, visible.Others is null ? null : caught(await conditions.ApplyAsync(visible.Others, filter, by, ct)));
    }

    private async Task<IReadOnlyList<CustomerRow>> PageAsync(List<int> ids, IReadOnlyCollection<string> columns, UserScope by, CancellationToken ct, IQueryable<Customer>? among = null)
    {
        if (ids.Count == 0)
            return [];
        var rows = (await RowsAsync(ids, among ?? db.Customers, by, ct)).ToDictionary(r => r.Id);
        var own = await cells.ReadAsync(CustomerValueTable.Only, ids, columns, by, ct);
        return [.. ids.Where(rows.ContainsKey).Select(id => own.TryGetValue(id, out var said) ? rows[id] with { Own = said } : rows[id])];
    }

    private async Task<IReadOnlyList<CustomerRow>> RowsAsync(List<int> ids, IQueryable<Customer> among, UserScope by, CancellationToken ct)
    {
        // The ids as one parameter: with one for each, the SQL is written anew for every page.
        var rows = await among.AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.Id))
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
                c.IdleSince,
                c.StageEnteredAt,
                c.Completeness,
                c.Health,
                c.CreatedAt,
                c.FirstContactAt,
                c.Notes.ContractSignedOn,
                c.Needs.ExpectedOn,
                c.SourceId,
                c.BudgetId,
                c.SizeClassId,
                c.Company.Headcount,
                c.Company.AnnualRevenue,
                c.DepartmentId,
                c.DeveloperId,
                Contact = x == null ? null : new { x.Name, x.Mobile, x.Landline },
                Tags = db.Set<CustomerTag>().Where(t => t.CustomerId == c.Id).Select(t => t.TagId).ToList(),
            }).AsSingleQuery().ToListAsync(ct);
        if (rows.Count == 0)
            return [];

        var listSnapshot = await lists.GetAsync(ct);
        var tagSnapshot = await tags.GetAsync(ct);
        var stages = await pipeline.GetAsync(ct);
        var directory = await users.GetAsync(ct);
        var tree = await departments.GetAsync(ct);
        var view = PersonalView.Of(by);
        int Days(DateTime since) => Math.Max(0, (int)(clock.UtcNow - since).TotalDays);

        // One primary contact for each is the rule of the customer; the database does not know it.
        return
        [
            .. rows.DistinctBy(r => r.Id).Select(r => new CustomerRow(
                r.Id, r.Number, view.Customer(r.Name, r.Kind), r.ShortName is null ? null : view.Customer(r.ShortName, r.Kind), stages.ById(r.StageId), r.Type, r.Category, r.Level,
                listSnapshot.ById(r.IndustryId), listSnapshot.ById(r.RegionId),
                directory.Name(r.OwnerId), directory.ById(r.OwnerId) is { IsActive: false },
                r.Contact is null ? null : ContactLine.For(r.Contact.Name, r.Contact.Mobile, r.Contact.Landline, by),
                r.LastFollowUpAt, r.NextFollowUpAt, r.ExpectedAmount, r.UpdatedAt,
                [.. r.Tags.Select(tagSnapshot.ById).OfType<TagEntry>()])
            {
                Figures = new CustomerFigures(
                    r.Kind, Days(r.IdleSince), stages.ById(r.StageId).Kind == StageKind.Open ? Days(r.StageEnteredAt) : null, r.Completeness, r.CreatedAt, r.FirstContactAt,
                    r.ContractSignedOn, r.ExpectedOn, listSnapshot.ById(r.SourceId), listSnapshot.ById(r.BudgetId), listSnapshot.ById(r.SizeClassId),
                    CompanyFigures.Band(listSnapshot, ListKind.HeadcountBand, r.Headcount), CompanyFigures.Band(listSnapshot, ListKind.RevenueBand, r.AnnualRevenue),
                    tree.ById(r.DepartmentId)?.Name, directory.Name(r.DeveloperId)) { Health = r.Health },
            }),
        ];
    }

    private sealed class CountOf
    {
        public int Place { get; init; }

        public int Count { get; init; }
    }
}
