using CrmWeb.Core.Persistence.Sqlite;
using CrmWeb.SampleData.Company;
using Microsoft.Data.Sqlite;
using Xunit;

namespace CrmWeb.Tests.Infrastructure;

/// <summary>The program as somebody starts it from a command line, to fill a database.</summary>
[Trait("Category", "Pure")]
public sealed class SeedVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("crm-seed-").FullName;

    private string File => Path.Combine(folder, "crm.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Accounts_everybody_can_use_are_not_made_in_Production_unless_asked_for()
    {
        var (code, said) = await RunAsync("Production", "seed", "--customers", "1", "--follow-ups", "0");
        Assert.Equal(VerbProcess.Refused, code);
        Assert.Contains("--demo-accounts", said);
        Assert.Contains(DemoCompany.Password, said);
        Assert.False(System.IO.File.Exists(File));
    }

    [Theory]
    [InlineData("Production", "seed", "--demo-accounts", "--customers", "2", "--follow-ups", "5")]
    [InlineData("Development", "seed", "--customers", "2", "--follow-ups", "5")]
    public async Task Asked_for_they_are_made(string environment, params string[] arguments)
    {
        var (code, said) = await RunAsync(environment, arguments);
        Assert.True(code == 0, said);

        await using var db = new SqliteConnection($"Data Source={File};Pooling=False");
        await db.OpenAsync();
        await using var command = db.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM Customers";
        Assert.Equal(DemoCompany.CustomerCount + 2L, await command.ExecuteScalarAsync());
        command.CommandText = "SELECT COUNT(*) FROM FollowUps";
        Assert.Equal(DemoCompany.FollowUpCount + 5L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_file_that_a_running_program_holds_is_left_alone()
    {
        using var held = SqliteFileLock.Acquire(File);
        var (code, said) = await RunAsync("Development", "seed", "--customers", "2", "--follow-ups", "5");
        Assert.Equal(VerbProcess.Refused, code);
        Assert.Contains(File, said);
        Assert.False(System.IO.File.Exists(File));
    }

    private Task<(int Code, string Said)> RunAsync(string environment, params string[] arguments) => VerbProcess.RunAsync(folder, environment, arguments);
}
