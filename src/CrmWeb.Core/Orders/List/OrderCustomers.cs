using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;

namespace CrmWeb.Core.Orders.List;

/// <summary>What lists of orders and payments ask of the customers.</summary>
public sealed record OrderCustomers(string? Category, string? Industry, string? Region, List<string> Tag, string? TagMode)
{
    /// <summary>In the place of a code: those of whom it is not known.</summary>
    public const string None = "none";

    public bool IsAnybody => new[] { Category, Industry, Region, TagMode }.All(string.IsNullOrWhiteSpace) && Tag.TrueForAll(string.IsNullOrWhiteSpace);

    /// <exception cref="Requests.BadQueryException">A code means nothing.</exception>
    internal async Task<IQueryable<Customer>> ChooseAsync(CustomerFilterBuilder conditions, IQueryable<Customer> customers, UserScope by, CancellationToken ct)
    {
        if (Industry == None)
            customers = customers.Where(c => c.IndustryId == null);
        if (Region == None)
            customers = customers.Where(c => c.RegionId == null);
        var coded = new CustomerFilter { Category = Category, Industry = Known(Industry), Region = Known(Region), Tag = Tag, TagMode = TagMode };
        return await conditions.ApplyAsync(customers, coded, by, ct);
    }

    private static string? Known(string? code) => code == None ? null : code;
}
