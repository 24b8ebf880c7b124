using CrmWeb.Core.Data;
using CrmWeb.Core.Organization;

namespace CrmWeb.Core.Customers;

/// <summary>Conditions of the list about what is planned, agreed, begun and done; both days are included.</summary>
internal static class DateConditions
{
    /// <exception cref="BadQueryException">A value is no day.</exception>
    public static IQueryable<Customer> Apply(IQueryable<Customer> customers, CustomerFilter f, OrganizationClock clock)
    {
        if (CustomerConditions.Date(f.SignedFrom, "signedFrom") is { } signedFrom)
            customers = customers.Where(c => c.ContractSignedOn >= signedFrom);
        if (CustomerConditions.Date(f.SignedTo, "signedTo") is { } signedTo)
            customers = customers.Where(c => c.ContractSignedOn <= signedTo);
        if (Begin(f.NextFrom, "nextFrom", clock) is { } nextFrom)
            customers = customers.Where(c => c.NextFollowUpAt >= nextFrom);
        if (End(f.NextTo, "nextTo", clock) is { } nextEnd)
            customers = customers.Where(c => c.NextFollowUpAt < nextEnd);
        if (Begin(f.FirstContactFrom, "firstContactFrom", clock) is { } firstFrom)
            customers = customers.Where(c => c.FirstContactAt >= firstFrom);
        if (End(f.FirstContactTo, "firstContactTo", clock) is { } firstEnd)
            customers = customers.Where(c => c.FirstContactAt < firstEnd);
        if (Begin(f.LastFollowUpFrom, "lastFollowUpFrom", clock) is { } followedFrom)
            customers = customers.Where(c => c.LastFollowUpAt >= followedFrom);
        if (End(f.LastFollowUpTo, "lastFollowUpTo", clock) is { } followedEnd)
            customers = customers.Where(c => c.LastFollowUpAt < followedEnd);
        if (Begin(f.CreatedFrom, "createdFrom", clock) is { } createdFrom)
            customers = customers.Where(c => c.CreatedAt >= createdFrom);
        if (End(f.CreatedTo, "createdTo", clock) is { } createdEnd)
            customers = customers.Where(c => c.CreatedAt < createdEnd);
        return customers;
    }

    private static DateTime? Begin(string? value, string parameter, OrganizationClock clock) =>
        CustomerConditions.Date(value, parameter) is { } day ? clock.StartOfDay(day) : null;

    private static DateTime? End(string? value, string parameter, OrganizationClock clock) =>
        CustomerConditions.Date(value, parameter) is { } day ? clock.StartOfDay(day.AddDays(1)) : null;
}
