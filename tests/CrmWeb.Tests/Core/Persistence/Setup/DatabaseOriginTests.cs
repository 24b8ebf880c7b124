using CrmWeb.Core.Backups;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Backups;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence.Setup;

/// <summary>What lies where the database should be and is none of this version is refused, and is afterwards what it was.</summary>
[Trait("Category", "Pure")]
public sealed class DatabaseOriginTests : IAsyncLifetime
{
    private const string Future = "29991231235959_LaterThanAnybodyKnows";
    private Installation installation = null!;

    private string File => installation.Settings.SqliteFile;

    public async Task InitializeAsync()
    {
        installation = Installation.Empty();
        await installation.Services.RunAsync<DatabaseInitializer>(i => i.InitializeAsync(CancellationToken.None));
        await installation.StopAsync();
        await SayAsync("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public async Task DisposeAsync() => await installation.DisposeAsync();

    public static TheoryData<string> Damages => ["random", "text", "truncated", "cut in a page", "only the header"];

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_damaged_file_is_named_and_left_alone(string damage)
    {
        Damage(damage);
        var refusal = await RefusedAsync(Start);
        Assert.Contains(File, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("damaged", refusal.Message, StringComparison.Ordinal);
        await RefusedAsync(BackUp);
    }

    [Theory]
    [InlineData("CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT)")]
    [InlineData("CREATE TABLE \"__EFMigrationsHistory\" (\"MigrationId\" TEXT, \"ProductVersion\" TEXT); INSERT INTO \"__EFMigrationsHistory\" VALUES ('20200101000000_Theirs', '5.0.0'); CREATE TABLE blogs (id INTEGER)")]
    public async Task The_database_of_another_program_is_left_alone(string sql)
    {
        System.IO.File.Delete(File);
        await SayAsync(sql);
        Assert.Contains("another program", (await RefusedAsync(Start)).Message, StringComparison.Ordinal);
        Assert.Contains("another program", (await RefusedAsync(BackUp)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_newer_version_has_changed_is_refused_with_both_versions_and_left_alone()
    {
        await SayAsync($"INSERT INTO \"__EFMigrationsHistory\" VALUES ('{Future}', '12.0.0')");
        var known = await installation.Services.RunAsync<CrmDbContext, string>(db => Task.FromResult(db.Database.GetMigrations().Last()));
        foreach (var attempt in new[] { Start, BackUp, Restore })
        {
            var refusal = await RefusedAsync(attempt);
            Assert.IsType<NewerDatabaseException>(refusal);
            Assert.Contains(Future, refusal.Message, StringComparison.Ordinal);
            Assert.Contains(known, refusal.Message, StringComparison.Ordinal);
            Assert.Contains(ProgramVersion.Text, refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_folder_where_the_file_should_be_is_named()
    {
        System.IO.File.Delete(File);
        Directory.CreateDirectory(File);
        foreach (var attempt in new[] { Start, BackUp, Restore })
            Assert.Contains(File, (await Assert.ThrowsAnyAsync<Exception>(attempt)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_protected_file_is_named()
    {
        System.IO.File.SetAttributes(File, FileAttributes.ReadOnly);
        Assert.Contains("write-protected", (await RefusedAsync(Start)).Message, StringComparison.Ordinal);
        System.IO.File.SetAttributes(File, FileAttributes.Normal);
    }

    /// <summary>An empty file, and one in which a start was killed before its first migration, are filled.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER PRIMARY KEY, \"Timestamp\" TEXT)")]
    [InlineData("CREATE TABLE \"__EFMigrationsHistory\" (\"MigrationId\" TEXT NOT NULL PRIMARY KEY, \"ProductVersion\" TEXT NOT NULL)")]
    public async Task A_file_that_was_only_begun_is_filled(string sql)
    {
        System.IO.File.WriteAllBytes(File, []);
        if (sql.Length > 0)
            await SayAsync(sql);
        await Start();
        Assert.NotEqual(0, await installation.Services.RunAsync<CrmDbContext, int>(db => db.Stages.CountAsync()));
    }

    private Task Start() => installation.Services.RunAsync<DatabaseInitializer>(i => i.InitializeAsync(CancellationToken.None));

    private Task BackUp() => installation.BackUpAsync(Path.Combine(installation.Folder, "backups", "crm.zip"));

    private Task Restore() => installation.RestoreAsync(File);

    private async Task<InstallationException> RefusedAsync(Func<Task> attempt)
    {
        var before = System.IO.File.ReadAllBytes(File);
        var refusal = await Assert.ThrowsAnyAsync<InstallationException>(attempt);
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
        await installation.StopAsync();
        return refusal;
    }

    private void Damage(string damage)
    {
        var whole = System.IO.File.ReadAllBytes(File);
        var random = new Random(7);
        var noise = new byte[8192];
        random.NextBytes(noise);
        System.IO.File.WriteAllBytes(File, damage switch
        {
            "random" => noise,
            "text" => [.. Enumerable.Repeat((byte)'x', 5000)],
            "truncated" => whole[..(whole.Length / 2 / 4096 * 4096)],
            "cut in a page" => whole[..(whole.Length / 3 - 100)],
            _ => whole[..100],
        });
    }

    private async Task SayAsync(string sql)
    {
        await using var db = new SqliteConnection($"Data Source={File};Pooling=False");
        await db.OpenAsync();
        await using var command = db.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
