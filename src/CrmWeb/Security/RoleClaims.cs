using System.Security.Claims;
using CrmWeb.Core.Organization.Roles;

namespace CrmWeb.Security;

/// <summary>What a role allows, as claims of a session.</summary>
internal static class RoleClaims
{
    public static void Add(ClaimsIdentity identity, RoleEntry role)
    {
        identity.AddClaim(new Claim(CrmClaims.Role, role.Code));
        identity.AddClaim(new Claim(CrmClaims.Scope, role.Scope.ToString()));
        if (!identity.HasClaim(c => c.Type == CrmClaims.FirstSignIn))
            identity.AddClaims(role.Permissions.Select(p => new Claim(CrmClaims.Permission, p)));
    }

    /// <summary>Gives a session what its role allows today, which may be more or less than when it began.</summary>
    /// <returns>Whether anything changed.</returns>
    public static bool Renew(ClaimsIdentity identity, RoleEntry role)
    {
        if (identity.FindFirst(CrmClaims.Role)?.Value == role.Code
            && identity.FindFirst(CrmClaims.Scope)?.Value == role.Scope.ToString()
            && (identity.HasClaim(c => c.Type == CrmClaims.FirstSignIn) || role.Permissions.SetEquals(identity.FindAll(CrmClaims.Permission).Select(c => c.Value))))
            return false;

        foreach (var claim in identity.FindAll(c => c.Type is CrmClaims.Role or CrmClaims.Scope or CrmClaims.Permission).ToList())
            identity.RemoveClaim(claim);
        Add(identity, role);
        return true;
    }
}
