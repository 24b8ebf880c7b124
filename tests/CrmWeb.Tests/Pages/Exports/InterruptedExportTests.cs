using CrmWeb.Core.Downloads;
using CrmWeb.Core.Files.Storage;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Exports;

/// <summary>An export in the background that something happens to while it is written: there is a whole file once, or none.</summary>
public sealed class InterruptedExportTests(BackgroundExportApp app) : IClassFixture<BackgroundExportApp>
{
    [Fact]
    public async Task One_that_was_broken_off_with_its_process_is_begun_anew_and_given_up_after_three_times()
    {
        var (once, often) = (await app.AskForExportAsync(Who.Admin), await app.AskForExportAsync(Who.Admin, "orders"));
        await BreakOffAsync(once, attempts: 1);
        await BreakOffAsync(often, DownloadWriter.MostAttempts);
        Assert.True(await app.WithAsync<DownloadRun, bool>(r => r.IsAnythingWaitingAsync(CancellationToken.None)));

        Assert.Equal("exported=1;failed=1", await app.WriteExportsAsync());
        Assert.Equal(DownloadState.Ready, (await app.DownloadAsync(once)).State);
        Assert.Equal(DownloadFault.BrokenOff, (await app.DownloadAsync(often)).Fault);
        Assert.False(await app.WithAsync<DownloadRun, bool>(r => r.IsAnythingWaitingAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task Deleted_while_it_is_written_it_leaves_nothing_behind()
    {
        var key = await app.AskForExportAsync(Who.MgrEast);
        var (lying, noted) = (Lying(), await NotedAsync());
        app.Store.Meanwhile = () => app.WithAsync<DownloadService>(s => s.RemoveAsync(key, app.As(Who.MgrEast), CancellationToken.None));
        Assert.Null(await app.WriteExportsAsync());
        Assert.Equal((lying, noted), (Lying(), await NotedAsync()));
        Assert.Equal(0, await app.DbAsync(db => db.Downloads.CountAsync(d => d.Key == key)));
    }

    [Fact]
    public async Task Of_two_processes_that_write_it_at_once_one_offers_it_and_it_is_noted_once()
    {
        var key = await app.AskForExportAsync(Who.MgrSouth);
        var (lying, noted) = (app.Store.All().Count(), await NotedAsync());
        app.Store.Meanwhile = async () => Assert.Equal("exported=1", await app.WriteExportsAsync());
        Assert.Null(await app.WriteExportsAsync());
        Assert.Equal((lying + 1, noted + 1), (app.Store.All().Count(), await NotedAsync()));
        var ready = await app.DownloadAsync(key);
        Assert.Equal((DownloadState.Ready, 2), (ready.State, ready.Attempts));
        await using var content = app.Store.Open(ready.StoredName!);
        Assert.Equal(ready.Size, content!.Length);
    }

    [Fact]
    public async Task The_check_of_the_storage_knows_the_files_of_exports()
    {
        var key = await app.WrittenExportAsync(Who.RepEast, "核对");
        var stored = (await app.DownloadAsync(key)).StoredName!;
        app.Clock.Advance(TimeSpan.FromDays(2));
        await app.WithAsync<StorageCheck, string?>(c => c.RunAsync(CancellationToken.None));
        await using var content = app.Store.Open(stored);
        Assert.NotNull(content);
    }

    private Task<int> BreakOffAsync(Guid key, int attempts) => app.DbAsync(db => db.Downloads.Where(d => d.Key == key).ExecuteUpdateAsync(
        s => s.SetProperty(d => d.State, DownloadState.Running).SetProperty(d => d.RunKey, Guid.NewGuid()).SetProperty(d => d.Attempts, attempts)));

    private string Lying() => string.Join(' ', app.Store.All().Select(f => f.Name).Order(StringComparer.Ordinal));

    private Task<int> NotedAsync() => app.DbAsync(db => db.AuditEntries.CountAsync(a => a.Action == AuditAction.Exported && a.Field == "Reason"));
}
