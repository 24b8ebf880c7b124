using CrmWeb.Core.Organization;

namespace CrmWeb.Core.Customers.List;

/// <summary>Conditions of the list about what is planned, agreed, begun and done; both days are included.</summary>
internal static class DateFilters
{
    public static IQueryable<Customer> Apply(IQueryable<Customer> customers, CustomerFilter f, OrganizationClock clock)
    {
        if (FilterValues.Day(f.SignedFrom, clock.Today) is { } signedFrom)
            customers = customers.Where(c => c.Notes.ContractSignedOn >= signedFrom);
        if (FilterValues.Day(f.SignedTo, clock.Today, ends: true) is { } signedTo)
            customers = customers.Where(c => c.Notes.ContractSignedOn <= signedTo);
        if (Begin(f.NextFrom, clock) is { } nextFrom)
            customers = customers.Where(c => c.NextFollowUpAt >= nextFrom);
        if (End(f.NextTo, clock) is { } nextEnd)
            customers = customers.Where(c => c.NextFollowUpAt < nextEnd);
        if (Begin(f.FirstContactFrom, clock) is { } firstFrom)
            customers = customers.Where(c => c.FirstContactAt >= firstFrom);
        if (End(f.FirstContactTo, clock) is { } firstEnd)
            customers = customers.Where(c => c.FirstContactAt < firstEnd);
        if (Begin(f.LastFollowUpFrom, clock) is { } followedFrom)
            customers = customers.Where(c => c.LastFollowUpAt >= followedFrom);
        if (End(f.LastFollowUpTo, clock) is { } followedEnd)
            customers = customers.Where(c => c.LastFollowUpAt < followedEnd);
        if (Begin(f.CreatedFrom, clock) is { } createdFrom)
            customers = customers.Where(c => c.CreatedAt >= createdFrom);
        if (End(f.CreatedTo, clock) is { } createdEnd)
            customers = customers.Where(c => c.CreatedAt < createdEnd);
        return customers;
    }

    private static DateTime? Begin(string? value, OrganizationClock clock) =>
        FilterValues.Day(value, clock.Today) is { } day ? clock.StartOfDay(day) : null;

    private static DateTime? End(string? value, OrganizationClock clock) =>
        FilterValues.Day(value, clock.Today, ends: true) is { } day ? clock.StartOfDay(day.AddDays(1)) : null;
}
