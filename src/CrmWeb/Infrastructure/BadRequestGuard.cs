namespace CrmWeb.Infrastructure;

/// <summary>A request the framework cannot read (too many fields, too large, garbled) is the sender's fault, not ours.</summary>
internal sealed partial class BadRequestGuard(RequestDelegate next, ILogger<BadRequestGuard> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            Answer(context, e.StatusCode, e);
        }
        catch (InvalidDataException e) when (!context.Response.HasStarted)
        {
            Answer(context, StatusCodes.Status400BadRequest, e);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is listening any more.
        }
    }

    private void Answer(HttpContext context, int status, Exception e)
    {
        Unreadable(status, e.Message);
        context.Response.Clear();
        context.Response.StatusCode = status;
    }

    [LoggerMessage(LogLevel.Information, "A request could not be read and was answered {Status}: {Reason}")]
    private partial void Unreadable(int status, string reason);
}
