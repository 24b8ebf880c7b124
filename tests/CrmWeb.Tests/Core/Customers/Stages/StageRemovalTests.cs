using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Dashboard;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Watching;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Stages;

public sealed class StageRemovalTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static int count;

    [Fact]
    public async Task Its_customers_move_each_with_a_note_that_says_why_and_after_how_long()
    {
        var (old, code) = await AddAsync();
        var customer = await InAsync(code);
        var binned = await InAsync(code);
        await app.WithAsync<RecycleBin>(b => b.DeleteAsync(binned, app.As(Who.MgrEast), CancellationToken.None));
        app.Clock.Advance(TimeSpan.FromDays(2) + TimeSpan.FromSeconds(5));
        var needs = (await PipelineAsync()).Find("needs")!.Id;

        Assert.Equal(2, await RemoveAsync(old, "needs"));

        foreach (var id in new[] { customer, binned })
        {
            var row = await app.CustomerAsync(id);
            Assert.Equal((needs, app.Clock.Now, CustomerType.Interested), (row.StageId, row.StageEnteredAt, row.Type));
            var move = await app.DbAsync(db => db.StageChanges.Where(s => s.CustomerId == id).OrderBy(s => s.Id).LastAsync());
            Assert.Equal((old, needs, app.Clock.Now, app.Company[Who.Admin].Id), (move.FromStageId!.Value, move.ToStageId, move.At, move.OperatorId!.Value));
            Assert.Equal((2 * 86400L) + 5, move.SecondsBefore);
            Assert.Contains((await PipelineAsync()).ById(old).Name, move.Reason!, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("won", CustomerType.Won)]
    [InlineData("lost", CustomerType.Lost)]
    [InlineData("initial", CustomerType.Interested)]
    public async Task The_type_follows_the_stage_that_takes_over_and_is_noted(string target, CustomerType type)
    {
        var (old, code) = await AddAsync();
        var customer = await InAsync(code);
        await RemoveAsync(old, target, target == "lost" ? "price" : null);
        Assert.Equal(type, (await app.CustomerAsync(customer)).Type);
        var notes = await app.DbAsync(db => db.AuditEntries
            .Where(a => a.RootType == nameof(Customer) && a.RootId == customer && a.Field == nameof(Customer.Type) && a.ActorId == app.Company[Who.Admin].Id).ToListAsync());
        Assert.Equal(type == CustomerType.Interested ? [] : [("Interested", $"{type}")], notes.Select(n => (n.OldValue, n.NewValue)));
    }

    [Fact]
    public async Task Customers_that_are_lost_by_it_have_no_score_any_more()
    {
        var (old, code) = await AddAsync();
        var customer = await InAsync(code);
        async Task<bool> IsScoredAsync() => (await app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(
            q => q.ListAsync(new CustomerFilter { HealthFrom = "0", Size = "100" }, app.As(Who.Admin), CancellationToken.None))).Rows.Any(r => r.Id == customer);
        Assert.True(await IsScoredAsync());

        await RemoveAsync(old, "lost", "price");

        Assert.False(await IsScoredAsync());
    }

    [Fact]
    public async Task What_was_won_is_open_again_where_the_first_stage_takes_over()
    {
        var (old, code) = await AddAsync(StageKind.Won);
        var customer = await InAsync(code);
        await RemoveAsync(old, "initial");
        Assert.Equal(CustomerType.Potential, (await app.CustomerAsync(customer)).Type);
    }

    [Fact]
    public async Task Saved_addresses_and_stale_forms_lead_on_and_the_history_keeps_the_name()
    {
        var (first, firstCode) = await AddAsync();
        var (second, secondCode) = await AddAsync();
        var customer = await InAsync(firstCode);
        await RemoveAsync(first, secondCode);
        await RemoveAsync(second, "quotation");

        var pipeline = await PipelineAsync();
        Assert.Equal("quotation", pipeline.Find(firstCode)!.Code);
        Assert.Equal(firstCode, pipeline.ById(first).Code);
        Assert.DoesNotContain(pipeline.Active, s => s.Id == first || s.Id == second);
        var rows = await app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(q => q.ListAsync(new CustomerFilter { Stage = firstCode, Size = "100" }, app.As(Who.Admin), CancellationToken.None));
        Assert.Contains(rows.Rows, r => r.Id == customer);

        // A form that still names the removed stage moves the other customer to the one that took over.
        var other = await app.RegisterAsync(Who.RepEast, Forms.Customer($"旧表单厂{Interlocked.Increment(ref count)}"));
        await MoveAsync(other, firstCode);
        Assert.Equal(pipeline.Find("quotation")!.Id, (await app.CustomerAsync(other)).StageId);

        var timeline = await app.TimelineAsync(customer, TimelineFilter.Stages, null, Who.RepEast);
        Assert.Contains(timeline.Items.OfType<StageItem>(), s => s.From!.Id == first && s.To.Id == second);

        var desk = await app.WithAsync<DeskQueries, DeskView>(d => d.ReadAsync(team: true, app.As(Who.Admin), CancellationToken.None));
        Assert.DoesNotContain(desk.Stages, s => s.Stage.Id == first);
    }

    [Fact]
    public async Task A_revived_stage_is_offered_again_under_its_code()
    {
        var (old, code) = await AddAsync();
        await RemoveAsync(old, "needs");
        await app.WithAsync<StageService>(e => e.ReviveAsync(old, app.As(Who.Admin), CancellationToken.None));
        Assert.Equal(old, (await PipelineAsync()).Find(code)!.Id);
        Assert.Contains((await PipelineAsync()).Active, s => s.Id == old);
    }

    [Fact]
    public async Task The_stages_the_rules_need_stay_and_the_sentence_says_why()
    {
        var pipeline = await PipelineAsync();
        var before = await app.SnapshotAsync();
        List<string> reasons = [];
        foreach (var code in new[] { "initial", "won", "lost" })
            reasons.Add(Assert.Single((await Newcomers.RefusedAsync(() => RemoveAsync(pipeline.Find(code)!.Id, "needs")))[""]));
        Assert.Equal(3, reasons.Distinct().Count());
        var needs = pipeline.Find("needs")!.Id;
        foreach (var target in new[] { null, "needs", "nowhere" })
            Assert.NotEmpty((await Newcomers.RefusedAsync(() => RemoveAsync(needs, target)))["Target"]);
        foreach (var reason in new[] { null, "never-won", "nothing" })
            Assert.NotEmpty((await Newcomers.RefusedAsync(() => RemoveAsync(needs, "lost", reason)))["LossReason"]);
        await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<StageRemoval>(r => r.RemoveAsync(needs, new StageRemovalForm { Target = "won" }, app.As(Who.MgrEast), CancellationToken.None)));
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    [Fact]
    public async Task A_watch_rule_of_the_stage_follows_its_customers()
    {
        var (old, _) = await AddAsync();
        var rule = await app.DbAsync(async db =>
        {
            var made = new WatchRule("stuck", new WatchRuleFacts(7, false, WatchRecipient.Manager, NotificationChannels.Page, null, StageId: old));
            db.WatchRules.Add(made);
            await db.SaveChangesAsync(app.As(Who.Admin), CancellationToken.None);
            return made.Id;
        });
        await RemoveAsync(old, "needs");

        var needs = (await PipelineAsync()).Find("needs")!.Id;
        Assert.Equal(needs, await app.DbAsync(db => db.WatchRules.Where(r => r.Id == rule).Select(r => r.StageId).SingleAsync()));
    }

    [Fact]
    public void Nothing_refers_to_stages_but_customers_their_history_and_watch_rules()
    {
        using var db = CrmWeb.Tests.Core.Persistence.SqlServer.Offline.Context(DatabaseProvider.Sqlite);
        Assert.Equal(
            [(nameof(Customer), nameof(Customer.StageId)), (nameof(StageChange), nameof(StageChange.FromStageId)), (nameof(StageChange), nameof(StageChange.ToStageId)),
                (nameof(WatchRule), nameof(WatchRule.StageId))],
            References.To<Stage>(db.Model).Select(r => (r.Entity.ClrType.Name, r.Column.Name)));
    }

    private async Task<(int Id, string Code)> AddAsync(StageKind kind = StageKind.Open)
    {
        var number = Interlocked.Increment(ref count);
        var id = await app.WithAsync<StageService, int>(e => e.CreateAsync(
            new StageDefinition { Zh = $"临时{number}", En = $"Temporary {number}", Kind = kind, Colour = "pink", Probability = 25 }, app.As(Who.Admin), CancellationToken.None));
        return (id, $"temporary-{number}");
    }

    private async Task<int> InAsync(string code)
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer($"移动的厂{Interlocked.Increment(ref count)}号"));
        await MoveAsync(customer, code);
        return customer;
    }

    private Task MoveAsync(int customer, string code) =>
        app.WithAsync<CustomerStageService>(m => m.MoveAsync(customer, new StageForm { Stage = code }, app.As(Who.RepEast), CancellationToken.None));

    private Task<int> RemoveAsync(int id, string? target, string? lossReason = null) => app.WithAsync<StageRemoval, int>(r =>
        r.RemoveAsync(id, new StageRemovalForm { Target = target, LossReason = lossReason }, app.As(Who.Admin), CancellationToken.None));

    private Task<PipelineSnapshot> PipelineAsync() => app.Services.GetRequiredService<PipelineCatalog>().GetAsync(CancellationToken.None).AsTask();
}
