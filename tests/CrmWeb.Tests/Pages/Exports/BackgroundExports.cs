using CrmWeb.Core.Access;
using CrmWeb.Core.Downloads;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Organization;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Tests.Pages.Exports;

/// <summary>Exports in the background without a browser.</summary>
internal static class BackgroundExports
{
    /// <summary>Asks for the export of a list.</summary>
    /// <returns>Its key.</returns>
    public static async Task<Guid> AskForExportAsync(this CrmApp app, Who who, string list = "customers", string query = "", string reason = "季度客户核对", Guid key = default)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var by = await scope.ServiceProvider.GetRequiredService<UserScopes>().OfAsync(app.Company[who].Id, CancellationToken.None);
        scope.ServiceProvider.GetRequiredService<StandIn>().For = by;
        var form = new ExportForm { Format = ExportFormat.Csv, Reason = reason, CreationKey = key };
        var opened = await scope.ServiceProvider.GetRequiredService<IExportedLists>().OpenAsync(list, query, [], CancellationToken.None);
        var plan = await scope.ServiceProvider.GetRequiredService<ExportService>().PlanAsync(opened, form, by, CancellationToken.None);
        var id = await scope.ServiceProvider.GetRequiredService<DownloadService>().RequestAsync(plan, form, by, CancellationToken.None);
        return await app.DbAsync(db => db.Downloads.Where(d => d.Id == id).Select(d => d.Key).SingleAsync());
    }

    /// <summary>One that is ready.</summary>
    /// <returns>Its key.</returns>
    public static async Task<Guid> WrittenExportAsync(this CrmApp app, Who who, string reason)
    {
        var key = await app.AskForExportAsync(who, reason: $"{reason}核对");
        await app.WriteExportsAsync();
        return key;
    }

    /// <summary>What the job does.</summary>
    public static Task<string?> WriteExportsAsync(this CrmApp app) => app.WithAsync<DownloadRun, string?>(r => r.RunAsync(CancellationToken.None));

    public static Task<Download> DownloadAsync(this CrmApp app, Guid key) => app.DbAsync(db => db.Downloads.AsNoTracking().SingleAsync(d => d.Key == key));
}
