using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Backups;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Infrastructure;

/// <summary>The program as somebody starts it from a command line, to back up and to restore.</summary>
[Trait("Category", "Pure")]
public sealed class BackupVerbTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("crm-verbs-").FullName;
    private Installation installation = null!;

    private string Archive => Path.Combine(folder, "crm.zip");

    public async Task InitializeAsync() => installation = await Installation.OfCompanyAsync();

    public async Task DisposeAsync()
    {
        await installation.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The backup while a program serves the file, as every night; the restore not before it has ended.</summary>
    [Fact]
    public async Task A_running_program_is_backed_up_and_restored_when_it_has_ended()
    {
        var (code, said) = await RunAsync("backup", "--to", Archive);
        Assert.True(code == 0, said);
        Assert.Contains(Archive, said, StringComparison.Ordinal);
        var customers = await CustomersAsync();
        await installation.Services.RunAsync<CrmDbContext>(db => db.Customers.ExecuteUpdateAsync(s => s.SetProperty(c => c.DeletedAt, TestClock.Start)));

        (code, said) = await RunAsync("restore", "--from", Archive);
        Assert.Equal(VerbProcess.Refused, code);
        Assert.Contains("in use by another CrmWeb process", said, StringComparison.Ordinal);
        Assert.Equal(0, await CustomersAsync());

        await installation.StopAsync();
        (code, said) = await RunAsync("restore", "--from", Archive);
        Assert.True(code == 0, said);
        Assert.Contains("is in place", said, StringComparison.Ordinal);
        Assert.Equal(customers, await CustomersAsync());
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("restore")]
    public async Task Without_a_file_they_say_how_they_are_used(string verb)
    {
        var (code, said) = await RunAsync(verb);
        Assert.Equal(VerbProcess.Refused, code);
        Assert.Contains("backup --to FILE | restore --from FILE", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_database_objects_to_is_a_sentence_too()
    {
        await installation.StopAsync();
        await File.WriteAllTextAsync(installation.Settings.SqliteFile, new string('x', 5000));
        var (code, said) = await RunAsync("backup", "--to", Archive);
        Assert.Equal(VerbProcess.Failed, code);
        Assert.Contains("is damaged or no SQLite database", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    private Task<(int Code, string Said)> RunAsync(params string[] arguments) => VerbProcess.RunAsync(installation.Folder, "Production", arguments);

    private Task<int> CustomersAsync() => installation.Services.RunAsync<CrmDbContext, int>(db => db.Customers.CountAsync());
}
