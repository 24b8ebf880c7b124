using System.Globalization;
using CrmWeb.Core.Files;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;

namespace CrmWeb.Tests.Pages;

/// <summary>Files of the customer made for one asker.</summary>
internal static class RouteFiles
{
    public static async Task AddAsync(CrmApp app, Dictionary<string, string> values)
    {
        var customer = int.Parse(values["customer"], CultureInfo.InvariantCulture);
        var file = await app.FileAsync(Who.RepEast, customer);
        var binned = await app.FileAsync(Who.RepEast, customer, "旧合同.pdf");
        await app.WithAsync<AttachmentService>(s => s.SetBinnedAsync(binned, isBinned: true, app.As(Who.RepEast), CancellationToken.None));
        using var bitmap = new SKBitmap(20, 10);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        values["file"] = $"{file}";
        values["binnedFile"] = $"{binned}";
        values["picture"] = $"{await app.FileAsync(Who.RepEast, customer, "照片.png", png.ToArray())}";
        values["fileVersion"] = (await app.DbAsync(db => db.Attachments.SingleAsync(f => f.Key == file))).Version.ToString();
    }
}
