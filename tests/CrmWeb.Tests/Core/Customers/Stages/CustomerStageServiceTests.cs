using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Stages;

public sealed class CustomerStageServiceTests : IClassFixture<CoreFixture>
{
    private static int count;
    private readonly CoreFixture app;

    public CustomerStageServiceTests(CoreFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task A_move_notes_from_where_when_by_whom_why_and_after_how_long()
    {
        var id = await NewAsync();
        app.Clock.Advance(TimeSpan.FromDays(3));
        await MoveAsync(id, new StageForm { Stage = "needs", From = "initial", StageReason = "  客户确认了需求 " });

        var stages = await StagesAsync();
        var move = (await MovesAsync(id))[^1];
        Assert.Equal((stages["initial"], stages["needs"], app.Clock.Now), (move.FromStageId, move.ToStageId, move.At));
        Assert.Equal((app.Company[Who.RepEast].Id, 3 * 86400L, "客户确认了需求"), (move.OperatorId, move.SecondsBefore, move.Reason));
        var customer = await app.CustomerAsync(id);
        Assert.Equal((stages["needs"], app.Clock.Now), (customer.StageId, customer.StageEnteredAt));
    }

    [Fact]
    public async Task The_first_stage_is_part_of_the_history()
    {
        var first = Assert.Single(await MovesAsync(await NewAsync()));
        Assert.Equal((null, (await StagesAsync())["initial"], null), (first.FromStageId, first.ToStageId, first.SecondsBefore));
    }

    [Theory]
    [InlineData("needs", CustomerType.Interested)]
    [InlineData("quotation", CustomerType.Interested)]
    [InlineData("negotiation", CustomerType.Interested)]
    [InlineData("won", CustomerType.Won)]
    [InlineData("renewal", CustomerType.Won)]
    [InlineData("lost", CustomerType.Lost)]
    public async Task The_type_follows_the_stage(string stage, CustomerType type)
    {
        var id = await NewAsync();
        await MoveAsync(id, new StageForm { Stage = stage, LossReason = stage == "lost" ? "price" : null });
        Assert.Equal(type, (await app.CustomerAsync(id)).Type);
    }

    [Fact]
    public async Task A_lost_customer_that_comes_back_is_open_again()
    {
        var id = await NewAsync();
        await MoveAsync(id, new StageForm { Stage = "lost", LossReason = "price" });
        await MoveAsync(id, new StageForm { Stage = "initial" });
        Assert.Equal(CustomerType.Potential, (await app.CustomerAsync(id)).Type);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("never-won")]
    public async Task Losing_asks_for_a_reason_from_the_list(string? reason)
    {
        var id = await NewAsync();
        await RefusedAsync(id, new StageForm { Stage = "lost", LossReason = reason }, nameof(StageForm.LossReason));
    }

    [Fact]
    public async Task A_customer_that_was_won_once_is_lost_for_other_reasons_than_one_that_never_was()
    {
        var (never, once) = (await NewAsync(), await NewAsync());
        await MoveAsync(once, new StageForm { Stage = "won" });
        await RefusedAsync(never, new StageForm { Stage = "lost", LossReason = "service" }, nameof(StageForm.LossReason));
        await RefusedAsync(once, new StageForm { Stage = "lost", LossReason = "price" }, nameof(StageForm.LossReason));
        await MoveAsync(never, new StageForm { Stage = "lost", LossReason = "price" });
        await MoveAsync(once, new StageForm { Stage = "lost", LossReason = "service" });
    }

    [Fact]
    public async Task The_reason_of_a_loss_is_kept()
    {
        var id = await NewAsync();
        await MoveAsync(id, new StageForm { Stage = "lost", LossReason = "competitor" });
        var reason = await app.DbAsync(db => db.ListItems.Where(i => i.Code == "competitor").Select(i => (int?)i.Id).SingleAsync());
        Assert.Equal(reason, (await MovesAsync(id))[^1].LossReasonId);
    }

    [Theory]
    [InlineData("initial", null)]
    [InlineData("nonsense", null)]
    [InlineData("", null)]
    [InlineData("needs", "quotation")]
    public async Task A_move_to_nowhere_or_from_a_stage_that_was_left_is_refused(string stage, string? from)
    {
        var id = await NewAsync();
        await RefusedAsync(id, new StageForm { Stage = stage, From = from }, nameof(StageForm.Stage));
    }

    [Fact]
    public async Task A_reason_that_is_too_long_is_refused()
    {
        var id = await NewAsync();
        await RefusedAsync(id, new StageForm { Stage = "needs", StageReason = new string('长', StageForm.ReasonMax + 1) }, nameof(StageForm.StageReason));
    }

    [Fact]
    public async Task Of_two_who_move_the_same_customer_at_once_one_is_told()
    {
        var id = await NewAsync();
        var tries = await Task.WhenAll(new[] { "needs", "quotation", "negotiation", "won" }.Select(stage => Task.Run(async () =>
        {
            try
            {
                await MoveAsync(id, new StageForm { Stage = stage, From = "initial" });
                return true;
            }
            catch (ValidationException)
            {
                return false;
            }
        })));

        Assert.Single(tries, moved => moved);
        Assert.Equal(2, (await MovesAsync(id)).Count);
    }

    [Theory]
    [InlineData(Who.RepEast2)]
    [InlineData(Who.RepSouth)]
    [InlineData(Who.MgrSouth)]
    [InlineData(Who.Service)]
    [InlineData(Who.Marketer)]
    public async Task Who_may_not_change_the_customer_moves_nothing(Who who)
    {
        var before = await app.SnapshotAsync();
        await Assert.ThrowsAsync<NotFoundException>(() => MoveAsync(app.Company.EastCustomer, new StageForm { Stage = "needs" }, who));
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    private Task<int> NewAsync() => app.RegisterAsync(Who.RepEast, Forms.Customer($"阶段测试第{Interlocked.Increment(ref count)}号阀门厂"));

    private Task MoveAsync(int id, StageForm form, Who who = Who.RepEast) =>
        app.WithAsync<CustomerStageService>(s => s.MoveAsync(id, form, app.As(who), CancellationToken.None));

    private async Task RefusedAsync(int id, StageForm form, string property)
    {
        var before = await app.SnapshotAsync();
        var refusal = await Assert.ThrowsAsync<ValidationException>(() => MoveAsync(id, form));
        Assert.Equal(property, Assert.Single(refusal.Errors).PropertyName);
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    private Task<List<StageChange>> MovesAsync(int id) => app.DbAsync(db => db.StageChanges.Where(s => s.CustomerId == id).OrderBy(s => s.Id).ToListAsync());

    private Task<Dictionary<string, int>> StagesAsync() => app.DbAsync(db => db.Stages.ToDictionaryAsync(s => s.Code, s => s.Id));
}
