using CrmWeb.Core.Organization.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Security;

/// <summary>While the installation has no account yet, every page leads to the set-up page.</summary>
internal sealed class FirstRunMiddleware(RequestDelegate next, FirstRun firstRun)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (StaysOpen(context.GetEndpoint()) || !await firstRun.IsStillOpenAsync(context.RequestAborted))
            await next(context);
        else
            context.Response.Redirect(CrmLinks.Setup());
    }

    /// <summary>The set-up page itself, error pages, and what is no page at all: files and health.</summary>
    private static bool StaysOpen(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<OpenDuringFirstRunAttribute>() is not null
        || (endpoint?.Metadata.GetMetadata<PageActionDescriptor>() is null && endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null);
}

/// <summary>A page that is open before the first account exists.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenDuringFirstRunAttribute : Attribute;
