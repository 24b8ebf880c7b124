using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.ReferenceData.Stages;

public sealed class StageServiceTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Fact]
    public async Task A_new_open_stage_stands_before_the_won_ones_and_brings_its_type()
    {
        var id = await CreateAsync(New("样品测试", "Sample test"));
        var stages = (await PipelineAsync()).Active.ToList();
        var stage = stages.Single(s => s.Id == id);
        Assert.Equal(("sample-test", CustomerType.Interested), (stage.Code, stage.EntryType));
        Assert.True(stages.IndexOf(stage) < stages.FindIndex(s => s.Kind == StageKind.Won));
        Assert.True(stages.IndexOf(stage) > stages.FindIndex(s => s.Code == "negotiation"));
    }

    [Fact]
    public async Task Stages_change_places()
    {
        var (a, b) = (await CreateAsync(New("先后甲", "Place a")), await CreateAsync(New("先后乙", "Place b")));
        await ReorderAsync(b, RowMove.Up);
        var order = (await PipelineAsync()).Active.Select(s => s.Id).ToList();
        Assert.Equal(order.IndexOf(a) - 1, order.IndexOf(b));
        await ReorderAsync((await PipelineAsync()).All[0].Id, RowMove.Up);
        await ReorderAsync(b, RowMove.Down);
        order = [.. (await PipelineAsync()).Active.Select(s => s.Id)];
        Assert.Equal(order.IndexOf(a) + 1, order.IndexOf(b));
    }

    [Fact]
    public async Task Each_broken_rule_stands_at_its_field()
    {
        Assert.Equal(["Code", "Colour", "En", "Kind", "Probability", "StuckDays", "Zh"], await FieldsAsync(
            new StageDefinition { Zh = "", En = new string('x', 41), Code = "No!", Colour = "gold", Probability = 101, StuckDays = 0 }));
        Assert.Equal(["Code", "En", "Zh"], await FieldsAsync(New("成交", "WON", code: "won")));
    }

    [Fact]
    public async Task The_kind_of_a_stage_that_is_needed_or_in_use_stays()
    {
        var pipeline = await PipelineAsync();
        foreach (var (code, kind) in new[] { ("initial", StageKind.Won), ("won", StageKind.Open), ("lost", StageKind.Open) })
            Assert.Equal(["Kind"], (await Newcomers.RefusedAsync(() => ChangeAsync(pipeline.Find(code)!.Id, f => f.Kind = kind))).Select(e => e.Key));

        var id = await CreateAsync(New("试用", "Trial"));
        await ChangeAsync(id, f => f.Kind = StageKind.AfterSale);
        Assert.Equal(CustomerType.Won, (await PipelineAsync()).ById(id).EntryType);
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer("试用中的厂"));
        await app.WithAsync<CustomerStageService>(m => m.MoveAsync(customer, new StageForm { Stage = "trial" }, app.As(Who.RepEast), CancellationToken.None));
        Assert.Equal(["Kind"], (await Newcomers.RefusedAsync(() => ChangeAsync(id, f => f.Kind = StageKind.Open))).Select(e => e.Key));
    }

    [Fact]
    public async Task A_rename_is_seen_at_once_and_noted_and_who_was_faster_is_not_overwritten()
    {
        var id = await CreateAsync(New("打样", "Sampling"));
        var mine = await OpenAsync(id);
        await ChangeAsync(id, f => (f.Zh, f.Probability, f.StuckDays) = ("打样确认", 35, 9));
        var stage = (await PipelineAsync()).ById(id);
        Assert.Equal(("打样确认", 35, 9), (stage.Zh, stage.Probability, stage.StuckDays!.Value));
        Assert.Equal(["Probability", "StuckDays", "Zh"], await app.DbAsync(db =>
            db.AuditEntries.Where(a => a.RootType == nameof(Stage) && a.RootId == id && a.Field != "").Select(a => a.Field).OrderBy(f => f).ToListAsync()));

        mine.Zh = "我的打样";
        await Assert.ThrowsAsync<EditConflictException>(() => app.WithAsync<StageService>(e => e.ChangeAsync(id, mine, app.As(Who.Admin), CancellationToken.None)));
    }

    [Fact]
    public async Task Only_who_may_keep_stages_does()
    {
        var before = await app.SnapshotAsync();
        var id = (await PipelineAsync()).Find("needs")!.Id;
        foreach (var act in new Func<StageService, Task>[]
        {
            e => e.CreateAsync(New("影子", "Shadow"), app.As(Who.MgrEast), CancellationToken.None),
            e => e.ChangeAsync(id, New("影子", "Shadow"), app.As(Who.RepEast), CancellationToken.None),
            e => e.ReorderAsync(id, RowMove.Up, app.As(Who.Service), CancellationToken.None),
            e => e.ReviveAsync(id, app.As(Who.Marketer), CancellationToken.None),
        })
        {
            await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync(act));
        }

        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    private static StageDefinition New(string zh, string en, string? code = null) =>
        new() { Zh = zh, En = en, Code = code, Kind = StageKind.Open, Colour = "teal", Probability = 40, StuckDays = 10 };

    private Task<int> CreateAsync(StageDefinition form) => app.WithAsync<StageService, int>(e => e.CreateAsync(form, app.As(Who.Admin), CancellationToken.None));

    private async Task<StageDefinition> OpenAsync(int id)
    {
        var s = await app.DbAsync(db => db.Stages.AsNoTracking().SingleAsync(s => s.Id == id));
        return new StageDefinition { Zh = s.Zh, En = s.En, Kind = s.Kind, Colour = s.Colour, Probability = s.Probability, StuckDays = s.StuckDays, Version = s.Version };
    }

    private async Task ChangeAsync(int id, Action<StageDefinition> change)
    {
        var form = await OpenAsync(id);
        change(form);
        await app.WithAsync<StageService>(e => e.ChangeAsync(id, form, app.As(Who.Admin), CancellationToken.None));
    }

    private Task ReorderAsync(int id, RowMove move) => app.WithAsync<StageService>(e => e.ReorderAsync(id, move, app.As(Who.Admin), CancellationToken.None));

    private async Task<IEnumerable<string>> FieldsAsync(StageDefinition form) => (await Newcomers.RefusedAsync(() => CreateAsync(form))).Select(e => e.Key).Order();

    private Task<PipelineSnapshot> PipelineAsync() => app.Services.GetRequiredService<PipelineCatalog>().GetAsync(CancellationToken.None).AsTask();
}
