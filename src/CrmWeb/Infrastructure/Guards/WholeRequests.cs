using Microsoft.AspNetCore.Mvc.Filters;

namespace CrmWeb.Infrastructure.Guards;

/// <summary>
/// A form whose saving has begun is carried out, whether or not its sender still waits for the answer: a phone that loses its signal
/// while it saves has saved, and the same form sent again finds its row. Only the end of the program breaks it off. One that still
/// waits to begin, for the gate, a lock or a connection, is given up with its sender: otherwise those whose senders left pile up
/// behind one slow save, until no connection is left for anybody. A page that is merely read ends with its reader.
/// </summary>
internal sealed class WholeRequests(IHostApplicationLifetime lifetime) : IAsyncResourceFilter
{
    /// <summary>Cancelled when the sender leaves, also where the work goes on without them: for what is worth nothing to anybody else.</summary>
    public static CancellationToken SenderOf(HttpContext http) => http.Items[typeof(WholeRequests)] is CancellationToken gone ? gone : http.RequestAborted;

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            await next();
            return;
        }

        var gone = http.RequestAborted;
        using var sent = SentWork.Start(gone, lifetime.ApplicationStopped);
        http.Items[typeof(WholeRequests)] = gone;
        http.RequestAborted = sent.Token;
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
