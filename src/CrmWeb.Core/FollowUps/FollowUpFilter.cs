using System.Collections.Immutable;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.FollowUps;

/// <summary>The conditions of the lists of follow-ups as they stand in the address; all optional.</summary>
public sealed record FollowUpFilter
{
    /// <summary>Words of the customer.</summary>
    public string? Q { get; init; }

    /// <summary>Code of a method.</summary>
    public string? Method { get; init; }

    public string? Priority { get; init; }

    /// <summary>Day it is planned for, or was done on.</summary>
    public string? AtFrom { get; init; }

    public string? AtTo { get; init; }

    /// <summary>A customer's id.</summary>
    public string? Customer { get; init; }

    /// <summary>A department's id: of customers in its branch.</summary>
    public string? Department { get; init; }

    /// <summary>Category of the customer.</summary>
    public string? Category { get; init; }

    /// <summary>Code of the customer's industry, or of one above it.</summary>
    public string? Industry { get; init; }

    /// <summary>Codes of the customer's tags.</summary>
    public List<string> Tag { get; init; } = [];

    /// <summary>any or all.</summary>
    public string? TagMode { get; init; }

    /// <summary>Conditions on fields of the company's own, by their names in the address.</summary>
    [BindNever]
    public IReadOnlyDictionary<string, string> Custom { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What is asked of the customers; null for nothing.</summary>
    internal CustomerFilter? OfCustomers =>
        new[] { Department, Category, Industry, TagMode }.All(string.IsNullOrWhiteSpace) && Tag.TrueForAll(string.IsNullOrWhiteSpace) ? null
            : new CustomerFilter { Department = Department, Category = Category, Industry = Industry, Tag = Tag, TagMode = TagMode };
}

/// <summary>Turns conditions into a query.</summary>
public sealed class FollowUpFilters(
    CrmDbContext db, ListCatalog lists, CustomerFilterBuilder conditions, CustomFieldConditions own, OrganizationClock clock, IStringLocalizer<CustomersText> text)
{
    /// <param name="customers">The visible ones.</param>
    /// <exception cref="BadQueryException">A code means nothing.</exception>
    /// <exception cref="ValidationException">A day cannot be read.</exception>
    internal async Task<IQueryable<FollowUp>> ApplyAsync(
        IQueryable<FollowUp> followUps, FollowUpFilter filter, IQueryable<Customer> customers, UserScope by, CancellationToken ct)
    {
        Refusal.ThrowIfAny([.. FilterValues.DayFaults([("atFrom", filter.AtFrom), ("atTo", filter.AtTo)], clock.Today, text)]);
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            var found = CustomerFilterBuilder.Search(customers, filter.Q, by);
            followUps = followUps.Where(f => found.Any(c => c.Id == f.CustomerId));
        }

        if (!string.IsNullOrWhiteSpace(filter.Customer))
        {
            var customer = CustomerFilter.Number(filter.Customer, "customer", 0, 1, int.MaxValue);
            followUps = followUps.Where(f => f.CustomerId == customer);
        }

        if (filter.OfCustomers is { } wanted)
        {
            var chosen = await conditions.ApplyAsync(customers, wanted, by, ct);
            followUps = followUps.Where(f => chosen.Any(c => c.Id == f.CustomerId));
        }

        if (!string.IsNullOrWhiteSpace(filter.Method))
        {
            var snapshot = await lists.GetAsync(ct);
            var methods = snapshot.Branch(snapshot.Find(ListKind.FollowUpMethod, filter.Method) ?? throw new BadQueryException("method"));
            followUps = followUps.Where(f => methods.Contains(f.MethodId));
        }

        if (!string.IsNullOrWhiteSpace(filter.Priority))
        {
            var priority = CustomerFilterBuilder.Choice<FollowUpPriority>(filter.Priority, "priority");
            followUps = followUps.Where(f => f.Priority == priority);
        }

        foreach (var owners in await own.OwnersAsync(db, FollowUpValueTable.Only, filter.Custom, by, ct))
            followUps = followUps.Where(f => owners.Contains(f.Id));
        if (FilterValues.Day(filter.AtFrom, clock.Today) is { } from && clock.StartOfDay(from) is var begin)
            followUps = followUps.Where(f => f.At >= begin);
        if (FilterValues.Day(filter.AtTo, clock.Today, ends: true) is { } to && clock.StartOfDay(to.AddDays(1)) is var end)
            followUps = followUps.Where(f => f.At < end);
        return followUps;
    }
}
