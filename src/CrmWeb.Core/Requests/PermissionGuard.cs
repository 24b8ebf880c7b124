using CrmWeb.Core.Access;

namespace CrmWeb.Core.Requests;

/// <summary>What every way in begins with that one permission opens.</summary>
internal static class PermissionGuard
{
    /// <exception cref="NotFoundException">The user has not the permission; what it opens does not exist for them.</exception>
    public static void Demand(this UserScope by, string permission)
    {
        if (!by.Has(permission))
            throw new NotFoundException();
    }
}
