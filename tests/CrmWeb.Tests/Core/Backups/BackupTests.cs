using System.IO.Compression;
using CrmWeb.Core.Backups;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Sqlite;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Backups;

/// <summary>A backup holds one moment of database, files and keys, and is put in place whole or not at all.</summary>
[Trait("Category", "Pure")]
public sealed class BackupTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("crm-backups-").FullName;
    private Installation source = null!;

    private string Archive => Path.Combine(folder, "crm.zip");

    public async Task InitializeAsync() => source = await Installation.OfCompanyAsync();

    public async Task DisposeAsync()
    {
        await source.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_was_backed_up_is_there_again_after_restoring()
    {
        var before = await source.SnapshotAsync();
        var made = await source.BackUpAsync(Archive);
        Assert.Equal(3, made.Files);
        await using var target = Installation.Empty();
        var restored = await target.RestoreAsync(Archive);

        Assert.Null(restored.Aside);
        Assert.Empty(before.Changes(await target.SnapshotAsync()));
        Assert.Equal("<key/>", target.Read("keys/key-1.xml"));
        Assert.Equal("attachment", target.Read("files/ab/cd"));
        Assert.False(Directory.Exists(Path.Combine(target.Folder, "logs")));
        Assert.Equal("wal", await target.Services.RunAsync<CrmDbContext, string>(
            db => db.Database.SqlQuery<string>($"SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync()));
        Assert.False(Directory.Exists(Path.Combine(target.Folder, "restoring")));
    }

    [Fact]
    public async Task A_backup_made_while_others_write_holds_one_moment()
    {
        var company = await TestCompany.OfAsync(source.Services);
        using var enough = new CancellationTokenSource();
        var saved = 0;
        var writers = Enumerable.Range(0, 4).Select(w => Task.Run(async () =>
        {
            for (var n = 0; !enough.IsCancellationRequested; n++)
            {
                await source.Services.RunAsync<CustomerService, int>(r => r.RegisterAsync(
                    Forms.Customer($"并行写入{w}之{n}有限公司"), company[Who.RepEast].Scope, CancellationToken.None));
                Interlocked.Increment(ref saved);
            }
        })).ToList();

        var start = await CustomersAsync(source);
        for (var round = 0; round < 3; round++)
        {
            var seen = Volatile.Read(ref saved);
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref saved) > seen + 4, TimeSpan.FromSeconds(30)));
            var least = start + Volatile.Read(ref saved) - writers.Count;
            await source.BackUpAsync(Path.Combine(folder, $"{round}.zip"));
            var most = start + Volatile.Read(ref saved) + writers.Count;

            await using var target = Installation.Empty();
            await target.RestoreAsync(Path.Combine(folder, $"{round}.zip"));
            Assert.InRange(await CustomersAsync(target), least, most);
            await target.Services.RunAsync<CrmDbContext>(async db =>
            {
                Assert.Empty(await db.Customers.Where(c => !db.AuditEntries.Any(a => a.EntityType == nameof(Customer) && a.EntityId == c.Id)).ToListAsync());
                Assert.Empty(await db.Customers.Where(c => c.Contacts.Count == 0).ToListAsync());
            });
        }

        await enough.CancelAsync();
        await Task.WhenAll(writers);
    }

    [Fact]
    public async Task What_was_there_before_is_kept_aside()
    {
        await source.BackUpAsync(Archive);
        await source.StopAsync();
        source.Write("files/later", "came later");
        source.Write("keys/key-1.xml", "<other/>");
        var restored = await source.RestoreAsync(Archive);

        Assert.Equal("<key/>", source.Read("keys/key-1.xml"));
        Assert.False(File.Exists(Path.Combine(source.Folder, "files/later")));
        Assert.Equal("{}", source.Read("logs/crm-1.json"));
        var aside = Path.GetRelativePath(source.Folder, restored.Aside!);
        Assert.Equal("<other/>", source.Read($"{aside}/keys/key-1.xml"));
        Assert.Equal("came later", source.Read($"{aside}/files/later"));
        Assert.True(File.Exists(Path.Combine(restored.Aside!, "crm.db")));
    }

    [Fact]
    public async Task Nothing_is_restored_under_a_running_program()
    {
        await source.BackUpAsync(Archive);
        var before = source.Contents();
        await using var second = CoreServices.Build(source.Settings, new TestClock());
        await Assert.ThrowsAsync<DatabaseInUseException>(() => second.RunAsync<BackupRestore>(b => b.RestoreAsync(Archive, CancellationToken.None)));
        Assert.Equal(before, source.Contents());
    }

    [Fact]
    public async Task An_archive_is_never_overwritten()
    {
        await source.BackUpAsync(Archive);
        var refusal = await Assert.ThrowsAsync<BackupException>(() => source.BackUpAsync(Archive));
        Assert.Contains("exists already", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_within_the_data_folder_does_not_hold_itself()
    {
        var made = await source.BackUpAsync(Path.Combine(source.Folder, "mine.zip"));
        Assert.Equal(3, made.Files);
        Assert.Equal([Path.Combine(source.Folder, "mine.zip")], Directory.EnumerateFileSystemEntries(source.Folder, "mine*"));
    }

    [Fact]
    public async Task A_file_that_is_only_named_like_the_database_is_kept()
    {
        source.Write("crm.db-notes.txt", "notes");
        source.Write("crm.db2", "another");
        Assert.Equal(5, (await source.BackUpAsync(Archive)).Files);
        await using var target = Installation.Empty();
        await target.RestoreAsync(Archive);
        Assert.Equal("notes", target.Read("crm.db-notes.txt"));
        Assert.Equal("another", target.Read("crm.db2"));
        Assert.False(File.Exists(Path.Combine(target.Folder, "crm.db.lock")));
    }

    [Fact]
    public async Task A_database_in_a_folder_of_its_own_is_backed_up_once_while_it_is_served()
    {
        await using var served = await Installation.OfCompanyAsync(Path.Combine("db", "crm.db"));
        var before = await served.SnapshotAsync();
        Assert.True(File.Exists(served.Settings.SqliteFile + SqliteFileLock.End));
        Assert.Equal(3, (await served.BackUpAsync(Archive)).Files);

        await served.StopAsync();
        served.Write("files/later", "came later");
        served.Write("db/crm.db-journal", "of the database that was there before");
        var restored = await served.RestoreAsync(Archive);
        Assert.Empty(before.Changes(await served.SnapshotAsync()));
        Assert.Equal("<key/>", served.Read("keys/key-1.xml"));
        Assert.False(File.Exists(Path.Combine(served.Folder, "files/later")));
        Assert.True(File.Exists(Path.Combine(restored.Aside!, "crm.db")));
        Assert.True(File.Exists(Path.Combine(restored.Aside!, "crm.db-journal")));
        Assert.False(Directory.Exists(Path.Combine(restored.Aside!, "db")));
    }

    [Fact]
    public async Task Only_its_owner_may_read_it()
    {
        await source.BackUpAsync(Archive);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Archive));
    }

    [Theory]
    [InlineData(DatabaseProvider.PostgreSql, "pg_dump")]
    [InlineData(DatabaseProvider.SqlServer, "BACKUP DATABASE")]
    public async Task A_server_database_is_left_to_its_own_tools(DatabaseProvider provider, string tool)
    {
        var writing = new BackupWriter(new DatabaseSettings(provider, "", folder), new TestClock());
        var refusal = await Assert.ThrowsAsync<BackupException>(() => writing.WriteAsync(Archive, CancellationToken.None));
        Assert.Contains(tool, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut in the middle")]
    [InlineData("cut by a byte")]
    [InlineData("a byte changed")]
    [InlineData("no archive at all")]
    [InlineData("no manifest")]
    [InlineData("a later format")]
    [InlineData("another schema")]
    [InlineData("a file more")]
    [InlineData("a file less")]
    [InlineData("a name that leads out")]
    public async Task What_is_damaged_or_foreign_is_refused_before_anything_is_touched(string fault)
    {
        await source.BackUpAsync(Archive);
        await source.StopAsync();
        Damage(fault);
        var before = source.Contents();
        await Assert.ThrowsAsync<BackupException>(() => source.RestoreAsync(Archive));

        Assert.Equal(before, source.Contents());
        Assert.False(File.Exists(Path.Combine(folder, "out")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(source.Folder)!, "crm-led-out*"));
    }

    private static Task<int> CustomersAsync(Installation of) => of.Services.RunAsync<CrmDbContext, int>(db => db.Customers.CountAsync());

    private void Damage(string fault)
    {
        var bytes = File.ReadAllBytes(Archive);
        switch (fault)
        {
            case "cut in the middle":
                File.WriteAllBytes(Archive, bytes[..(bytes.Length / 2)]);
                break;
            case "cut by a byte":
                File.WriteAllBytes(Archive, bytes[..^1]);
                break;
            case "a byte changed":
                bytes[bytes.Length / 3] ^= 0x40;
                File.WriteAllBytes(Archive, bytes);
                break;
            case "no archive at all":
                File.WriteAllText(Archive, "nothing");
                break;
            default:
                Rewrite(fault);
                break;
        }
    }

    private void Rewrite(string fault)
    {
        using var zip = ZipFile.Open(Archive, ZipArchiveMode.Update);
        var manifest = zip.GetEntry("crmweb-backup.json")!;
        string json;
        using (var reader = new StreamReader(manifest.Open()))
            json = reader.ReadToEnd();
        manifest.Delete();
        var changed = fault switch
        {
            "a later format" => json.Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal),
            "another schema" => System.Text.RegularExpressions.Regex.Replace(json, "\"schema\": \"[^\"]+\"", "\"schema\": \"20200101000000_Other\""),
            "a name that leads out" => json.Replace("data/files/ab/cd", "data/../../crm-led-out", StringComparison.Ordinal),
            _ => json,
        };
        Assert.Equal(fault is "no manifest" or "a file more" or "a file less", changed == json);
        if (fault == "a name that leads out")
            Move(zip, "data/files/ab/cd", "data/../../crm-led-out");
        if (fault == "a file more")
            zip.CreateEntry("data/more").Open().Dispose();
        if (fault == "a file less")
            zip.GetEntry("data/files/ab/cd")!.Delete();
        if (fault == "no manifest")
            return;
        using var writer = new StreamWriter(zip.CreateEntry("crmweb-backup.json").Open());
        writer.Write(changed);
    }

    private static void Move(ZipArchive zip, string from, string to)
    {
        var entry = zip.GetEntry(from)!;
        using (var content = entry.Open())
        using (var target = zip.CreateEntry(to).Open())
            content.CopyTo(target);
        entry.Delete();
    }
}
