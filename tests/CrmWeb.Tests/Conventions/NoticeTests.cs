using System.Text.Json;
using Xunit;

namespace CrmWeb.Tests.Conventions;

/// <summary>NOTICE names whatever the program ships with. <c>node eng/notice.mjs</c> writes it anew.</summary>
[Trait("Category", "Pure")]
public sealed class NoticeTests
{
    private static readonly string[] Notice = Repository.Lines("NOTICE");

    [Fact]
    public void Every_package_the_program_ships_with_stands_in_NOTICE_with_its_version_and_a_licence()
    {
        using var dependencies = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "CrmWeb.deps.json")));
        var shipped = dependencies.RootElement.GetProperty("targets").EnumerateObject().Single().Value.EnumerateObject()
            .Where(library => library.Value.TryGetProperty("runtime", out _) || library.Value.TryGetProperty("runtimeTargets", out _) || library.Value.TryGetProperty("native", out _))
            .Select(library => library.Name)
            .Where(name => dependencies.RootElement.GetProperty("libraries").GetProperty(name).GetProperty("type").GetString() == "package")
            .Select(name => name.Replace('/', ' ')).ToList();

        Assert.Contains(shipped, package => package.StartsWith("FluentValidation ", StringComparison.Ordinal));
        Assert.DoesNotContain(shipped, package => !Named(package));
    }

    [Fact]
    public void Every_client_library_stands_in_NOTICE_with_its_version_and_a_licence()
    {
        using var locked = JsonDocument.Parse(Repository.Read("src/CrmWeb/package-lock.json"));
        var libraries = locked.RootElement.GetProperty("packages").EnumerateObject()
            .Where(package => package.Name.Length > 0 && !package.Value.TryGetProperty("dev", out _))
            .Select(package => $"{package.Name[(package.Name.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..]} {package.Value.GetProperty("version").GetString()}")
            .ToList();

        Assert.NotEmpty(libraries);
        Assert.DoesNotContain(libraries, library => !Named(library));
    }

    private static bool Named(string package) => Notice.Any(line => line.StartsWith($"  {package} - ", StringComparison.Ordinal) && line.Length > package.Length + 5);
}
