using CrmWeb.Core.Persistence;
using System.IO.Compression;
using System.Text.Json;

namespace CrmWeb.Core.Backups;

/// <summary>A backup that is being read. Nothing in it is believed: names, lengths and sums are checked before anything is used.</summary>
internal sealed class BackupArchive : IDisposable
{
    private static readonly char[] Forbidden = ['\\', ':', '\0'];
    private readonly ZipArchive zip;

    private BackupArchive(ZipArchive zip, BackupManifest manifest)
    {
        this.zip = zip;
        Manifest = manifest;
    }

    public BackupManifest Manifest { get; }

    /// <exception cref="BackupException">It is no backup, was cut off, or is of a format this program does not know.</exception>
    public static async Task<BackupArchive> OpenAsync(string file, CancellationToken ct)
    {
        ZipArchive? zip = null;
        try
        {
            zip = ZipFile.OpenRead(file);
            var manifest = await ManifestAsync(zip, ct);
            return new BackupArchive(zip, manifest);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or EndOfStreamException)
        {
            zip?.Dispose();
            throw new BackupException($"{file} is no complete backup: {e.Message}");
        }
        catch
        {
            zip?.Dispose();
            throw;
        }
    }

    /// <summary>Reads everything and compares it with the manifest.</summary>
    /// <param name="folder">Where the files are put; null to look only.</param>
    /// <exception cref="BackupException">Something differs.</exception>
    public async Task ExtractAsync(string? folder, CancellationToken ct)
    {
        foreach (var file in Manifest.Files)
        {
            try
            {
                await using var content = await zip.GetEntry(file.Path)!.OpenAsync(ct);
                await using var target = folder is null ? Stream.Null : Create(folder, file.Path);
                var (length, sum) = await HashedCopy.RunAsync(content, target, file.Length, ct);
                if (length != file.Length || sum != file.Sha256)
                    throw new BackupException($"{file.Path} in the backup is not what was written: the backup is damaged.");
                if (target is FileStream written)
                    written.Flush(flushToDisk: true);
            }
            catch (InvalidDataException e)
            {
                throw new BackupException($"{file.Path} in the backup cannot be read: {e.Message}");
            }
        }
    }

    public void Dispose() => zip.Dispose();

    private static async Task<BackupManifest> ManifestAsync(ZipArchive zip, CancellationToken ct)
    {
        var entry = zip.GetEntry(BackupManifest.Name) ?? throw new InvalidDataException("it holds no manifest.");
        await using var stream = await entry.OpenAsync(ct);
        var manifest = await BackupManifest.ReadAsync(stream, ct);
        if (manifest is not { Files: not null, Schema: not null, Version: not null })
            throw new InvalidDataException("its manifest says nothing.");
        if (manifest.Format != BackupManifest.CurrentFormat)
            throw new BackupException($"The backup was made by CrmWeb {manifest.Version} in a format (number {manifest.Format}) that this version, {ProgramVersion.Text}, does not read.");

        var listed = manifest.Files.Select(f => f.Path).Append(BackupManifest.Name).ToList();
        if (!listed.Order(StringComparer.Ordinal).SequenceEqual(zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal)))
            throw new InvalidDataException("what it holds is not what its manifest lists.");
        if (manifest.Files.FirstOrDefault(f => !IsOurs(f.Path)) is { } strange)
            throw new InvalidDataException($"the name '{strange.Path}' leads out of it.");
        return manifest.Files.Any(f => f.Path == BackupManifest.Database) ? manifest : throw new InvalidDataException("it holds no database.");
    }

    /// <summary>Only the database and what lies below data/, by names that can lead nowhere else.</summary>
    private static bool IsOurs(string path) =>
        path == BackupManifest.Database
        || (path.StartsWith(BackupManifest.Data, StringComparison.Ordinal)
            && path.IndexOfAny(Forbidden) < 0
            && path.Split('/').All(part => part.Length > 0 && part.Trim('.', ' ').Length > 0));

    private static FileStream Create(string folder, string path)
    {
        var file = Path.GetFullPath(Path.Combine(folder, path));
        if (!file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new BackupException($"The name '{path}' leads out of the backup.");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return DataFolder.CreatePrivateFile(file);
    }
}
