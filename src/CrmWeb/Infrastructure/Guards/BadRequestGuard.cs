using System.Text;
using Microsoft.Net.Http.Headers;

namespace CrmWeb.Infrastructure.Guards;

/// <summary>A request the framework cannot read (too many fields, too large, garbled) is the sender's fault, not ours.</summary>
internal sealed partial class BadRequestGuard(RequestDelegate next, ILogger<BadRequestGuard> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        UploadBody.SetAside(context);
        try
        {
            if (await FormObjectionAsync(context) is { } status)
                Answer(context, status);
            else
                await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            Unreadable(e.StatusCode, e.Message);
            Answer(context, e.StatusCode);
        }
        catch (InvalidDataException e) when (!context.Response.HasStarted)
        {
            Unreadable(StatusCodes.Status400BadRequest, e.Message);
            Answer(context, StatusCodes.Status400BadRequest);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is listening any more.
        }
    }

    /// <summary>
    /// Reads a form before anything asks for it, so that whatever its reading stumbles over has one answer: 415 for a character
    /// set nobody speaks, 400 for what is no form. Null where there is nothing to object to.
    /// </summary>
    private async Task<int?> FormObjectionAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return null;
        if (MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && !IsSpoken(type.Charset.Value))
            return StatusCodes.Status415UnsupportedMediaType;
        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
            return null;
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException or InvalidOperationException
            && e is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            Unreadable(StatusCodes.Status400BadRequest, e.Message);
            return StatusCodes.Status400BadRequest;
        }
    }

    private static bool IsSpoken(string? charset)
    {
        if (string.IsNullOrEmpty(charset?.Trim('"')))
            return true;
        try
        {
            // UTF-7 has a name, but hides characters from whoever checks a text.
            _ = Encoding.GetEncoding(charset.Trim('"'));
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static void Answer(HttpContext context, int status)
    {
        // Nothing reads it again: the page that says so would stumble, too.
        context.Request.ContentType = null;
        context.Response.Clear();
        context.Response.StatusCode = status;
    }

    [LoggerMessage(LogLevel.Debug, "A request could not be read and was answered {Status}: {Reason}")]
    private partial void Unreadable(int status, string reason);
}
