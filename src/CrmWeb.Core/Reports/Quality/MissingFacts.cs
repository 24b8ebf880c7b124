using CrmWeb.Core.Access;
using System.Linq.Expressions;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;

namespace CrmWeb.Core.Reports.Quality;

/// <summary>The facts whose absence is counted, and the condition of the customer list that names one of them (missing).</summary>
public sealed class MissingFacts : ICustomerCondition
{
    /// <summary>Where nobody can be rung: no contact has a number.</summary>
    internal const string Phone = "phone";

    internal static readonly IReadOnlyDictionary<string, Expression<Func<Customer, bool>>> All = new Dictionary<string, Expression<Func<Customer, bool>>>
    {
        ["industry"] = c => c.IndustryId == null,
        ["region"] = c => c.RegionId == null,
        ["source"] = c => c.SourceId == null,
        ["level"] = c => c.Level == null,
        ["sizeClass"] = c => c.SizeClassId == null,
        ["budget"] = c => c.BudgetId == null,
        ["expectedAmount"] = c => c.Needs.ExpectedAmount == null,
        ["expectedOn"] = c => c.Needs.ExpectedOn == null,
        ["nextFollowUp"] = c => c.NextFollowUpAt == null,
        [Phone] = c => !c.Contacts.Any(x => x.DepartedOn == null && (x.Mobile != null || x.Landline != null)),
    };

    /// <summary>Their keys, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. All.Keys];

    /// <inheritdoc/>
    public Task<Func<IQueryable<Customer>, IQueryable<Customer>>> OfAsync(CrmDbContext database, CustomerFilter filter, UserScope by, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(filter.Missing))
            return Task.FromResult<Func<IQueryable<Customer>, IQueryable<Customer>>>(customers => customers);
        var condition = All.GetValueOrDefault(filter.Missing) ?? throw new BadQueryException("missing");
        return Task.FromResult<Func<IQueryable<Customer>, IQueryable<Customer>>>(customers => customers.Where(condition));
    }
}
