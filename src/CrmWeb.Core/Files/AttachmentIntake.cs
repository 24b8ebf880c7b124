using System.Buffers;
using System.Security.Cryptography;
using CrmWeb.Core.Files.Settings;
using CrmWeb.Core.Files.Storage;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Files;

/// <summary>The storage takes no more for now: it is full or away.</summary>
public sealed class StorageException(Exception inner) : Exception("The storage of files takes nothing.", inner);

/// <summary>A content that was taken in and checked, and is not kept yet.</summary>
public sealed record TakenContent(IncomingFile Incoming, string Name, FileFormat Format, long Size, string Sha256);

/// <summary>Takes in what is sent, piece by piece, and looks at it: how large it is, and whether it is what its name says.</summary>
public sealed class AttachmentIntake(IFileStore store, FileSettingsService settings, IStringLocalizer<FilesText> text)
{
    private const int PieceBytes = 64 * 1024;

    /// <exception cref="ValidationException">The name, the size or the format is not taken.</exception>
    /// <exception cref="StorageException">The storage is full or away.</exception>
    public async Task<TakenContent> TakeAsync(string? givenName, Stream content, CancellationToken ct)
    {
        var limits = await settings.ReadAsync(ct);
        var name = FileNames.Clean(givenName);
        if (name.Length == 0)
            throw Refusal.Of(text["Error.NoName"]);
        var format = FileFormat.OfName(name) is { } known && limits.Formats.Contains(known) ? known : throw Refusal.Of(text["Error.Format", name, string.Join(' ', limits.Formats.SelectMany(f => f.Endings))]);

        var incoming = Begin();
        try
        {
            var (size, sum) = await CopyAsync(content, incoming.Content, format, name, limits, ct);
            if (size == 0)
                throw Refusal.Of(text["Error.Empty", name]);
            await StoreAsync(() => store.SealAsync(incoming, ct));
            return new TakenContent(incoming, name, format, size, sum);
        }
        catch
        {
            await incoming.DisposeAsync();
            throw;
        }
    }

    private IncomingFile Begin()
    {
        try
        {
            return store.Begin();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(e);
        }
    }

    private async Task<(long Size, string Sha256)> CopyAsync(Stream from, Stream to, FileFormat format, string name, FileLimits limits, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            long size = 0;
            for (int read; (read = await from.ReadAtLeastAsync(piece.AsMemory(0, PieceBytes), PieceBytes, throwOnEndOfStream: false, ct)) > 0;)
            {
                if (size == 0 && !format.Fits(piece.AsSpan(0, Math.Min(read, FileFormat.HeadBytes))))
                    throw Refusal.Of(text["Error.NotWhatItSays", name]);
                size += read;
                if (size > limits.MostBytes)
                    throw Refusal.Of(text["Error.TooLarge", name, limits.Megabytes]);
                hash.AppendData(piece, 0, read);
                await WriteAsync(to, piece.AsMemory(0, read), ct);
            }

            return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static Task WriteAsync(Stream to, ReadOnlyMemory<byte> piece, CancellationToken ct) => StoreAsync(async () =>
    {
        await to.WriteAsync(piece, ct);
        await to.FlushAsync(ct);
    });

    /// <summary>Only a fault of the storage is one; that the sender has gone shows when the content is read.</summary>
    private static async Task StoreAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(e);
        }
    }
}
