using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps;

/// <summary>Which follow-ups are listed.</summary>
/// <param name="IsTeam">Everybody's inside the scope, not only one's own.</param>
/// <param name="Person">Of the team, only this colleague's.</param>
public sealed record FollowUpSelection(FollowUpList List, bool IsTeam, int? Person, FollowUpFilter Filter)
{
    /// <summary>Up to three columns; by default open ones earliest first, done ones latest first.</summary>
    public string? Sort { get; init; }
}

/// <summary>Reads the lists of follow-ups.</summary>
public sealed class FollowUpListQueries(CrmDbContext db, FollowUpQueries followUps, FollowUpFilters filters, CustomFieldCatalog fields, CustomFieldCells cells)
{
    /// <inheritdoc cref="ListAsync(FollowUpSelection, PageWanted, IReadOnlyCollection{string}, UserScope, CancellationToken)"/>
    public Task<PageOf<FollowUpRow>> ListAsync(FollowUpSelection selection, PageWanted wanted, UserScope by, CancellationToken ct) => ListAsync(selection, wanted, [], by, ct);

    /// <param name="columns">What the list shows besides, by key: of fields of the company's own only these are read.</param>
    /// <exception cref="BadQueryException">A value in the address means nothing.</exception>
    /// <exception cref="FluentValidation.ValidationException">A typed condition cannot be read.</exception>
    /// <exception cref="PageElsewhereException">The list has no such page.</exception>
    public async Task<PageOf<FollowUpRow>> ListAsync(
        FollowUpSelection selection, PageWanted wanted, IReadOnlyCollection<string> columns, UserScope by, CancellationToken ct)
    {
        var chosen = await ChosenAsync(selection, by, ct);
        var sorted = await SortedAsync(chosen, selection, by, ct);
        var total = await chosen.CountAsync(ct);
        var skip = wanted.SkipIn(total);
        return new PageOf<FollowUpRow>(await WithOwnAsync(await followUps.RowsAsync(sorted.Skip(skip).Take(wanted.Size), by, ct), columns, by, ct), total, wanted.Number, wanted.Size);
    }

    /// <summary>The whole result in its order, for what is done with all of it.</summary>
    /// <param name="most">No more ids than this.</param>
    /// <inheritdoc cref="ListAsync(FollowUpSelection, PageWanted, UserScope, CancellationToken)"/>
    public async Task<IReadOnlyList<int>> IdsAsync(FollowUpSelection selection, int most, UserScope by, CancellationToken ct) =>
        await (await SortedAsync(await ChosenAsync(selection, by, ct), selection, by, ct)).Select(f => f.Id).Take(most).ToListAsync(ct);

    /// <summary>Rows of the result by ids that <see cref="IdsAsync"/> told, in that order; what has gone out of the reader's sight since is left out.</summary>
    public async Task<IReadOnlyList<FollowUpRow>> OfIdsAsync(List<int> ids, IReadOnlyCollection<string> columns, UserScope by, CancellationToken ct)
    {
        var rows = (await followUps.RowsAsync(followUps.Visible(by).Where(f => EF.Parameter(ids).Contains(f.Id)), by, ct)).ToDictionary(r => r.Id);
        return await WithOwnAsync([.. ids.Where(rows.ContainsKey).Select(id => rows[id])], columns, by, ct);
    }

    private async Task<IQueryable<FollowUp>> SortedAsync(IQueryable<FollowUp> chosen, FollowUpSelection selection, UserScope by, CancellationToken ct) =>
        FollowUpSort.Sorted(chosen, selection, (await fields.GetAsync(ct)).FollowUps.ListedFor(by), db, by);

    private async Task<IReadOnlyList<FollowUpRow>> WithOwnAsync(IReadOnlyList<FollowUpRow> rows, IReadOnlyCollection<string> columns, UserScope by, CancellationToken ct)
    {
        var own = await cells.ReadAsync(FollowUpValueTable.Only, [.. rows.Select(r => r.Id)], columns, by, ct);
        return [.. rows.Select(r => own.TryGetValue(r.Id, out var said) ? r with { Own = said } : r)];
    }

    /// <summary>What the list shows, in no order.</summary>
    internal Task<IQueryable<FollowUp>> ChosenAsync(FollowUpSelection selection, UserScope by, CancellationToken ct) => filters.ApplyAsync(
        followUps.InList(selection.List, followUps.Of(selection.Person, selection.IsTeam, by)), selection.Filter, db.Customers.AsNoTracking().VisibleTo(by), by, ct);
}
