using Xunit;

namespace CrmWeb.BrowserTests;

/// <summary>The browser found on this machine.</summary>
internal static class Chromium
{
    public static string? Path { get; } = Environment.GetEnvironmentVariable("CRM_TEST_CHROMIUM")
        ?? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => System.IO.Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
}

/// <summary>A test that needs Chromium; skipped by name where there is none.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Path is null ? "needs Chromium on the PATH" : null!;
}

/// <inheritdoc cref="BrowserFactAttribute"/>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.Path is null ? "needs Chromium on the PATH" : null!;
}
