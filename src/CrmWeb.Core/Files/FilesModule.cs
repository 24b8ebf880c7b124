using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Files.Preview;
using CrmWeb.Core.Files.Settings;
using CrmWeb.Core.Files.Storage;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Files;

/// <summary>Registers files.</summary>
public static class FilesModule
{
    /// <summary>Days a file waits in the bin before it is gone.</summary>
    public const int BinDays = 30;

    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddSingleton<IFileStore, FolderFileStore>();
        services.AddScoped<FileSettingsService>();
        services.AddScoped<AttachmentIntake>();
        services.AddScoped<AttachmentService>();
        services.AddScoped<AttachmentQueries>();
        services.AddScoped<AttachmentReader>();
        services.AddScoped<Pictures>();
        services.AddScoped<StorageCheck>();
        services.AddScoped<IStoredContents, AttachmentContents>();
        services.AddScoped<ICustomerListener, FollowUpFiles>();
        services.AddScoped<ITimelineSource, FileTimeline>();
        services.AddSingleton(FileTimeline.Changes);

        // The contents follow when the storage is checked.
        services.AddSingleton(CleaningRule.Of("binnedFiles", (db, now) =>
        {
            var old = now.AddDays(-BinDays);
            return db.Attachments.Where(f => f.DeletedAt != null && f.DeletedAt < old).OrderBy(f => f.DeletedAt).ThenBy(f => f.Id);
        }));
        services.AddJob<StorageCheckJob>(StorageCheckJob.Code, StorageCheckJob.Schedule);
        return services.AddPageRules<FileSettingsForm, FilesText>(text => new FileSettingsFormValidator(text));
    }
}
