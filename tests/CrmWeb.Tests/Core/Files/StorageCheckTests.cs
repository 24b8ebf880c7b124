using CrmWeb.Core.Files;
using CrmWeb.Core.Files.Storage;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Files;

/// <summary>What a kill, a full disk or somebody's hand leaves in the storage is found at night.</summary>
public sealed class StorageCheckTests(CoreFixture crm) : IClassFixture<CoreFixture>
{
    private IFileStore Store => crm.Services.GetRequiredService<IFileStore>();

    [Fact]
    public async Task Contents_nobody_knows_go_after_a_day_and_rows_without_content_are_told()
    {
        var kept = await AddAsync("在.txt");
        var lost = await AddAsync("不在.txt");
        Store.Remove(await StoredAsync(lost));
        var (stray, begun) = (Guid.NewGuid().ToString("N"), await BegunAsync());
        await PutAsync(stray);
        await PutAsync($"{await StoredAsync(kept)}-s");

        // Today they may be on their way in.
        Assert.Equal("lostFiles=1", await CheckAsync());
        foreach (var file in Directory.EnumerateFiles(Path.Combine(crm.Settings.DataFolder, "files"), "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, crm.Clock.Now.AddDays(-2));

        Assert.Equal("strayFiles=2;lostFiles=1", await CheckAsync());
        Assert.Null(Store.Open(stray));
        Assert.False(File.Exists(begun));
        await using var content = Store.Open(await StoredAsync(kept));
        await using var picture = Store.Open($"{await StoredAsync(kept)}-s");
        Assert.NotNull(content);
        Assert.NotNull(picture);
    }

    [Fact]
    public async Task What_waited_in_the_bin_for_thirty_days_goes_with_its_content()
    {
        var key = await AddAsync("旧.txt");
        var stored = await StoredAsync(key);
        await crm.Services.RunAsync<AttachmentService>(s => s.SetBinnedAsync(key, isBinned: true, crm.Company[Who.RepEast].Scope, CancellationToken.None));
        await crm.Services.RunAsync<CrmDbContext, int>(db => db.Attachments.Where(f => f.Key == key)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.DeletedAt, crm.Clock.Now.AddDays(-FilesModule.BinDays - 1))));

        Assert.Contains("binnedFiles=1", await crm.Services.RunAsync<Cleaning, string?>(c => c.CleanAsync(CancellationToken.None)), StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(crm.Settings.DataFolder, "files"), stored, SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, crm.Clock.Now.AddDays(-31));
        await CheckAsync();

        Assert.Null(Store.Open(stored));
    }

    [Fact]
    public async Task A_storage_of_which_the_database_knows_hardly_anything_is_not_emptied()
    {
        await AddAsync("认得.txt");
        var (strays, begun) = (Enumerable.Range(0, 30).Select(_ => Guid.NewGuid().ToString("N")).ToList(), await BegunAsync());
        foreach (var stray in strays)
            await PutAsync(stray);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(crm.Settings.DataFolder, "files"), "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, crm.Clock.Now.AddDays(-2));

        var said = await CheckAsync();

        // An upload that broke off goes in any case.
        Assert.Contains("strayFiles=1;doubtfulFiles=30", said, StringComparison.Ordinal);
        Assert.False(File.Exists(begun));
        foreach (var stray in strays)
        {
            await using var content = Store.Open(stray);
            Assert.NotNull(content);
        }

        strays.ForEach(Store.Remove);
    }

    private Task<string?> CheckAsync() => crm.Services.RunAsync<StorageCheck, string?>(c => c.RunAsync(CancellationToken.None));

    private Task<Guid> AddAsync(string name) => crm.Services.RunAsync<AttachmentService, Guid>(s => s.AddAsync(
        new UploadForm { Customer = crm.Company.EastCustomer, CreationKey = Guid.NewGuid() }, name, new MemoryStream("内容"u8.ToArray()), crm.Company[Who.RepEast].Scope, CancellationToken.None));

    private Task<string> StoredAsync(Guid key) => crm.Services.RunAsync<CrmDbContext, string>(db =>
        db.Attachments.Where(f => f.Key == key).Join(db.Set<AttachmentVersion>(), f => f.Id, v => v.AttachmentId, (_, v) => v.StoredName).SingleAsync());

    private async Task PutAsync(string name)
    {
        await using var incoming = Store.Begin();
        await incoming.Content.WriteAsync("x"u8.ToArray());
        await Store.SealAsync(incoming, CancellationToken.None);
        await Store.KeepAsync(incoming, name, CancellationToken.None);
    }

    /// <summary>As a killed process leaves it.</summary>
    private async Task<string> BegunAsync()
    {
        var incoming = Store.Begin();
        await incoming.Content.WriteAsync("half"u8.ToArray());
        await incoming.Content.DisposeAsync();
        return incoming.Path;
    }
}
