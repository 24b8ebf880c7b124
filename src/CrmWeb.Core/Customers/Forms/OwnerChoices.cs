using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;

namespace CrmWeb.Core.Customers.Forms;

/// <summary>Whom a user may make the owner of a customer.</summary>
public sealed class OwnerChoices(UserDirectory users)
{
    /// <summary>
    /// Active colleagues who can own customers, inside the reach of the asking role: a rep only themselves, a manager the
    /// branch, an admin everybody.
    /// </summary>
    public async Task<IReadOnlyList<UserEntry>> ForAsync(UserScope by, CancellationToken ct)
    {
        var directory = await users.GetAsync(ct);
        return
        [
            .. directory.All.Where(u => u.IsActive && (u.Id == by.UserId || (u.Scope != DataScope.Everything && by.Scope switch
            {
                DataScope.Everything => true,
                DataScope.Department => u.DepartmentId is { } department && by.DepartmentIds.Contains(department),
                _ => false,
            }))),
        ];
    }
}
