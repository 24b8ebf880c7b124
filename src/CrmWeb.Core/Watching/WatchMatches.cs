using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Watching;

/// <summary>The customers that the rules in force catch now, told or not: what the numbers of digests and notifications open.</summary>
public sealed class WatchMatches(WatchFinder finding, WatchKinds kinds) : ICustomerCondition
{
    /// <inheritdoc/>
    public Task<Func<IQueryable<Customer>, IQueryable<Customer>>> OfAsync(CrmDbContext database, CustomerFilter filter, UserScope by, CancellationToken ct) =>
        CaughtAsync(database, filter.Watch, ct);

    /// <param name="database">The context the query is to be part of.</param>
    /// <param name="kind">Code of a kind that is about customers; empty leaves them as they are.</param>
    /// <returns>A filter that leaves the customers which the rules in force catch.</returns>
    /// <exception cref="BadQueryException">There is no such kind.</exception>
    internal async Task<Func<IQueryable<Customer>, IQueryable<Customer>>> CaughtAsync(CrmDbContext database, string? kind, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(kind))
            return customers => customers;
        if (kinds.Find(kind) is not { IsAboutTasks: false })
            throw new BadQueryException("watch");

        return await CaughtIdsAsync(database, kind, ct) is { } caught ? customers => customers.Where(c => caught.Contains(c.Id)) : customers => customers.Where(_ => false);
    }

    /// <summary>The customers' ids, for a question that goes on with them.</summary>
    /// <param name="within">Only these are looked at: asked about one customer, the rules must not go through all of them.</param>
    /// <returns>Null where no rule of the kind is in force.</returns>
    internal async Task<IQueryable<int>?> CaughtIdsAsync(CrmDbContext database, string kind, CancellationToken ct, IReadOnlyCollection<int>? within = null)
    {
        var rules = await database.WatchRules.AsNoTracking().Where(r => r.IsActive && r.Kind == kind).OrderBy(r => r.Id).ToListAsync(ct);
        return await CaughtIdsAsync(database, rules, ct, within);
    }

    /// <summary>
    /// The owners of the silent and of the stuck among some customers, each as often as they have one; null where no rule of that kind is in
    /// force. The rules look at these customers alone, so that the database finds them once and need not join what they catch.
    /// </summary>
    internal async Task<IReadOnlyList<(IQueryable<int>? Silent, IQueryable<int>? Stuck)>> OwnersAsync(
        CrmDbContext database, IEnumerable<IQueryable<Customer>> parts, CancellationToken ct)
    {
        var rules = await database.WatchRules.AsNoTracking()
            .Where(r => r.IsActive && (r.Kind == SilentCustomers.CodeName || r.Kind == StuckCustomers.CodeName)).OrderBy(r => r.Id).ToListAsync(ct);
        List<(IQueryable<int>?, IQueryable<int>?)> all = [];
        foreach (var part in parts)
            all.Add((await OwnersAsync(database, rules, SilentCustomers.CodeName, part, ct), await OwnersAsync(database, rules, StuckCustomers.CodeName, part, ct)));
        return all;
    }

    /// <summary>The owners of the silent ones alone, likewise.</summary>
    internal async Task<IReadOnlyList<IQueryable<int>?>> SilentAsync(CrmDbContext database, IEnumerable<IQueryable<Customer>> parts, CancellationToken ct)
    {
        var rules = await database.WatchRules.AsNoTracking().Where(r => r.IsActive && r.Kind == SilentCustomers.CodeName).OrderBy(r => r.Id).ToListAsync(ct);
        List<IQueryable<int>?> all = [];
        foreach (var part in parts)
            all.Add(await OwnersAsync(database, rules, SilentCustomers.CodeName, part, ct));
        return all;
    }

    private async Task<IQueryable<int>?> OwnersAsync(CrmDbContext database, IEnumerable<WatchRule> rules, string kind, IQueryable<Customer> part, CancellationToken ct)
    {
        List<IQueryable<WatchCase>> caught = [];
        foreach (var rule in rules.Where(r => r.Kind == kind))
        {
            if (await finding.StandingAsync(database, rule, ct, part) is { } standing)
                caught.Add(standing);
        }

        // What several rules catch counts once.
        return caught.Count < 2
            ? caught.FirstOrDefault()?.Select(x => x.PersonId)
            : caught.Select(c => c.Select(x => new { x.CustomerId, x.PersonId })).Aggregate((one, other) => one.Union(other)).Select(x => x.PersonId);
    }

    private async Task<IQueryable<int>?> CaughtIdsAsync(CrmDbContext database, IEnumerable<WatchRule> rules, CancellationToken ct, IReadOnlyCollection<int>? within = null)
    {
        IQueryable<int>? caught = null;
        foreach (var rule in rules)
        {
            if (await finding.StandingAsync(database, rule, ct) is not { } standing)
                continue;
            if (within is not null)
                standing = standing.Where(x => within.Contains(x.CustomerId));
            caught = caught is null ? standing.Select(x => x.CustomerId) : caught.Union(standing.Select(x => x.CustomerId));
        }

        return caught;
    }
}
