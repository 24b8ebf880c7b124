using CrmWeb.Core.Jobs;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CrmWeb.Core.Files.Storage;

/// <summary>Compares the storage with the database: takes away contents nobody knows, and says which rows have lost theirs.</summary>
public sealed partial class StorageCheck(CrmDbContext db, IFileStore store, IEnumerable<IStoredContents> rows, OrganizationClock clock, ILogger<StorageCheck> logger)
{
    /// <summary>What is younger may be on its way in.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    private const int Page = 500;

    /// <summary>As many contents without a row may be of uploads that broke off.</summary>
    private const int Few = 20;

    /// <returns>What was found; null where everything fits.</returns>
    public async Task<string?> RunAsync(CancellationToken ct)
    {
        var old = clock.UtcNow - Grace;
        var lying = store.All().ToList();

        // Read after the storage: whatever it holds for good has a row by now, or never gets one.
        List<StoredFile> kept = [.. lying.Where(f => f.IsKept && f.At < old)];
        var strays = await StraysAsync(kept, ct);

        // Most of what lies there is never left by uploads that broke off: the database is another one, for instance an older dump of it.
        var isDoubtful = strays.Count > Few && strays.Count * 2 > kept.Count;
        if (isDoubtful)
            LogDoubtful(strays.Count, kept.Count);
        List<StoredFile> removed = [.. lying.Where(f => !f.IsKept && f.At < old), .. isDoubtful ? [] : strays];
        removed.ForEach(f => store.Remove(f.Name));
        var lost = await LostAsync([.. lying.Where(f => f.IsKept).Select(f => f.Name)], ct);
        return JobSummary.Of(("strayFiles", removed.Count), ("doubtfulFiles", isDoubtful ? strays.Count : 0), ("lostFiles", lost));
    }

    /// <summary>Those without a row.</summary>
    private async Task<List<StoredFile>> StraysAsync(List<StoredFile> kept, CancellationToken ct)
    {
        List<StoredFile> strays = [];
        foreach (var some in kept.Chunk(Page))
        {
            var names = some.Select(f => OwnName(f.Name)).Distinct().ToList();
            HashSet<string> known = [];
            foreach (var contents in rows)
                known.UnionWith(await contents.KnownAsync(names, ct));
            strays.AddRange(some.Where(f => !known.Contains(OwnName(f.Name))));
        }

        return strays;
    }

    private async Task<int> LostAsync(HashSet<string> present, CancellationToken ct)
    {
        var lost = 0;
        for (int? after = 0; after is { } from;)
        {
            var some = await db.Set<AttachmentVersion>().AsNoTracking().Where(v => v.Id > from).OrderBy(v => v.Id).Take(Page).Select(v => new { v.Id, v.StoredName, v.AttachmentId }).ToListAsync(ct);
            foreach (var row in some.Where(r => !present.Contains(r.StoredName)))
            {
                // What came in since the storage was listed is there all the same.
                await using var content = store.Open(row.StoredName);
                if (content is not null)
                    continue;
                LogLost(row.AttachmentId, row.StoredName);
                lost++;
            }

            after = some.Count == Page ? some[^1].Id : null;
        }

        return lost;
    }

    /// <summary>Pictures made of a content lie beside it under its name and a word.</summary>
    private static string OwnName(string name) => name.Split('-')[0];

    [LoggerMessage(LogLevel.Warning, "The content {StoredName} of attachment {AttachmentId} is not in the storage.")]
    private partial void LogLost(int attachmentId, string storedName);

    [LoggerMessage(LogLevel.Error, "{Strays} of {Kept} contents in the storage have no row. None of them is removed: the database is another one than they came with, or rows were lost.")]
    private partial void LogDoubtful(int strays, int kept);
}

/// <summary>The contents of attachments.</summary>
internal sealed class AttachmentContents(CrmDbContext db) : IStoredContents
{
    public async Task<IReadOnlyCollection<string>> KnownAsync(IReadOnlyCollection<string> names, CancellationToken ct) =>
        await db.Set<AttachmentVersion>().Where(v => names.Contains(v.StoredName)).Select(v => v.StoredName).ToListAsync(ct);
}

/// <summary>Looks after the storage at night.</summary>
internal sealed class StorageCheckJob(StorageCheck check) : ICrmJob
{
    public const string Code = "files";

    /// <summary>After the cleaning, which takes rows away.</summary>
    public const string Schedule = "0 40 3 * * *";

    public Task<string?> RunAsync(DateTime dueAt, CancellationToken ct) => check.RunAsync(ct);
}
