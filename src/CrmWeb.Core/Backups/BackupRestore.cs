using System.Globalization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Persistence.Sqlite;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Backups;

/// <summary>A backup that was put in place.</summary>
/// <param name="MadeAt">When the backup was made, UTC.</param>
/// <param name="Aside">The folder with what was there before; null where nothing was.</param>
public sealed record BackupRestored(DateTime MadeAt, string? Aside);

/// <summary>
/// Puts a backup in place of an SQLite installation. All of it is read, checked and written beside the present data first; then
/// files only change names, and what was there before is kept.
/// </summary>
public sealed class BackupRestore(CrmDbContext db, DatabaseSettings settings, TimeProvider time)
{
    /// <exception cref="BackupException">Not SQLite, or the backup is missing, damaged, incomplete or of another version; nothing has changed.</exception>
    /// <exception cref="DatabaseInUseException">A process serves the database.</exception>
    /// <exception cref="NewerDatabaseException">What is there now is a newer version's; whoever means to go back moves it away first.</exception>
    public async Task<BackupRestored> RestoreAsync(string file, CancellationToken ct)
    {
        BackupWriter.Demand(settings, "restore");
        if (!File.Exists(file))
            throw new BackupException($"There is no file {file}.");
        Directory.CreateDirectory(settings.DataFolder);
        Directory.CreateDirectory(Path.GetDirectoryName(settings.SqliteFile)!);
        using var held = SqliteFileLock.Acquire(settings.SqliteFile);

        await DemandNotNewerAsync(ct);

        using var archive = await BackupArchive.OpenAsync(file, ct);
        var program = db.Database.GetMigrations().Last();
        DemandSchema(archive.Manifest.Schema, archive.Manifest.Version, program);

        var staging = Path.Combine(settings.DataFolder, DataFolder.Staging);
        if (Directory.Exists(staging))
            Directory.Delete(staging, recursive: true);
        PrivateFolder.Create(staging);
        try
        {
            await archive.ExtractAsync(staging, ct);
            var database = Path.Combine(staging, BackupManifest.Database);
            DemandSchema(await SqliteSnapshot.CheckAsync(database, ct), archive.Manifest.Version, program);
            await SqliteSnapshot.MakeServableAsync(database, ct);
            return new BackupRestored(archive.Manifest.CreatedAt, Swap(database, Path.Combine(staging, BackupManifest.Data)));
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    /// <summary>Anything else that is there, damaged or another program's, is what a restore is for; it is kept aside.</summary>
    private async Task DemandNotNewerAsync(CancellationToken ct)
    {
        try
        {
            await DatabaseOrigin.DemandFileAsync(settings, writing: false, ct);
        }
        catch (InstallationException e) when (e is not NewerDatabaseException && !Directory.Exists(settings.SqliteFile))
        {
            // Put aside below.
        }
    }

    private static void DemandSchema(string schema, string version, string program)
    {
        if (schema != program)
        {
            throw new BackupException(
                $"The backup was made by CrmWeb {version} with the schema {schema}; this is {ProgramVersion.Text} with {program}. "
                + "Restore it with the version that made it; a newer one started afterwards brings it up to date.");
        }
    }

    private string? Swap(string database, string data)
    {
        var folder = new DataFolder(settings);
        var aside = Path.Combine(settings.DataFolder, DataFolder.AsidePrefix + time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture));
        List<(string From, string To)> moves =
        [
            .. DataFolder.DatabaseEnds.Select(end => settings.SqliteFile + end).Where(File.Exists).Select(f => (f, Path.Combine(aside, Path.GetFileName(f)))),
            .. folder.Entries.Select(name => (Path.Combine(settings.DataFolder, name), Path.Combine(aside, name))),
        ];
        var kept = moves.Count > 0;
        moves.Add((database, settings.SqliteFile));
        if (Directory.Exists(data))
        {
            moves.AddRange(Directory.EnumerateFileSystemEntries(data).Select(e => Path.GetFileName(e)!)
                .Select(name => (Path.Combine(data, name), Path.Combine(settings.DataFolder, name))));
        }

        if (kept)
            PrivateFolder.Create(aside);
        var done = 0;
        try
        {
            foreach (var (from, to) in moves)
            {
                Move(from, to);
                done++;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            foreach (var (from, to) in moves.Take(done).Reverse())
                Move(to, from);
            throw new BackupException($"The backup could not be put in place, so everything is as it was: {e.Message}");
        }

        return kept ? aside : null;
    }

    private static void Move(string from, string to)
    {
        if (Directory.Exists(from))
            Directory.Move(from, to);
        else
            File.Move(from, to);
    }
}
