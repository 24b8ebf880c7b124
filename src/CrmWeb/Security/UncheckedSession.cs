using System.Runtime.ExceptionServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Security;

/// <summary>
/// A session that could not be checked because the database was away. Its language is believed, nothing else: what needs a
/// session is refused, what needs none is served as to a stranger.
/// </summary>
internal sealed class UncheckedSession(Exception fault)
{
    /// <summary>Refuses, or forgets who asks.</summary>
    public void Settle(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null)
            ExceptionDispatchInfo.Throw(fault);
        context.User = new ClaimsPrincipal(new ClaimsIdentity());
    }

    /// <summary>Files and health: whoever asks, they are the same, so no session is looked at.</summary>
    public static bool IsNeedless(HttpContext context) =>
        context.GetEndpoint()?.Metadata is { } metadata
        && metadata.GetMetadata<IAllowAnonymous>() is not null && metadata.GetMetadata<PageActionDescriptor>() is null;

    /// <summary>Whether the page for a fault is being made; it must not ask the database that may be the fault.</summary>
    public static bool IsErrorPage(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;
}
