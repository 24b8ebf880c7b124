using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Stages;

public sealed class StageUndoTests : IClassFixture<CoreFixture>
{
    private static int count;
    private readonly CoreFixture app;

    public StageUndoTests(CoreFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task A_move_taken_back_leaves_the_customer_as_it_was_and_no_trace_in_the_history()
    {
        var id = await NewAsync();
        app.Clock.Advance(TimeSpan.FromDays(3));
        await MoveAsync(id, "needs");
        app.Clock.Advance(TimeSpan.FromDays(2));
        var (before, moves) = (await app.CustomerAsync(id), await MovesAsync(id));

        var move = await MoveAsync(id, "won");
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        await TakeBackAsync(id, move);

        var after = await app.CustomerAsync(id);
        Assert.Equal((before.StageId, before.StageEnteredAt, before.Type), (after.StageId, after.StageEnteredAt, after.Type));
        Assert.Equal(CustomerType.Interested, after.Type);
        Assert.Equal(moves, await MovesAsync(id));
    }

    [Fact]
    public async Task A_type_somebody_gave_the_customer_since_stays()
    {
        var id = await NewAsync();
        await MoveAsync(id, "needs");
        var move = await MoveAsync(id, "quotation");
        await app.WithAsync<CustomerEditor>(async editing =>
        {
            var form = await editing.OpenAsync(id, app.As(Who.RepEast), CancellationToken.None);
            form.Type = CustomerType.Potential;
            await editing.SaveAsync(id, form, app.As(Who.RepEast), CancellationToken.None);
        });
        await TakeBackAsync(id, move);
        Assert.Equal(CustomerType.Potential, (await app.CustomerAsync(id)).Type);
    }

    [Fact]
    public async Task It_can_be_taken_back_for_a_few_minutes()
    {
        var id = await NewAsync();
        var move = await MoveAsync(id, "needs");
        app.Clock.Advance(StageUndo.For + TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<ValidationException>(() => TakeBackAsync(id, move));
        Assert.Equal(2, (await MovesAsync(id)).Count);
    }

    [Fact]
    public async Task Only_the_last_move_can_be_taken_back()
    {
        var id = await NewAsync();
        var first = await MoveAsync(id, "needs");
        await MoveAsync(id, "quotation");
        await Assert.ThrowsAsync<ValidationException>(() => TakeBackAsync(id, first));
        Assert.Equal(3, (await MovesAsync(id)).Count);
    }

    [Fact]
    public async Task Nobody_takes_back_what_somebody_else_moved()
    {
        var id = await NewAsync();
        var move = await MoveAsync(id, "needs");
        foreach (var who in new[] { Who.MgrEast, Who.Admin, Who.RepSouth, Who.Marketer })
            await Assert.ThrowsAsync<NotFoundException>(() => TakeBackAsync(id, move, who));
        Assert.Equal(2, (await MovesAsync(id)).Count);
    }

    [Fact]
    public async Task What_a_follow_up_moved_and_what_was_never_a_move_stay()
    {
        var id = await NewAsync();
        await Assert.ThrowsAsync<NotFoundException>(async () => await TakeBackAsync(id, (await MovesAsync(id))[0]));

        var form = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0));
        form.Stage = "needs";
        await app.WithAsync<FollowUpService>(w => w.RecordAsync(id, form, app.As(Who.RepEast), CancellationToken.None));
        await Assert.ThrowsAsync<NotFoundException>(async () => await TakeBackAsync(id, (await MovesAsync(id))[^1]));
    }

    [Fact]
    public async Task The_same_form_sent_twice_names_the_one_move_it_made()
    {
        var id = await NewAsync();
        Assert.Equal(await MoveAsync(id, "needs", "initial"), await MoveAsync(id, "needs", "initial"));
    }

    private Task<int> NewAsync() => app.RegisterAsync(Who.RepEast, Forms.Customer($"撤销阶段{++count}号阀门有限公司"));

    private Task<int> MoveAsync(int id, string stage, string? from = null) => app.WithAsync<CustomerStageService, int>(
        s => s.MoveAsync(id, new StageForm { Stage = stage, From = from }, app.As(Who.RepEast), CancellationToken.None));

    private Task TakeBackAsync(int id, int move, Who who = Who.RepEast) => app.WithAsync<StageUndo>(u => u.TakeBackAsync(id, move, app.As(who), CancellationToken.None));

    private Task<List<int>> MovesAsync(int id) => app.DbAsync(db => db.StageChanges.Where(s => s.CustomerId == id).OrderBy(s => s.Id).Select(s => s.Id).ToListAsync());
}
