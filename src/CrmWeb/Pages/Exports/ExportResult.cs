using CrmWeb.Core.Exports;
using CrmWeb.Core.Files;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Files;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace CrmWeb.Pages.Exports;

/// <summary>Sends an export while its rows are read. It is noted already; where its reader leaves, nothing more is read.</summary>
internal sealed class ExportResult(ExportFile file) : ActionResult
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var gone = WholeRequests.SenderOf(http);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(FileNames.Clean(file.Name.Replace('/', '_').Replace('\\', '_')));
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.ContentType = file.MediaType;
        var to = new LateStream(http.Response.Body);
        try
        {
            await file.WriteAsync(to, gone);
            await to.FlushAsync(gone);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            http.Abort();
        }
    }
}
