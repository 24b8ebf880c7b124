using System.IO.Compression;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Requests;

namespace CrmWeb.Core.Backups;

/// <summary>A backup that was made.</summary>
/// <param name="Bytes">Size of the archive.</param>
/// <param name="Files">How many files it holds, the database among them.</param>
public sealed record BackupMade(string File, long Bytes, int Files);

/// <summary>
/// Puts database, files and keys of an SQLite installation into one archive, also while another process serves it. The database
/// comes first, so that every file it names is still there when the files are copied.
/// </summary>
public sealed class BackupWriter(DatabaseSettings settings, TimeProvider time)
{
    /// <summary>Makes the archive; it appears under its name only when it is complete and has been read back.</summary>
    /// <exception cref="BackupException">Not SQLite, no database there, or the archive exists already.</exception>
    /// <exception cref="InstallationException">The database is damaged, another program's or a newer version's, which could not restore it again.</exception>
    public async Task<BackupMade> WriteAsync(string target, CancellationToken ct)
    {
        target = Path.GetFullPath(target);
        Demand(settings, "backup");
        if (!File.Exists(settings.SqliteFile))
            throw new BackupException($"There is no database at {settings.SqliteFile}.");
        if (Path.Exists(target))
            throw new BackupException($"{target} exists already; choose another name.");
        await DatabaseOrigin.DemandFileAsync(settings, writing: false, ct);

        var work = target + ".part";
        if (Directory.Exists(work))
            Directory.Delete(work, recursive: true);
        PrivateFolder.Create(work);
        try
        {
            var database = Path.Combine(work, BackupManifest.Database);
            await SqliteSnapshot.CopyAsync(settings.SqliteFile, database, ct);
            var schema = await SqliteSnapshot.CheckAsync(database, ct);
            var archive = Path.Combine(work, "archive");
            var files = await PackAsync(archive, database, schema, work, ct);
            using (var written = await BackupArchive.OpenAsync(archive, ct))
                await written.ExtractAsync(folder: null, ct);
            File.Move(archive, target);
            return new BackupMade(target, new FileInfo(target).Length, files);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>A server database is backed up by its own tools, which know how to do that while it is written to.</summary>
    internal static void Demand(DatabaseSettings settings, string verb)
    {
        if (settings.Provider != DatabaseProvider.Sqlite)
        {
            var tool = settings.Provider == DatabaseProvider.PostgreSql ? "pg_dump and pg_restore" : "BACKUP DATABASE and RESTORE DATABASE";
            throw new BackupException($"'{verb}' is for SQLite. The database here is on {settings.Provider}: use {tool}, and copy the data folder {settings.DataFolder} besides.");
        }
    }

    private async Task<int> PackAsync(string archive, string database, string schema, string work, CancellationToken ct)
    {
        List<BackupFile> files = [];
        await using var stream = DataFolder.CreatePrivateFile(archive);
        await using (var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            files.Add(await AddAsync(zip, BackupManifest.Database, database, ct));
            foreach (var path in new DataFolder(settings).Files(except: work))
            {
                try
                {
                    files.Add(await AddAsync(zip, BackupManifest.Data + path, Path.Combine(settings.DataFolder, path), ct));
                }
                catch (FileNotFoundException)
                {
                    // Deleted a moment ago; the database no longer needs it, or has a row that says so.
                }
            }

            var manifest = new BackupManifest(BackupManifest.CurrentFormat, ProgramVersion.Text, schema, time.GetUtcNow().UtcDateTime, files);
            await using var last = await zip.CreateEntry(BackupManifest.Name).OpenAsync(ct);
            await manifest.WriteAsync(last, ct);
        }

        stream.Flush(flushToDisk: true);
        return files.Count;
    }

    private static async Task<BackupFile> AddAsync(ZipArchive zip, string name, string file, CancellationToken ct)
    {
        await using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);
        var (length, sum) = await HashedCopy.RunAsync(content, entry, long.MaxValue - 1, ct);
        return new BackupFile(name, length, sum);
    }
}
