using System.Globalization;
using System.Security.Claims;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Roles;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CrmWeb.Security;

/// <summary>Writes what a role may do into the session, so that no request has to ask for it.</summary>
internal sealed class CrmClaimsFactory(UserManager<CrmUser> users, IOptions<IdentityOptions> options, RoleDirectory roles)
    : UserClaimsPrincipalFactory<CrmUser>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(CrmUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        var role = (await roles.GetAsync(CancellationToken.None)).ById(user.RoleId);
        identity.AddClaim(new Claim(CrmClaims.DisplayName, user.DisplayName));
        if (user.DepartmentId is { } department)
            identity.AddClaim(new Claim(CrmClaims.Department, department.ToString(CultureInfo.InvariantCulture)));
        if (user.Culture is { } culture)
            identity.AddClaim(new Claim(CrmClaims.Culture, culture));
        if (user.NeedsFirstSignIn)
            identity.AddClaim(new Claim(CrmClaims.FirstSignIn, "1"));
        RoleClaims.Add(identity, role);
        return identity;
    }
}
