using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps.Tasks;

/// <summary>To whom a follow-up may be given: active colleagues who can see the customer, so that nobody gets a task they cannot open.</summary>
public sealed class AssigneeChoices(CrmDbContext db, UserDirectory users, DepartmentTree departments)
{
    /// <exception cref="NotFoundException">The customer is absent or outside the scope.</exception>
    public async Task<IReadOnlyList<UserEntry>> ForAsync(int customerId, UserScope by, CancellationToken ct)
    {
        var takers = await ForAsync([customerId], by, ct);
        return takers.TryGetValue(customerId, out var own) ? own : throw new NotFoundException();
    }

    /// <summary>The same for several customers at once; those outside the scope are missing.</summary>
    public async Task<IReadOnlyDictionary<int, IReadOnlyList<UserEntry>>> ForAsync(IReadOnlyCollection<int> customerIds, UserScope by, CancellationToken ct)
    {
        var customers = await db.Customers.AsNoTracking().VisibleTo(by).Where(c => EF.Parameter(customerIds).Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.OwnerId,
                c.DepartmentId,
                Collaborators = c.Collaborators.Where(x => x.Until == null || x.Until >= by.Today).Select(x => x.UserId).ToList(),
            })
            .ToListAsync(ct);
        var tree = await departments.GetAsync(ct);
        var active = (await users.GetAsync(ct)).All.Where(u => u.IsActive).ToList();
        var branches = active.Where(u => u.Scope == DataScope.Department && u.DepartmentId is not null).Select(u => u.DepartmentId!.Value).Distinct()
            .ToDictionary(d => d, d => tree.Branch(d).ToHashSet());
        return customers.ToDictionary(c => c.Id, c => (IReadOnlyList<UserEntry>)
        [
            .. active.Where(u => u.Id == by.UserId || u.Id == c.OwnerId || c.Collaborators.Contains(u.Id)
                || u.Scope == DataScope.Everything
                || (u.Scope == DataScope.Department && u.DepartmentId is { } own && c.DepartmentId is { } department && branches[own].Contains(department))),
        ]);
    }
}
