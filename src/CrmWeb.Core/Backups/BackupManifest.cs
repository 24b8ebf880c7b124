using System.Text.Json;

namespace CrmWeb.Core.Backups;

/// <summary>Why a backup was not made or not restored, in one sentence for whoever operates the machine.</summary>
public sealed class BackupException(string message) : Exception(message);

/// <summary>One file of a backup.</summary>
/// <param name="Path">Its name in the archive, with forward slashes.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Of its content, hexadecimal.</param>
internal sealed record BackupFile(string Path, long Length, string Sha256);

/// <summary>What a backup says about itself. It is written last: an archive without it was never finished.</summary>
/// <param name="Format">Of the archive; raised when an older program could no longer read it.</param>
/// <param name="Version">Of the program that made it.</param>
/// <param name="Schema">The last migration of the database inside.</param>
/// <param name="CreatedAt">UTC.</param>
internal sealed record BackupManifest(int Format, string Version, string Schema, DateTime CreatedAt, IReadOnlyList<BackupFile> Files)
{
    public const int CurrentFormat = 1;

    /// <summary>The manifest's own name in the archive.</summary>
    public const string Name = "crmweb-backup.json";

    /// <summary>The database's name in the archive, whatever the file is called in the installation.</summary>
    public const string Database = "database.db";

    /// <summary>Below it lie the files of the data folder.</summary>
    public const string Data = "data/";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<BackupManifest?> ReadAsync(Stream stream, CancellationToken ct) =>
        await JsonSerializer.DeserializeAsync<BackupManifest>(stream, Json, ct);

    public Task WriteAsync(Stream stream, CancellationToken ct) => JsonSerializer.SerializeAsync(stream, this, Json, ct);
}
