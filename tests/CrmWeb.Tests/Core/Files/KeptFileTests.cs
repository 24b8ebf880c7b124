using System.Data.Common;
using CrmWeb.Core.Files;
using CrmWeb.Core.Files.Settings;
using CrmWeb.Core.Files.Storage;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Xunit;

namespace CrmWeb.Tests.Core.Files;

/// <summary>The services of Core where the line can break just after the database has committed.</summary>
public sealed class UnheardCommitFixture : CoreFixture
{
    public UnheardCommit Commit { get; } = new();

    protected override IEnumerable<IInterceptor> Watching => [Sql, Commit];
}

/// <summary>Breaks the line after the next commit.</summary>
public sealed class UnheardCommit : DbTransactionInterceptor
{
    private int times;

    public void Next() => times = 1;

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        Interlocked.Exchange(ref times, 0) == 1 ? throw new IOException("The line is gone.") : Task.CompletedTask;
}

/// <summary>What was sent is kept once, and as long as anybody knows it.</summary>
public sealed class KeptFileTests(UnheardCommitFixture crm) : IClassFixture<UnheardCommitFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private IFileStore Store => crm.Services.GetRequiredService<IFileStore>();

    private int Customer => crm.Company.EastCustomer;

    [Fact]
    public async Task A_content_whose_commit_was_not_heard_of_stays_beside_its_row()
    {
        crm.Commit.Next();

        var key = await AddAsync(new UploadForm { Customer = Customer, CreationKey = Guid.NewGuid() }, "未听见.txt");

        await using var content = Store.Open((await VersionsAsync(key)).Single().StoredName);
        Assert.NotNull(content);
    }

    [Theory]
    [InlineData("合同.txt", "乙")]
    [InlineData("附件.txt", "甲")]
    public async Task Another_file_under_the_same_key_of_a_form_is_kept_too(string name, string content)
    {
        var form = new UploadForm { Customer = Customer, CreationKey = Guid.NewGuid() };
        var first = await AddAsync(form, "合同.txt", "甲");

        var other = await AddAsync(form, name, content);

        Assert.NotEqual(first, other);
        Assert.Equal(other, await AddAsync(form, name, content));
        Assert.Equal(first, await AddAsync(form, "合同.txt", "甲"));
    }

    [Fact]
    public async Task The_same_form_for_another_customer_keeps_the_file_there()
    {
        var other = await crm.RegisterAsync(Who.RepEast, Forms.Customer("另一家阀门有限公司"));
        var key = Guid.NewGuid();
        await AddAsync(new UploadForm { Customer = Customer, CreationKey = key }, "两家.txt");

        var there = await AddAsync(new UploadForm { Customer = other, CreationKey = key }, "两家.txt");

        Assert.Equal(other, await crm.DbAsync(db => db.Attachments.Where(f => f.Key == there).Select(f => f.CustomerId).SingleAsync()));
    }

    [Fact]
    public async Task What_is_sent_again_after_it_went_to_the_bin_is_kept_again_and_once()
    {
        var form = new UploadForm { Customer = Customer, CreationKey = Guid.NewGuid() };
        var first = await AddAsync(form, "再传.txt");
        await crm.WithAsync<AttachmentService>(s => s.SetBinnedAsync(first, isBinned: true, crm.As(Who.RepEast), None));

        var again = await AddAsync(form, "再传.txt");

        Assert.NotEqual(first, again);
        Assert.Equal(again, await AddAsync(form, "再传.txt"));
    }

    [Fact]
    public async Task The_same_content_put_in_its_place_twice_is_one_version()
    {
        var key = await AddAsync(new UploadForm { Customer = Customer, CreationKey = Guid.NewGuid() }, "替换.txt", "一");

        foreach (var content in new[] { "二", "二", "一" })
            await ReplaceAsync(key, content);

        Assert.Equal([1, 2, 3], (await VersionsAsync(key)).Select(v => v.Number));
    }

    [Fact]
    public async Task A_file_of_another_customer_is_not_replaced_in_the_name_of_this_one()
    {
        var other = await crm.RegisterAsync(Who.RepEast, Forms.Customer("第三家阀门有限公司"));
        var key = await AddAsync(new UploadForm { Customer = other, CreationKey = Guid.NewGuid() }, "第三家.txt", "一");

        await Assert.ThrowsAsync<CrmWeb.Core.Requests.NotFoundException>(() => ReplaceAsync(key, "二"));

        Assert.Single(await VersionsAsync(key));
    }

    [Fact]
    public async Task A_file_that_comes_after_its_follow_up_was_saved_belongs_to_it()
    {
        var written = Forms.Record(new DateTime(2026, 11, 10, 9, 0, 0));
        var followUp = 0;
        var content = new SlowContent(async () => followUp = await crm.WithAsync<FollowUpService, int>(s => s.RecordAsync(Customer, written, crm.As(Who.RepEast), None)));

        var key = await crm.WithAsync<AttachmentService, Guid>(s => s.AddAsync(
            new UploadForm { Customer = Customer, CreationKey = Guid.NewGuid(), FormKey = written.CreationKey }, "来得晚.txt", content, crm.As(Who.RepEast), None));

        var file = await crm.DbAsync(db => db.Attachments.SingleAsync(f => f.Key == key));
        Assert.NotEqual(0, followUp);
        Assert.Equal((followUp, (Guid?)null), (file.FollowUpId, file.FormKey));
    }

    [Fact]
    public async Task A_follow_up_of_somebody_else_takes_no_file()
    {
        var written = Forms.Record(new DateTime(2026, 11, 10, 9, 0, 0));
        await crm.WithAsync<FollowUpService, int>(s => s.RecordAsync(Customer, written, crm.As(Who.MgrEast), None));

        var key = await AddAsync(new UploadForm { Customer = Customer, CreationKey = Guid.NewGuid(), FormKey = written.CreationKey }, "别人的跟进.txt");

        Assert.Null(await crm.DbAsync(db => db.Attachments.Where(f => f.Key == key).Select(f => f.FollowUpId).SingleAsync()));
    }

    [Fact]
    public async Task A_disk_that_is_full_at_the_last_moment_is_told_before_anything_is_written_to_the_database()
    {
        var store = new FullAtTheEnd(Store);

        await crm.WithAsync<FileSettingsService>(async settings =>
        {
            var intake = new AttachmentIntake(store, settings, crm.Services.GetRequiredService<IStringLocalizer<FilesText>>());
            await Assert.ThrowsAsync<StorageException>(() => intake.TakeAsync("满.txt", new MemoryStream("满"u8.ToArray()), None));
        });

        Assert.DoesNotContain(Store.All(), f => !f.IsKept);
    }

    [Fact]
    public async Task The_record_has_the_latest_files_those_of_the_follow_ups_in_sight_and_how_many_there_are()
    {
        var customer = await crm.RegisterAsync(Who.RepEast, Forms.Customer("文件很多阀门有限公司"));
        var followUp = await crm.WithAsync<FollowUpService, int>(s => s.RecordAsync(customer, Forms.Record(new DateTime(2026, 11, 10, 9, 0, 0)), crm.As(Who.RepEast), None));
        await AddAsync(new UploadForm { Customer = customer, FollowUp = followUp, CreationKey = Guid.NewGuid() }, "随跟进.txt");
        foreach (var n in Enumerable.Range(1, 7))
            await AddAsync(new UploadForm { Customer = customer, CreationKey = Guid.NewGuid() }, $"第{n}个.txt");

        var shown = await OfCustomerAsync(customer, followUp);

        Assert.Equal(["第7个.txt", "第6个.txt", "第5个.txt", "第4个.txt", "第3个.txt"], shown.Latest.Select(r => r.Name));
        Assert.Equal("随跟进.txt", Assert.Single(shown.OfFollowUp(followUp)).Name);
        Assert.Equal((6, 8), (shown.Rows.Count, shown.Total));
        Assert.Equal((5, 8), await OfCustomerAsync(customer) is { } without ? (without.Rows.Count, without.Total) : default);
    }

    private Task<AttachmentsOfCustomer> OfCustomerAsync(int customer, params int[] followUps) =>
        crm.WithAsync<AttachmentQueries, AttachmentsOfCustomer>(q => q.OfCustomerAsync(customer, followUps, crm.As(Who.RepEast), None));

    private Task<Guid> AddAsync(UploadForm form, string name, string content = "内容") => crm.WithAsync<AttachmentService, Guid>(s => s.AddAsync(
        form, name, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)), crm.As(Who.RepEast), None));

    private Task ReplaceAsync(Guid key, string content) => crm.WithAsync<AttachmentService>(s => s.ReplaceAsync(
        Customer, key, "新.txt", new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)), crm.As(Who.RepEast), None));

    private Task<List<AttachmentVersion>> VersionsAsync(Guid key) => crm.DbAsync(db =>
        db.Attachments.Where(f => f.Key == key).Join(db.Set<AttachmentVersion>(), f => f.Id, v => v.AttachmentId, (_, v) => v).OrderBy(v => v.Number).ToListAsync());

    /// <summary>While it is on its way something else happens.</summary>
    private sealed class SlowContent(Func<Task> meanwhile) : MemoryStream("内容"u8.ToArray())
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == 0)
                await meanwhile();
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }

    private sealed class FullAtTheEnd(IFileStore store) : IFileStore
    {
        public IncomingFile Begin() => store.Begin();

        public Task SealAsync(IncomingFile incoming, CancellationToken ct) => throw new IOException("No space left on device.");

        public Task KeepAsync(IncomingFile incoming, string name, CancellationToken ct) => store.KeepAsync(incoming, name, ct);

        public Stream? Open(string name) => store.Open(name);

        public void Remove(string name) => store.Remove(name);

        public IEnumerable<StoredFile> All() => store.All();
    }
}
