using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CrmWeb.Infrastructure.Guards;

/// <summary>
/// A page asked with a method it has no handler for would be shown with an empty model, and one asked for a handler it does
/// not have would run another: both are refused.
/// </summary>
internal sealed class KnownHandlerFilter : IAsyncPageFilter
{
    private const string HandlerName = "handler";

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (context.HandlerMethod is { } chosen)
        {
            var asked = context.RouteData.Values[HandlerName]?.ToString() ?? request.Query[HandlerName].ToString();
            if (asked.Length == 0 || HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || IsErrorPage(context)
                || string.Equals(asked, chosen.Name, StringComparison.OrdinalIgnoreCase))
                return next();
            context.Result = new NotFoundResult();
            return Task.CompletedTask;
        }

        // The error page answers whatever was sent, in whichever way.
        if (context.HandlerInstance is Pages.Error.IndexModel error)
            return ShowAsync(error, context);

        context.HttpContext.Response.Headers.Allow = string.Join(", ", context.ActionDescriptor.HandlerMethods.Select(h => h.HttpMethod.ToUpperInvariant()).Distinct());
        context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        return Task.CompletedTask;
    }

    private static bool IsErrorPage(PageHandlerExecutingContext context) => context.HandlerInstance is Pages.Error.IndexModel;

    private static async Task ShowAsync(Pages.Error.IndexModel error, PageHandlerExecutingContext context) => context.Result = await error.OnGetAsync();
}
