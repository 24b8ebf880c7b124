using Xunit;

namespace CrmWeb.Tests.Infrastructure;

/// <summary>The program where it cannot begin.</summary>
[Trait("Category", "Pure")]
public sealed class StartUpTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("crm-start-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("--urls", "http://127.0.0.1:0")]
    [InlineData("migrate")]
    public async Task A_data_folder_that_cannot_be_made_is_named_in_one_sentence(params string[] arguments)
    {
        var file = Path.Combine(folder, "taken");
        await File.WriteAllTextAsync(file, "no folder");
        var (code, said) = await VerbProcess.RunAsync(Path.Combine(file, "data"), "Production", arguments);
        Assert.Equal(VerbProcess.Failed, code);
        Assert.Contains("The data folder cannot be written: ", said, StringComparison.Ordinal);
        Assert.Contains(file, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }
}
