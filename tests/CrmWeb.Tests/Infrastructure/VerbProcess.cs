using System.Diagnostics;
using System.Text.RegularExpressions;
using CrmWeb.Core.Persistence;
using CrmWeb.SampleData.Company;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Infrastructure;

/// <summary>The program as somebody starts it from a command line, on the SQLite installation of a folder.</summary>
internal static class VerbProcess
{
    /// <summary>The exit code of what is not done, with a sentence that says why.</summary>
    public const int Refused = 2;

    /// <summary>The exit code where a setting, a file or the database stands in the way, with a sentence that says which.</summary>
    public const int Failed = 1;

    /// <returns>The exit code, and what was said on either stream.</returns>
    public static async Task<(int Code, string Said)> RunAsync(string folder, string environment, params string[] arguments)
    {
        var (code, output, errors) = await ToldAsync(folder, environment, new Dictionary<string, string>(), arguments);
        return (code, output + errors);
    }

    /// <summary>Both streams by themselves.</summary>
    /// <param name="settings">As environment variables.</param>
    public static async Task<(int Code, string Output, string Errors)> ToldAsync(
        string folder, string environment, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["DOTNET_ENVIRONMENT"] = environment;
        start.Environment["Database__Provider"] = nameof(DatabaseProvider.Sqlite);
        start.Environment["Data__Folder"] = folder;
        start.Environment.Remove("ConnectionStrings__Crm");
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
            foreach (Match password in Regex.Matches(value, "Password=([^;]+)"))
                KnownSecrets.Keep(password.Groups[1].Value);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var (said, complained) = (await output, await errors);
        var logs = Path.Combine(folder, "logs");

        // The password of the demo accounts is no secret: the verb tells it to whoever asked for them. In a log it has no place.
        string[] told = [said.Replace(DemoCompany.Password, "", StringComparison.Ordinal), complained.Replace(DemoCompany.Password, "", StringComparison.Ordinal)];
        foreach (var text in (string[])[.. told, .. Directory.Exists(logs) ? Directory.EnumerateFiles(logs).Select(File.ReadAllText) : []])
            Assert.True(KnownSecrets.In(text) is null, $"A secret was written: {text}");
        return (process.ExitCode, said, complained);
    }
}
