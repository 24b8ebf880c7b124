using CrmWeb.Core.Customers;
using CrmWeb.Core.Data;
using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps;

/// <summary>To whom a follow-up may be given: active colleagues who can see the customer, so that nobody gets a task they cannot open.</summary>
public sealed class AssigneeChoices(CrmDbContext db, UserDirectory users, DepartmentTree departments)
{
    public async Task<IReadOnlyList<UserEntry>> ForAsync(int customerId, UserScope by, CancellationToken ct)
    {
        var customer = await db.Customers.AsNoTracking().VisibleTo(by).Where(c => c.Id == customerId)
            .Select(c => new
            {
                c.OwnerId,
                c.DepartmentId,
                Collaborators = c.Collaborators.Where(x => x.Until == null || x.Until >= by.Today).Select(x => x.UserId).ToList(),
            })
            .FirstOrDefaultAsync(ct) ?? throw new NotFoundException();
        var tree = await departments.GetAsync(ct);
        return
        [
            .. (await users.GetAsync(ct)).All.Where(u => u.IsActive && (u.Id == by.UserId || u.Id == customer.OwnerId
                || customer.Collaborators.Contains(u.Id)
                || u.Scope == DataScope.Everything
                || (u.Scope == DataScope.Department && u.DepartmentId is { } own && customer.DepartmentId is { } department && tree.Branch(own).Contains(department)))),
        ];
    }
}
