using System.Collections.Frozen;
using System.Globalization;
using System.Security.Claims;
using CrmWeb.Core.Organization;

namespace CrmWeb.Security;

/// <summary>Turns the signed-in principal into the scope that pages hand to Core.</summary>
internal sealed class UserScopeMiddleware(RequestDelegate next, DepartmentTree departments, OrganizationClock clock)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Features.Get<UncheckedSession>()?.Settle(context);
        if (context.User.Identity?.IsAuthenticated == true && !UncheckedSession.IsErrorPage(context))
        {
            context.Features.Set(await ScopeAsync(context.User, context.RequestAborted));
            if (context.User.HasClaim(c => c.Type == CrmClaims.FirstSignIn) && MustGoToFirstSignIn(context))
            {
                context.Response.Redirect(CrmLinks.FirstSignIn());
                return;
            }
        }

        await next(context);
    }

    /// <summary>Until the own password is set and the mobile bound, nothing else opens.</summary>
    private static bool MustGoToFirstSignIn(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<OpenBeforeFirstSignInAttribute>() is null
        && context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is null
        && context.GetEndpoint() is not null;

    private async Task<UserScope> ScopeAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        var scope = Enum.Parse<DataScope>(user.FindFirstValue(CrmClaims.Scope)!);
        int? department = int.TryParse(user.FindFirstValue(CrmClaims.Department), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        return new UserScope
        {
            UserId = int.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!, NumberStyles.None, CultureInfo.InvariantCulture),
            Name = user.FindFirstValue(CrmClaims.DisplayName) ?? "",
            Role = user.FindFirstValue(CrmClaims.Role) ?? "",
            Scope = scope,
            DepartmentId = department,
            DepartmentIds = scope == DataScope.Department && department is { } own ? (await departments.GetAsync(ct)).Branch(own) : [],
            Permissions = user.FindAll(CrmClaims.Permission).Select(c => c.Value).ToFrozenSet(),
            Today = clock.Today,
        };
    }
}

/// <summary>A page that is open although the first-sign-in step is not yet done.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenBeforeFirstSignInAttribute : Attribute;
