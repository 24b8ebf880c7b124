using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using FluentValidation;
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
}

/// <summary>Turns conditions into a query.</summary>
public sealed class FollowUpFilters(ListCatalog lists, OrganizationClock clock, IStringLocalizer<CustomersText> text)
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

        if (FilterValues.Day(filter.AtFrom, clock.Today) is { } from && clock.StartOfDay(from) is var begin)
            followUps = followUps.Where(f => f.At >= begin);
        if (FilterValues.Day(filter.AtTo, clock.Today, ends: true) is { } to && clock.StartOfDay(to.AddDays(1)) is var end)
            followUps = followUps.Where(f => f.At < end);
        return followUps;
    }
}
