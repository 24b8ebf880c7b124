using Microsoft.AspNetCore.Mvc.Filters;

namespace CrmWeb.Infrastructure;

/// <summary>
/// A form that has arrived is carried out, whether or not its sender still waits for the answer: a phone that loses its signal while
/// it saves has saved, and the same form sent again finds its row. Only the end of the program breaks it off. A page that is
/// merely read ends with its reader.
/// </summary>
internal sealed class WholeRequests(IHostApplicationLifetime lifetime) : IAsyncResourceFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            await next();
            return;
        }

        var gone = http.RequestAborted;
        http.RequestAborted = lifetime.ApplicationStopped;
        try
        {
            await next();
        }
        finally
        {
            http.RequestAborted = gone;
        }
    }
}
