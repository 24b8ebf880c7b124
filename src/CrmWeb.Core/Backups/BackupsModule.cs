using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Backups;

/// <summary>Registers backups.</summary>
public static class BackupsModule
{
    public static IServiceCollection AddBackups(this IServiceCollection services) =>
        services.AddScoped<BackupWriter>().AddScoped<BackupRestore>();
}
