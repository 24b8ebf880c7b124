using CrmWeb.Core.Backups;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Tests.Core.Backups;

/// <summary>A data folder of its own with an SQLite database, whichever database the rest of the suite runs on.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private Installation(string folder, string database) => Settings = new DatabaseSettings(
        DatabaseProvider.Sqlite, new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, database), ForeignKeys = true }.ToString(), folder);

    public DatabaseSettings Settings { get; }

    public ServiceProvider Services { get; private set; } = null!;

    public string Folder => Settings.DataFolder;

    /// <summary>With nothing in it.</summary>
    /// <param name="database">Where in the folder the database lies.</param>
    public static Installation Empty(string database = "crm.db")
    {
        var installation = new Installation(Directory.CreateTempSubdirectory("crm-backup-").FullName, database);
        installation.Open();
        return installation;
    }

    /// <summary>With the test company, a key and a file.</summary>
    public static async Task<Installation> OfCompanyAsync(string database = "crm.db")
    {
        var installation = Empty(database);
        await installation.Services.RunAsync<DatabaseInitializer>(i => i.InitializeAsync(CancellationToken.None));
        await TestCompany.FoundAsync(installation.Services);
        installation.Write("keys/key-1.xml", "<key/>");
        installation.Write("files/ab/cd", "attachment");
        installation.Write("logs/crm-1.json", "{}");
        return installation;
    }

    public void Write(string path, string content)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    public Task<BackupMade> BackUpAsync(string target) => Services.RunAsync<BackupWriter, BackupMade>(b => b.WriteAsync(target, CancellationToken.None));

    public Task<BackupRestored> RestoreAsync(string archive) => Services.RunAsync<BackupRestore, BackupRestored>(b => b.RestoreAsync(archive, CancellationToken.None));

    public Task<Snapshot> SnapshotAsync() => Services.RunAsync<CrmDbContext, Snapshot>(Snapshot.TakeAsync);

    /// <summary>Lets go of the database, as a process that ends.</summary>
    public async Task StopAsync()
    {
        await Services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Open();
    }

    /// <summary>Every file with its content, to prove that a refusal touched none.</summary>
    public SortedDictionary<string, string> Contents() => new(Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Where(f => !f.EndsWith(".lock", StringComparison.Ordinal))
        .ToDictionary(f => Path.GetRelativePath(Folder, f), f => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))));

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private void Open() => Services = CoreServices.Build(Settings, new TestClock());
}
