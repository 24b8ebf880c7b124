using CrmWeb.Core.Access;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Files.Storage;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Downloads;

/// <summary>An export as its owner's page shows it. Times UTC, size in bytes.</summary>
public sealed record DownloadRow(
    Guid Key, string Title, string Format, string Reason, DownloadState State, DownloadFault? Fault, int Rows, int RowsDone, DateTime RequestedAt, DateTime? FinishedAt, DateTime Until, string? Name, long? Size)
{
    /// <summary>Its owner sees otherwise by now than when it was written, and does not get it.</summary>
    public bool IsWithdrawn { get; init; }

    public bool IsOpen => State is DownloadState.Waiting or DownloadState.Running;

    public bool MayBeFetched => State == DownloadState.Ready && !IsWithdrawn;
}

/// <summary>A file to be handed out.</summary>
public sealed record DownloadContent(string Name, string MediaType, Stream Content);

/// <summary>Reads the exports that wait for somebody.</summary>
public sealed class DownloadQueries(CrmDbContext db, IFileStore store, OrganizationClock clock)
{
    /// <summary>More than anybody has at a time.</summary>
    private const int Most = 200;

    /// <summary>One's own, the latest first.</summary>
    /// <exception cref="NotFoundException">The user may not export.</exception>
    public async Task<IReadOnlyList<DownloadRow>> ListAsync(UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.CustomersExport);
        var rights = Download.RightsOf(by);
        return await Standing(by).OrderByDescending(d => d.Id).Take(Most)
            .Select(d => new DownloadRow(d.Key, d.Title, d.Format, d.Reason, d.State, d.Fault, d.Rows, d.RowsDone, d.RequestedAt, d.FinishedAt, d.Until, d.Name, d.Size)
            {
                IsWithdrawn = d.State == DownloadState.Ready && d.RightsStamp != rights,
            })
            .ToListAsync(ct);
    }

    /// <summary>A file that is ready, to its owner alone, and only while they may export and see what they saw when it was written.</summary>
    /// <exception cref="NotFoundException">There is none for this user.</exception>
    public async Task<DownloadContent> OpenAsync(Guid key, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.CustomersExport);
        var rights = Download.RightsOf(by);
        var found = await Standing(by).Where(d => d.Key == key && d.State == DownloadState.Ready && d.RightsStamp == rights)
            .Select(d => new { d.Name, d.Format, d.StoredName }).FirstOrDefaultAsync(ct) ?? throw new NotFoundException();
        return store.Open(found.StoredName!) is { } content ? new DownloadContent(found.Name!, ExportFormat.MediaType(found.Format), content) : throw new NotFoundException();
    }

    private IQueryable<Download> Standing(UserScope by)
    {
        var now = clock.UtcNow;
        return db.Downloads.AsNoTracking().Where(d => d.OwnerId == by.UserId && d.Until > now);
    }
}

/// <summary>Exports in the storage of files.</summary>
internal sealed class DownloadContents(CrmDbContext db) : IStoredContents
{
    public async Task<IReadOnlyCollection<string>> KnownAsync(IReadOnlyCollection<string> names, CancellationToken ct) =>
        await db.Downloads.Where(d => names.Contains(d.StoredName!)).Select(d => d.StoredName!).ToListAsync(ct);
}
