namespace CrmWeb.Infrastructure.Startup;

/// <summary>Where settings and static files are found.</summary>
internal static class ContentRoot
{
    /// <summary>
    /// The folder of the program, from whatever folder it was started; null, meaning the usual rules, where it runs from a
    /// build in its project (settings then lie there) or where the root was set from outside.
    /// </summary>
    public static string? Find() =>
        Environment.GetEnvironmentVariable("ASPNETCORE_CONTENTROOT") is null
        && Environment.GetEnvironmentVariable("DOTNET_CONTENTROOT") is null
        && !Environment.GetCommandLineArgs().Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase))
        && (Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) || !File.Exists("appsettings.json"))
            ? AppContext.BaseDirectory
            : null;
}
