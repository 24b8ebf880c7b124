using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;

namespace CrmWeb.Core.Customers.List;

/// <summary>A condition of the customer list that another feature contributes.</summary>
public interface ICustomerCondition
{
    /// <param name="database">The context the query is to be part of.</param>
    /// <returns>What leaves only customers that meet it; a filter that does not ask for it leaves them as they are.</returns>
    /// <exception cref="BadQueryException">The filter asks for what there is not.</exception>
    /// <exception cref="FluentValidation.ValidationException">What is typed cannot be read.</exception>
    Task<Func<IQueryable<Customer>, IQueryable<Customer>>> OfAsync(CrmDbContext database, CustomerFilter filter, UserScope by, CancellationToken ct);
}
