using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace CrmWeb.Tests.Conventions;

/// <summary>Dockerfile and docker-compose.yml name what exists, hold no secret, and leave nothing to chance that can be read in them.</summary>
[Trait("Category", "Pure")]
public sealed partial class ContainerTests
{
    private static readonly string Dockerfile = Repository.Read("Dockerfile");
    private static readonly string Compose = Repository.Read("docker-compose.yml");

    [Fact]
    public void What_is_copied_into_the_image_exists() =>
        Assert.DoesNotContain(Copied(), path => !Path.Exists(Path.Combine(Repository.Root, path)));

    /// <summary>A project that is missing there would be restored without its packages, and the build fail far from the cause.</summary>
    [Fact]
    public void Every_project_of_the_program_is_there_when_packages_are_fetched() =>
        Assert.Empty(Repository.Files.Where(f => f.StartsWith("src/", StringComparison.Ordinal) && f.EndsWith(".csproj", StringComparison.Ordinal)).Except(Copied()));

    [Fact]
    public void The_program_runs_without_privileges_and_says_how_it_is()
    {
        var last = Dockerfile[Dockerfile.LastIndexOf("\nFROM ", StringComparison.Ordinal)..];
        Assert.Contains("aspnet:10.0", last, StringComparison.Ordinal);
        Assert.Contains("\nUSER $APP_UID", last, StringComparison.Ordinal);
        Assert.Contains("\nHEALTHCHECK ", last, StringComparison.Ordinal);
        Assert.Contains("/health/ready", last, StringComparison.Ordinal);
        Assert.Contains("\nENTRYPOINT [\"dotnet\", \"CrmWeb.dll\"]", last, StringComparison.Ordinal);
        Assert.Contains("\nVOLUME /data", last, StringComparison.Ordinal);
        Assert.DoesNotContain("COPY . ", Dockerfile, StringComparison.Ordinal);
    }

    /// <summary>Run as Docker runs it, against somebody who notes for which host was asked.</summary>
    [Theory]
    [InlineData("crm.example.com;other.example.com", "crm.example.com")]
    [InlineData("*.example.com;crm.example.org", "health.example.com")]
    [InlineData("*", "localhost")]
    public async Task Its_health_is_asked_for_by_a_name_it_answers_to(string hosts, string asked)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var script = JsonSerializer.Deserialize<string[]>(HealthCheck().Match(Dockerfile).Groups[1].Value.Replace("\\\n", "", StringComparison.Ordinal))!;
        var start = new ProcessStartInfo(script[0], script[1..].Select(part => part.Replace("127.0.0.1/8080", $"127.0.0.1/{((IPEndPoint)listener.LocalEndpoint).Port}", StringComparison.Ordinal)));
        start.Environment["AllowedHosts"] = hosts;
        using var check = Process.Start(start)!;
        using var connection = await listener.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(30));
        using var reader = new StreamReader(connection.GetStream());
        Assert.Equal("GET /health/ready HTTP/1.0", await reader.ReadLineAsync());
        Assert.Equal($"Host: {asked}", await reader.ReadLineAsync());
        await connection.GetStream().WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
        await check.WaitForExitAsync();
        Assert.Equal(0, check.ExitCode);
    }

    [Fact]
    public void Passwords_come_from_outside()
    {
        var secrets = Secret().Matches(Compose).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(secrets);
        Assert.All(secrets, value => Assert.StartsWith("${", value, StringComparison.Ordinal));
        Assert.DoesNotMatch(@"(?m)^\w*PASSWORD=\S", Repository.Read(".env.example"));
        Assert.DoesNotContain(".env", Repository.Files);
        Assert.Contains(".env", Repository.Lines(".gitignore"));
        Assert.Contains(".env", Repository.Lines(".dockerignore"));
    }

    [Fact]
    public void Settings_are_ones_the_program_has()
    {
        var operations = Repository.Read("docs/operations.md");
        var settings = Setting().Matches(Compose).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.Contains("Database__Provider", settings);
        Assert.All(settings, name => Assert.Contains($"`{name}`", operations, StringComparison.Ordinal));
        Assert.All(Variable().Matches(Compose).Select(m => m.Groups[1].Value), name => Assert.Contains($"\n{name}=", Repository.Read(".env.example"), StringComparison.Ordinal));
    }

    /// <summary>What anchors, services and volumes refer to is somewhere in the file; a tool that reads it all is not always at hand.</summary>
    [Fact]
    public void What_is_referred_to_is_defined()
    {
        Assert.DoesNotContain('\t', Compose);
        Assert.All(Regex.Matches(Compose, @"<<: \*([\w-]+)").Select(m => m.Groups[1].Value), anchor => Assert.Contains($"&{anchor}\n", Compose, StringComparison.Ordinal));
        Assert.All(Regex.Matches(Compose, @"(?m)^      - ([\w-]+):/").Select(m => m.Groups[1].Value), volume => Assert.Matches($@"(?m)^  {volume}:$", Compose));
        Assert.All(Regex.Matches(Compose, @"depends_on:\n      ([\w-]+):").Select(m => m.Groups[1].Value), service => Assert.Matches($@"(?m)^  {service}:$", Compose));
        Assert.All(Regex.Matches(Compose, @"dockerfile: (\S+)").Select(m => m.Groups[1].Value), file => Assert.Contains(file, Repository.Files));
    }

    private static IEnumerable<string> Copied() => Regex.Matches(Dockerfile, @"(?m)^COPY (?!--from)(.+) \S+$")
        .SelectMany(m => m.Groups[1].Value.Split(' '));

    [GeneratedRegex(@"\nHEALTHCHECK .*CMD (\[(?:.*\\\n)*.*\])\n", RegexOptions.None, 5000)]
    private static partial Regex HealthCheck();

    [GeneratedRegex(@"(?:PASSWORD: |Password=)([^;\s]+)", RegexOptions.None, 5000)]
    private static partial Regex Secret();

    [GeneratedRegex(@"(?m)^ +(\w+__\w+|AllowedHosts|PublicBaseUrl):", RegexOptions.None, 5000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"(?<!\$)\$\{(\w+)", RegexOptions.None, 5000)]
    private static partial Regex Variable();
}
