using System.Security.Cryptography;

namespace CrmWeb.Core.Backups;

/// <summary>Copies a stream and says what went through.</summary>
internal static class HashedCopy
{
    private const int BufferBytes = 128 * 1024;

    /// <param name="limit">Most bytes to copy; one more is noticed by the length that comes back.</param>
    public static async Task<(long Length, string Sha256)> RunAsync(Stream from, Stream to, long limit, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        long length = 0;
        int read;
        while (length <= limit && (read = await from.ReadAsync(buffer, ct)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
            length += read;
        }

        return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
