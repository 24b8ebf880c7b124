using CrmWeb.Core.Persistence;
using CrmWeb.Security;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CrmWeb.Infrastructure.Guards;

/// <summary>A page that is only read asks all its questions, those of the layout too, over one connection.</summary>
internal sealed class HeldConnectionFilter(HeldConnection connection) : IAsyncResourceFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        // The page that says the database is away asks it nothing.
        if (!HttpMethods.IsGet(context.HttpContext.Request.Method) || UncheckedSession.IsErrorPage(context.HttpContext))
        {
            await next();
            return;
        }

        await using var held = await connection.HoldAsync(context.HttpContext.RequestAborted);
        await next();
    }
}
