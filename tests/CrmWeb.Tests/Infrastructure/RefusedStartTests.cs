using System.Net;
using System.Net.Sockets;
using CrmWeb.Core.Persistence;
using CrmWeb.Tests.Core.Backups;
using Microsoft.Data.Sqlite;
using Xunit;

namespace CrmWeb.Tests.Infrastructure;

/// <summary>
/// The program where something stands in its way: one sentence on standard error, the exit code 1, and no stack trace on either
/// stream. A process for each is dear, so there is one for each way in; what else there is to refuse is tried in the classes that refuse it.
/// </summary>
[Trait("Category", "Pure")]
public sealed class RefusedStartTests : IDisposable
{
    private const string Future = "29991231235959_LaterThanAnybodyKnows";
    private readonly string folder = Directory.CreateTempSubdirectory("crm-refused-").FullName;

    private string File => Path.Combine(folder, "crm.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("Organization:TimeZone", "Mars/Phobos")]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("ConnectionStrings:Crm", "Data Source=crm.db;Colour=blue")]
    public async Task A_wrong_setting_is_named_with_what_it_says(string name, string value)
    {
        var errors = await FailsAsync(new() { [name] = value }, "--environment", "Production");
        Assert.Contains(name, errors, StringComparison.Ordinal);
        if (name != "ConnectionStrings:Crm")
            Assert.Contains(value, errors, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
    }

    /// <summary>A host that a stranger invents would come into addresses and caches.</summary>
    [Theory]
    [InlineData("*", "AllowedHosts")]
    [InlineData("crm.example.com", "PublicBaseUrl")]
    public async Task Whoever_serves_other_machines_says_under_which_name(string hosts, string missing)
    {
        var (code, _, errors) = await VerbProcess.ToldAsync(
            folder, "Production", new Dictionary<string, string> { ["AllowedHosts"] = hosts }, "--urls", "http://0.0.0.0:0");
        Assert.Equal(VerbProcess.Refused, code);
        Assert.StartsWith($"{missing} must", errors, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task A_busy_port_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        Assert.Contains(address, await FailsAsync([], "--urls", address), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls", "http://127.0.0.1:0")]
    [InlineData("migrate")]
    public async Task A_damaged_database_is_named(params string[] arguments)
    {
        await System.IO.File.WriteAllTextAsync(File, new string('x', 5000));
        Assert.Contains(File, await FailsAsync([], arguments), StringComparison.Ordinal);
        Assert.Equal(5000, new FileInfo(File).Length);
    }

    [Fact]
    public async Task A_broken_key_is_named()
    {
        var key = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "keys")).FullName, "key-1.xml");
        await System.IO.File.WriteAllTextAsync(key, "<key id=\"");
        Assert.Contains(key, await FailsAsync([], "--urls", "http://127.0.0.1:0"), StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
    }

    /// <summary>By every way in; the last is a restore of what the first made.</summary>
    [Fact]
    public async Task The_database_of_a_newer_version_is_refused_by_every_verb_and_stays_what_it_was()
    {
        await using (var made = await Installation.OfCompanyAsync())
        {
            await made.BackUpAsync(Path.Combine(folder, "crm.zip"));
            await made.StopAsync();
            System.IO.File.Copy(made.Settings.SqliteFile, File);
        }

        await using (var db = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await db.OpenAsync();
            await using var command = db.CreateCommand();
            command.CommandText = $"INSERT INTO \"__EFMigrationsHistory\" VALUES ('{Future}', '12.0.0'); PRAGMA wal_checkpoint(TRUNCATE);";
            await command.ExecuteNonQueryAsync();
        }

        var before = await System.IO.File.ReadAllBytesAsync(File);
        foreach (var arguments in new string[][]
        {
            ["--urls", "http://127.0.0.1:0"], ["migrate"], ["create-admin", "--user", "boss"], ["seed", "--customers", "1", "--follow-ups", "0", "--demo-accounts"],
            ["backup", "--to", Path.Combine(folder, "new.zip")], ["restore", "--from", Path.Combine(folder, "crm.zip")],
        })
        {
            var errors = await FailsAsync([], arguments);
            Assert.Contains(Future, errors, StringComparison.Ordinal);
            Assert.Contains("this is version", errors, StringComparison.Ordinal);
            Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File));
        }
    }

    /// <summary>Nobody listens there, which a server that is being started looks like too: it is waited for as long as it was told.</summary>
    [Theory]
    [InlineData("--urls", "http://127.0.0.1:0")]
    [InlineData("migrate")]
    public async Task A_database_server_that_is_away_is_a_sentence(params string[] arguments)
    {
        var errors = await FailsAsync(
            new()
            {
                ["Database:Provider"] = nameof(DatabaseProvider.PostgreSql),
                ["ConnectionStrings:Crm"] = "Host=127.0.0.1;Port=9;Username=crm;Password=hush;Database=crm",
                ["Database:WaitSeconds"] = "0",
            },
            arguments);
        Assert.Contains("The database", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", errors, StringComparison.Ordinal);
    }

    private async Task<string> FailsAsync(Dictionary<string, string> settings, params string[] arguments)
    {
        if (!arguments.Contains("--urls") && !settings.ContainsKey("urls"))
            settings["urls"] = "http://127.0.0.1:0";
        var (code, output, errors) = await VerbProcess.ToldAsync(folder, "Production", settings, arguments);
        Assert.True(code == VerbProcess.Failed, $"{code}: {output}{errors}");
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output + errors, StringComparison.Ordinal);
        Assert.Single(errors.Replace("Password: ", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return errors;
    }
}
