using System.Diagnostics;

namespace CrmWeb.Tests.Conventions;

/// <summary>The files git tracks, and those it would, as the conventions see them.</summary>
internal static class Repository
{
    private static readonly HashSet<string> Binary = new(StringComparer.OrdinalIgnoreCase)
    {
        ".png", ".jpg", ".ico", ".gif", ".woff", ".woff2", ".pdf", ".xlsx", ".zip",
    };

    public static string Root { get; } = FindRoot();

    /// <summary>Paths from the root, with forward slashes; what .gitignore names is left out.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static IEnumerable<string> TextFiles => Files.Where(file => !Binary.Contains(Path.GetExtension(file)));

    /// <summary>Source that people write: no migrations, which a tool generates.</summary>
    public static IEnumerable<string> Source(params string[] extensions) => Files.Where(file =>
        file.StartsWith("src/", StringComparison.Ordinal)
        && !file.Contains("/Migrations/", StringComparison.Ordinal)
        && extensions.Contains(Path.GetExtension(file)));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    /// <summary>Lines of code with their place, without those that are only a comment.</summary>
    public static IEnumerable<(string Place, string Text)> CodeLines(string file) => Lines(file)
        .Select((text, index) => ($"{file}:{index + 1}", text))
        .Where(line => !IsComment(line.text.TrimStart()));

    private static bool IsComment(string text) =>
        text.StartsWith("//", StringComparison.Ordinal) || text.StartsWith("@*", StringComparison.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CrmWeb.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("CrmWeb.sln is in no folder above the tests.");
    }

    private static List<string> ListFiles()
    {
        var start = new ProcessStartInfo("git", "-c core.quotepath=off ls-files --cached --others --exclude-standard")
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start) ?? throw new InvalidOperationException("git did not start.");
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        if (git.ExitCode != 0)
        {
            throw new InvalidOperationException("These tests read the list of files from git; run them in a clone.");
        }

        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(Root, file)))];
    }
}
