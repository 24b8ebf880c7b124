using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Timeline;

/// <summary>One save is one entry of the timeline, with all it did; whoever asks for one kind finds each by itself.</summary>
public sealed class FoldedTimelineTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly string[] Stages = ["initial", "needs", "quotation", "negotiation", "won"];
    private static int count;

    [Fact]
    public async Task A_record_tells_of_the_move_and_of_the_fields_its_form_changed()
    {
        var id = await NewAsync();
        await RecordAsync(id, "谈成了", "won", "价格谈妥");

        var all = await ReadAsync(id, TimelineFilter.All);
        var entry = Assert.Single(all.OfType<FollowUpItem>());
        Assert.Equal(("initial", "won", "价格谈妥"), (entry.Move!.From!.Code, entry.Move.To.Code, entry.Move.Reason));
        Assert.Contains(entry.Changes, c => c is { Label: "Customer type", Old: "Potential", New: "Won" });
        Assert.Empty(all.OfType<StageItem>());
        Assert.DoesNotContain(all.OfType<ChangeItem>().SelectMany(c => c.Changes), c => c.Label == "Customer type");

        Assert.Single(await ReadAsync(id, TimelineFilter.Stages));
        Assert.Contains((await ReadAsync(id, TimelineFilter.Changes)).OfType<ChangeItem>().SelectMany(c => c.Changes), c => c.Label == "Customer type");
        Assert.NotNull(Assert.Single((await ReadAsync(id, TimelineFilter.FollowUps)).OfType<FollowUpItem>()).Move);
    }

    [Fact]
    public async Task A_task_that_is_completed_tells_of_the_move_and_not_of_the_one_it_was_planned_with()
    {
        var id = await NewAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var first = Forms.Record(Local(), next: Local().AddDays(1), content: "先谈需求");
        first.Stage = "needs";
        await app.WithAsync<FollowUpService>(w => w.RecordAsync(id, first, app.As(Who.RepEast), CancellationToken.None));
        var task = await app.DbAsync(db => db.FollowUps.SingleAsync(f => f.CustomerId == id && f.State == FollowUpState.Pending));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var done = Forms.Record(Local(), content: "报了价");
        (done.Version, done.Stage) = (task.Version, "won");
        await app.WithAsync<FollowUpCompletion>(c => c.CompleteAsync(task.Id, done, app.As(Who.RepEast), CancellationToken.None));

        var entries = (await ReadAsync(id, TimelineFilter.All)).OfType<FollowUpItem>().ToList();
        Assert.Equal(["won", "needs"], entries.Select(e => e.Move!.To.Code));
        Assert.Equal(["Won", "Interested"], entries.Select(e => Assert.Single(e.Changes, c => c.Label == "Customer type").New));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_was_saved_is_told_once_over_all_stretches(int seed)
    {
        var (id, random) = (await NewAsync(), new Random(seed));
        var stage = 0;
        for (var i = 0; i < 70; i++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(random.Next(2)));
            string? to = random.Next(2) == 0 ? Stages[stage = (stage + 1 + random.Next(Stages.Length - 1)) % Stages.Length] : null;
            if (random.Next(3) > 0)
                await RecordAsync(id, $"第{i}次", to, null, Local().AddHours(-random.Next(3)));
            else if (to is not null)
                await app.WithAsync<CustomerStageService>(s => s.MoveAsync(id, new StageForm { Stage = to }, app.As(Who.RepEast), CancellationToken.None));
        }

        List<TimelineItem> read = [];
        TimelineCursor? before = null;
        do
        {
            var page = await app.TimelineAsync(id, TimelineFilter.All, before, Who.RepEast);
            read.AddRange(page.Items);
            before = page.Older;
        }
        while (before is not null && read.Count < 500);

        var (records, moves, types) = await app.DbAsync(async db => (
            await db.FollowUps.Where(f => f.CustomerId == id).Select(f => f.Id).Order().ToListAsync(),
            await db.StageChanges.CountAsync(s => s.CustomerId == id && s.FromStageId != null),
            await db.AuditEntries.CountAsync(a => a.RootType == nameof(Customer) && a.RootId == id && a.Field == nameof(Customer.Type))));
        Assert.Equal(records, read.OfType<FollowUpItem>().Select(f => f.FollowUp.Id).Order());
        Assert.Equal(moves, read.OfType<StageItem>().Count() + read.OfType<FollowUpItem>().Count(f => f.Move is not null));
        Assert.Equal(types, read.OfType<ChangeItem>().SelectMany(c => c.Changes).Concat(read.OfType<FollowUpItem>().SelectMany(f => f.Changes)).Count(c => c.Label == "Customer type"));
        Assert.InRange(moves, 10, 70);
    }

    [Fact]
    public async Task A_text_is_looked_for_in_all_that_was_written_of_follow_ups()
    {
        var id = await NewAsync();
        await RecordAsync(id, "谈了 ERP 接口", "needs");
        await RecordAsync(id, "送了样品");
        foreach (var q in new[] { "erp", "ERP 接", " 接口 " })
            Assert.Equal("谈了 ERP 接口", Assert.Single((await ReadAsync(id, TimelineFilter.All, q)).Cast<FollowUpItem>()).FollowUp.Content);
        Assert.Equal(2, (await ReadAsync(id, TimelineFilter.FollowUps, "方案初稿")).Count);
        Assert.Equal(2, (await ReadAsync(id, TimelineFilter.FollowUps, "·")).Count);
        Assert.Empty(await ReadAsync(id, TimelineFilter.All, "100%"));
        Assert.Empty(await ReadAsync(id, TimelineFilter.Stages, "接口"));
    }

    [Theory]
    [InlineData("ＥＲＰ")]
    [InlineData("接口 erp")]
    [InlineData("张总")]
    [InlineData("張總 五萬")]
    [InlineData("ünlü")]
    [InlineData("ÜNLÜ")]
    [InlineData("报价 接口")]
    public async Task Words_are_found_however_they_are_written_and_in_any_order(string q)
    {
        var id = await NewAsync();
        await RecordAsync(id, "與张總谈了 ERP 接口，Ünlü 公司报价五万");
        await RecordAsync(id, "ERP 已上线");
        Assert.StartsWith("與", Assert.IsType<FollowUpItem>((await ReadAsync(id, TimelineFilter.All, q))[^1]).FollowUp.Content, StringComparison.Ordinal);
        Assert.Empty(await ReadAsync(id, TimelineFilter.All, "接口 上线"));
    }

    [Fact]
    public async Task A_text_too_long_to_be_looked_for_is_refused()
    {
        var id = await NewAsync();
        await Assert.ThrowsAsync<BadQueryException>(() => ReadAsync(id, TimelineFilter.All, new string('长', 201)));
    }

    [Fact]
    public async Task Whoever_does_not_get_to_read_what_was_written_finds_nothing_by_it()
    {
        var id = await NewAsync();
        await RecordAsync(id, "只给自己人看的内容");
        Assert.Single(await ReadAsync(id, TimelineFilter.All, "自己人", Who.MgrEast));
        Assert.Empty(await ReadAsync(id, TimelineFilter.All, "自己人", Who.Marketer));
        Assert.Empty(await ReadAsync(id, TimelineFilter.All, "*", Who.Marketer));
    }

    private DateTime Local() => app.Clock.Now.AddHours(8);

    private Task<int> NewAsync() => app.RegisterAsync(Who.RepEast, Forms.Customer($"合并动态{++count}号轴承有限公司"));

    private Task RecordAsync(int id, string content, string? stage = null, string? reason = null, DateTime? at = null)
    {
        var form = Forms.Record(at ?? Local(), content: content);
        (form.Stage, form.StageReason) = (stage, reason);
        return app.WithAsync<FollowUpService>(w => w.RecordAsync(id, form, app.As(Who.RepEast), CancellationToken.None));
    }

    private async Task<IReadOnlyList<TimelineItem>> ReadAsync(int id, TimelineFilter filter, string? q = null, Who who = Who.RepEast) =>
        (await app.TimelineAsync(id, filter, null, who, q)).Items;
}
