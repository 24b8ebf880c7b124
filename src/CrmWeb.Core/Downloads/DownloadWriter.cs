using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using CrmWeb.Core.Access;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Files;
using CrmWeb.Core.Files.Storage;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CrmWeb.Core.Downloads;

/// <summary>Opens the lists that can be exported, for the user on whose behalf the services around it act.</summary>
public interface IExportedLists
{
    /// <param name="code">Code of the list.</param>
    /// <param name="query">What is asked of it, without a question mark.</param>
    /// <param name="shown">Columns its reader saw; those there are no more are left out.</param>
    /// <exception cref="NotFoundException">There is no such list.</exception>
    /// <exception cref="BadQueryException">A part of the query means nothing.</exception>
    Task<ExportedList> OpenAsync(string code, string query, IReadOnlyList<string> shown, CancellationToken ct);
}

/// <summary>
/// Writes one export into the storage, row by row. It is offered, noted in the change log and told of by one transaction, after all of it lies
/// on the disk: there is no half a file, and nothing is noted of one that nobody can have.
/// </summary>
public sealed partial class DownloadWriter(
    CrmDbContext db, IExportedLists lists, ExportService exports, IFileStore store, NotificationPublisher announcing, OrganizationClock clock, ILogger<DownloadWriter> logger)
{
    /// <summary>One that was broken off as often is given up.</summary>
    public const int MostAttempts = 3;

    /// <summary>How often its page hears how far it is, at most.</summary>
    private const int Steps = 50;

    /// <returns>What came of it; null where somebody took it away meanwhile.</returns>
    public async Task<DownloadState?> WriteAsync(int id, UserScope owner, CancellationToken ct)
    {
        if (await TakeAsync(id, ct) is not { RunKey: { } run } taken)
            return null;
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.GetCultureInfo(taken.Culture), CultureInfo.GetCultureInfo(taken.Culture));
        if (taken.Attempts > MostAttempts)
            return await FailAsync(taken, run, DownloadFault.BrokenOff);
        try
        {
            return await MakeAsync(taken, run, owner, ct) ? DownloadState.Ready : null;
        }
        catch (OvertakenException)
        {
            return null;
        }
        catch (NotFoundException)
        {
            return await FailAsync(taken, run, DownloadFault.NotAllowed);
        }
        catch (Exception e) when (e is ValidationException or BadQueryException)
        {
            return await FailAsync(taken, run, DownloadFault.Conditions);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            StorageFailed(id, e);
            return await FailAsync(taken, run, DownloadFault.Storage);
        }
    }

    private async Task<Download?> TakeAsync(int id, CancellationToken ct)
    {
        var run = Guid.NewGuid();
        var taken = await DownloadRun.Open(db).Where(d => d.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.State, DownloadState.Running).SetProperty(d => d.RunKey, run).SetProperty(d => d.RowsDone, 0).SetProperty(d => d.Attempts, d => d.Attempts + 1), ct);
        return taken == 0 ? null : await db.Downloads.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id && d.RunKey == run, ct);
    }

    private async Task<bool> MakeAsync(Download taken, Guid run, UserScope owner, CancellationToken ct)
    {
        var list = await lists.OpenAsync(taken.ListCode, taken.Query, taken.ColumnKeys.Split(',', StringSplitOptions.RemoveEmptyEntries), ct);
        var form = new ExportForm { Format = taken.Format, Reason = taken.Reason, Columns = taken.IsAllColumns ? ExportForm.All : ExportForm.Shown };
        var file = await exports.FileAsync(await exports.PlanAsync(list, form, owner, ct), owner, ct);
        await using var incoming = store.Begin();
        await (file with { RowsAsync = go => CountedAsync(file, taken.Id, run, go) }).WriteAsync(incoming.Content, ct);
        await store.SealAsync(incoming, ct);
        var (size, stored) = (incoming.Content.Length, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        await store.KeepAsync(incoming, stored, ct);

        // Whatever goes wrong from here on leaves a content without a row, which the check of the storage takes away at night.
        if (await OfferAsync(taken, run, file, stored, size, owner))
            return true;
        store.Remove(stored);
        return false;
    }

    /// <summary>The rows as they are read; tells how many there were so far.</summary>
    private async IAsyncEnumerable<IReadOnlyList<ExportCell[]>> CountedAsync(ExportFile file, int id, Guid run, [EnumeratorCancellation] CancellationToken ct)
    {
        var (done, told, step) = (0, 0, Math.Max(1, file.Count / Steps));
        await Ours(id, run).ExecuteUpdateAsync(set => set.SetProperty(d => d.Rows, file.Count), ct);
        await foreach (var rows in file.RowsAsync(ct))
        {
            yield return rows;
            done += rows.Count;
            if (done - told < step)
                continue;
            told = done;
            if (await Ours(id, run).ExecuteUpdateAsync(set => set.SetProperty(d => d.RowsDone, done), ct) == 0)
                throw new OvertakenException();
        }
    }

    /// <returns>False where it was taken away, or another run has it.</returns>
    private Task<bool> OfferAsync(Download taken, Guid run, ExportFile file, string stored, long size, UserScope owner)
    {
        var (now, name, rights) = (clock.UtcNow, FileNames.Clean(file.Name.Replace('/', '_').Replace('\\', '_')), Download.RightsOf(owner));
        var until = now.AddDays(DownloadsModule.KeptDays);
        return EndAsync(taken, "ready", file.Count, () => exports.Add(file.Note, owner), owner, ours => ours.ExecuteUpdateAsync(set => set
            .SetProperty(d => d.State, DownloadState.Ready).SetProperty(d => d.RunKey, (Guid?)null).SetProperty(d => d.FinishedAt, now).SetProperty(d => d.Until, until)
            .SetProperty(d => d.Name, name).SetProperty(d => d.StoredName, stored).SetProperty(d => d.Size, size).SetProperty(d => d.RightsStamp, rights)
            .SetProperty(d => d.Rows, file.Count).SetProperty(d => d.RowsDone, file.Count), CancellationToken.None), run);
    }

    private async Task<DownloadState?> FailAsync(Download taken, Guid run, DownloadFault fault)
    {
        var now = clock.UtcNow;
        return await EndAsync(taken, "failed", taken.Rows, () => { }, UserScope.System, ours => ours.ExecuteUpdateAsync(set => set
            .SetProperty(d => d.State, DownloadState.Failed).SetProperty(d => d.Fault, fault).SetProperty(d => d.RunKey, (Guid?)null).SetProperty(d => d.FinishedAt, now), CancellationToken.None), run)
            ? DownloadState.Failed : null;
    }

    /// <summary>Writes how it ended, what is noted of it and what its owner is told: all of it or nothing.</summary>
    private async Task<bool> EndAsync(Download taken, string state, int rows, Action note, UserScope by, Func<IQueryable<Download>, Task<int>> write, Guid run)
    {
        var none = CancellationToken.None;
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(none);
        if (await write(Ours(taken.Id, run)) == 0)
            return false;
        note();
        await announcing.AddAsync([new Announcement(NotificationKinds.Export, $"export:{taken.Id}", taken.OwnerId)
        {
            Facts = new Dictionary<string, string>
            {
                [NotificationFacts.State] = state, [NotificationFacts.What] = taken.ListCode, [NotificationFacts.Count] = rows.ToString(CultureInfo.InvariantCulture),
            },
        }], none);
        await db.SaveChangesAsync(by, none);
        await transaction.CommitAsync(none);
        return true;
    }

    private IQueryable<Download> Ours(int id, Guid run) => db.Downloads.Where(d => d.Id == id && d.RunKey == run);

    [LoggerMessage(LogLevel.Error, "The export {Id} could not be kept: the storage of files takes nothing")]
    private partial void StorageFailed(int id, Exception e);

    /// <summary>Its owner took it away, or another process has it by now.</summary>
    private sealed class OvertakenException : Exception;
}
