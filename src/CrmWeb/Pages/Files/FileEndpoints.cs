using System.IO.Compression;
using System.Net.Mime;
using CrmWeb.Core.Files;
using CrmWeb.Core.Files.Preview;
using CrmWeb.Core.Organization;
using CrmWeb.Infrastructure.Guards;
using Microsoft.Net.Http.Headers;

namespace CrmWeb.Pages.Files;

/// <summary>Contents of files. Nothing of what was sent is ever a page of ours: it is downloaded, drawn anew, or a document the browser shows shut off from us.</summary>
internal static class FileEndpoints
{
    /// <summary>For what is opened beside our pages although it says that it is to be kept.</summary>
    private const string Nothing = "default-src 'none'; sandbox; frame-ancestors 'none'";

    /// <summary>A document has no script of ours or of others to run; the viewers of browsers refuse a sandbox.</summary>
    private const string Document = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    public static void MapFiles(this WebApplication app)
    {
        var files = app.MapGroup("").RequireAuthorization(Permissions.CustomersView).RequireRateLimiting(RateLimits.Files).AddEndpointFilter(AnswerAsync);
        files.MapGet("/files/{key:guid}/download", DownloadAsync);
        files.MapGet("/files/{key:guid}/shown", ShowAsync);
        files.MapGet("/files/{key:guid}/picture", PictureAsync);
        files.MapGet("/customers/{id:int:min(1)}/files/archive", ArchiveAsync);
    }

    private static async Task<IResult> DownloadAsync(HttpContext http, Guid key, int? version, AttachmentReader reader, UserScope by)
    {
        var found = await reader.OpenAsync(key, version, by, http.RequestAborted);
        if (found.Content is null)
            return Results.LocalRedirect(CrmLinks.File(key));
        http.Response.Headers.ContentSecurityPolicy = Nothing;
        return Results.Stream(found.Content, MediaTypeNames.Application.Octet, found.Name, enableRangeProcessing: true);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, Guid key, AttachmentReader reader, UserScope by)
    {
        var found = await reader.OpenAsync(key, null, by, http.RequestAborted);
        if (found is not { Format.Preview: PreviewWay.Pdf, Content: { } content })
        {
            await (found.Content?.DisposeAsync() ?? ValueTask.CompletedTask);
            return Results.NotFound();
        }

        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(found.Name);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.ContentSecurityPolicy = Document;
        return Results.Stream(content, MediaTypeNames.Application.Pdf, enableRangeProcessing: true);
    }

    private static async Task<IResult> PictureAsync(HttpContext http, Guid key, int? version, bool? small, Pictures pictures, UserScope by)
    {
        var made = await pictures.OpenAsync(key, version, small == true ? PictureSize.Small : PictureSize.Large, by, http.RequestAborted);
        if (made is null)
            return Results.NotFound();
        http.Response.Headers.ContentSecurityPolicy = Nothing;
        return Results.Stream(made, MediaTypeNames.Image.Jpeg);
    }

    private static async Task<IResult> ArchiveAsync(HttpContext http, int id, Guid[] file, AttachmentReader reader, OrganizationClock clock, UserScope by)
    {
        var several = await reader.SeveralAsync(id, file, by, http.RequestAborted);
        http.Response.Headers.ContentSecurityPolicy = Nothing;
        return Results.Stream(to => WriteAsync(to, several, clock, http.RequestAborted), MediaTypeNames.Application.Zip, FileNames.Clean(several.CustomerName + ".zip"));
    }

    /// <summary>Each file as it is read; what the storage has lost is left out. An archive says times as a wall clock does, without a zone.</summary>
    private static async Task WriteAsync(Stream to, AttachmentArchive archive, OrganizationClock clock, CancellationToken ct)
    {
        var late = new LateStream(to);
        await using (var zip = await ZipArchive.CreateAsync(late, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            foreach (var (name, at, open) in archive.Files)
            {
                await using var content = open();
                if (content is null)
                    continue;
                var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
                entry.LastWriteTime = new DateTimeOffset(clock.ToLocal(at), TimeSpan.Zero);
                await using var written = await entry.OpenAsync(ct);
                await content.CopyToAsync(written, ct);
            }
        }

        await late.FlushAsync(ct);
    }

    private static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (NotFoundException)
        {
            return Results.NotFound();
        }
        catch (BadQueryException bad)
        {
            BadAddressPart.Note(context.HttpContext, bad.Parameter);
            return Results.BadRequest();
        }
    }
}
