using CrmWeb.Core.Access;
using CrmWeb.Core.Files.Storage;
using CrmWeb.Core.Requests;
using Microsoft.Extensions.Logging;
using SkiaSharp;

namespace CrmWeb.Core.Files.Preview;

/// <summary>How large a picture is wanted.</summary>
public enum PictureSize
{
    /// <summary>For a list: at most 320 points a side.</summary>
    Small,

    /// <summary>For the page: at most 1600 points a side.</summary>
    Large,
}

/// <summary>
/// Pictures to look at, made of what was sent: drawn anew, upright, smaller, and without anything that was noted beside them (place,
/// camera, script). What was sent itself is never shown in a page. One is made when it is first asked for, and kept.
/// </summary>
public sealed partial class Pictures(AttachmentReader reader, IFileStore store, ILogger<Pictures> logger)
{
    /// <summary>More points are not unfolded: 40 million take 160 MB.</summary>
    public const long MostPoints = 40_000_000;

    private const int Quality = 82;

    /// <summary>As many are made at once.</summary>
    private static readonly SemaphoreSlim Making = new(1);

    /// <returns>A JPEG; null where the content is no picture that can be read, or one too large.</returns>
    /// <exception cref="NotFoundException">Absent, or outside the scope.</exception>
    public async Task<Stream?> OpenAsync(Guid key, int? number, PictureSize size, UserScope by, CancellationToken ct)
    {
        var found = await reader.OpenAsync(key, number, by, ct);
        await using var content = found.Content;
        if (content is null || found.Format?.Preview != PreviewWay.Picture)
            return null;
        var name = $"{found.StoredName}-{(size == PictureSize.Small ? "s" : "l")}";
        if (store.Open(name) is { } made)
            return made;

        await Making.WaitAsync(ct);
        try
        {
            return store.Open(name) ?? await MakeAsync(content, name, size == PictureSize.Small ? 320 : 1600, ct);
        }
        finally
        {
            Making.Release();
        }
    }

    private async Task<Stream?> MakeAsync(Stream content, string name, int side, CancellationToken ct)
    {
        byte[]? drawn;
        try
        {
            drawn = await Task.Run(() => Draw(content, side), ct);
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
        {
            NoLibrary(e.GetBaseException().Message);
            return null;
        }

        if (drawn is null)
            return null;
        try
        {
            await using var incoming = store.Begin();
            await incoming.Content.WriteAsync(drawn, ct);
            await store.SealAsync(incoming, ct);
            await store.KeepAsync(incoming, name, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Shown all the same, and made anew the next time.
            NotKept(e.Message);
        }

        return new MemoryStream(drawn, writable: false);
    }

    /// <summary>Null where it cannot be read, or has too many points.</summary>
    internal static byte[]? Draw(Stream content, int side)
    {
        using var codec = SKCodec.Create(content);
        if (codec is null || codec.Info.Width < 1 || codec.Info.Height < 1 || (long)codec.Info.Width * codec.Info.Height > MostPoints)
            return null;

        // A JPEG unfolds smaller by itself, by eighths; the others as they are.
        var near = Enumerable.Range(1, 8).Select(eighths => codec.GetScaledDimensions(eighths / 8f))
            .First(d => Math.Max(d.Width, d.Height) >= Math.Min(side, Math.Max(codec.Info.Width, codec.Info.Height)));
        using var bitmap = new SKBitmap(new SKImageInfo(near.Width, near.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) is not (SKCodecResult.Success or SKCodecResult.IncompleteInput))
            return null;

        var isTurned = codec.EncodedOrigin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var scale = Math.Min(1f, (float)side / Math.Max(bitmap.Width, bitmap.Height));
        var (width, height) = (Side(bitmap.Width * scale), Side(bitmap.Height * scale));
        using var surface = SKSurface.Create(new SKImageInfo(isTurned ? height : width, isTurned ? width : height, SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Concat(Upright(codec.EncodedOrigin, width, height));

        // Otherwise the image is a copy, and twice the memory is held.
        bitmap.SetImmutable();
        using var image = SKImage.FromBitmap(bitmap);
        surface.Canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var upright = surface.Snapshot();
        using var encoded = upright.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return encoded.ToArray();
    }

    private static int Side(float exact) => Math.Max(1, (int)MathF.Round(exact));

    /// <summary>Turns a picture the way its camera was held (Exif orientation 1 to 8).</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, float w, float h) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    [LoggerMessage(LogLevel.Warning, "A picture could not be kept: {Reason}")]
    private partial void NotKept(string reason);

    [LoggerMessage(LogLevel.Warning, "This system has no library that reads pictures: {Reason}")]
    private partial void NoLibrary(string reason);
}
