using CrmWeb.Core.Backups;

namespace CrmWeb.Infrastructure.Startup;

/// <summary>backup and restore. They do not migrate: what is there, or in the archive, is taken as it is.</summary>
internal static class BackupVerbs
{
    public const string Usage = "backup --to FILE | restore --from FILE";

    public static async Task<int> RunAsync(string verb, WebApplication app)
    {
        var file = app.Configuration[verb == "backup" ? "to" : "from"];
        if (string.IsNullOrWhiteSpace(file))
            return Verb.Refuse($"Usage: CrmWeb [{Usage}]");

        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            Console.WriteLine(verb == "backup"
                ? await BackUpAsync(scope.ServiceProvider, file, app.Lifetime.ApplicationStopping)
                : await RestoreAsync(scope.ServiceProvider, file, app.Lifetime.ApplicationStopping));
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It may be the archive that cannot be written as well as the data folder; the message says which.
            throw new InstallationException($"The {verb} could not be made: {e.Message}", e);
        }
    }

    private static async Task<string> BackUpAsync(IServiceProvider services, string file, CancellationToken ct)
    {
        var made = await services.GetRequiredService<BackupWriter>().WriteAsync(file, ct);
        return $"{made.File}: {made.Files} files, {made.Bytes:N0} bytes. It holds customers' data and the keys of sessions; keep it where nobody else can read.";
    }

    private static async Task<string> RestoreAsync(IServiceProvider services, string file, CancellationToken ct)
    {
        var restored = await services.GetRequiredService<BackupRestore>().RestoreAsync(file, ct);
        return $"The backup of {restored.MadeAt:yyyy-MM-dd HH:mm} UTC is in place."
            + (restored.Aside is null ? "" : $" What was there before lies in {restored.Aside}; remove it when all is well.");
    }
}
