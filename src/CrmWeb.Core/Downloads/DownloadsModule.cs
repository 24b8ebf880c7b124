using CrmWeb.Core.Access;
using CrmWeb.Core.Files.Storage;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Signals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Downloads;

/// <summary>Registers exports in the background.</summary>
public static class DownloadsModule
{
    /// <summary>Days a file waits for its owner.</summary>
    public const int KeptDays = 7;

    private const int Batch = 100;

    public static IServiceCollection AddDownloads(this IServiceCollection services)
    {
        services.AddScoped<StandIn>();
        services.AddScoped<DownloadService>();
        services.AddScoped<DownloadQueries>();
        services.AddScoped<DownloadRun>();
        services.AddScoped<DownloadWriter>();
        services.AddScoped<IStoredContents, DownloadContents>();
        services.AddSingleton(p => new CleaningRule("downloads", (db, now, ct) => RemoveAsync(db, p.GetRequiredService<IFileStore>(), now, ct)));
        return services.AddJob<DownloadJob>(DownloadJob.Code, DownloadJob.Schedule, Wake.Exports);
    }

    /// <summary>The row first: what is no longer offered may lie a while, but what is offered must be there.</summary>
    private static async Task<int> RemoveAsync(CrmDbContext db, IFileStore store, DateTime now, CancellationToken ct)
    {
        var removed = 0;
        while (true)
        {
            var old = await db.Downloads.AsNoTracking().Where(d => d.Until < now && d.State != DownloadState.Running).OrderBy(d => d.Until).ThenBy(d => d.Id).Take(Batch)
                .Select(d => new { d.Id, d.StoredName }).ToListAsync(ct);
            List<int> ids = [.. old.Select(d => d.Id)];
            removed += await db.Downloads.Where(d => ids.Contains(d.Id)).ExecuteDeleteAsync(ct);
            old.ForEach(d =>
            {
                if (d.StoredName is { } stored)
                    store.Remove(stored);
            });
            if (old.Count < Batch)
                return removed;
        }
    }
}
