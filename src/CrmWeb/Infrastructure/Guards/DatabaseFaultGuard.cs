using CrmWeb.Core.Persistence;

namespace CrmWeb.Infrastructure.Guards;

/// <summary>
/// A database that does not answer, or has no room left, is no fault of the program and soon mended by somebody: the page says
/// so and when to try again.
/// </summary>
internal sealed partial class DatabaseFaultGuard(RequestDelegate next, ILogger<DatabaseFaultGuard> logger)
{
    private const string RetryAfterSeconds = "10";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && DatabaseFaults.Of(e) != DatabaseFault.None)
        {
            NotServed(DatabaseFaults.Of(e), e.GetBaseException().Message);
            context.Response.Clear();
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            context.Response.StatusCode = StatusOf(DatabaseFaults.Of(e));
        }
    }

    public static int StatusOf(DatabaseFault fault) =>
        fault == DatabaseFault.RefusesWrites ? StatusCodes.Status507InsufficientStorage : StatusCodes.Status503ServiceUnavailable;

    [LoggerMessage(LogLevel.Warning, "The database is not usable ({Fault}): {Reason}")]
    private partial void NotServed(DatabaseFault fault, string reason);
}
