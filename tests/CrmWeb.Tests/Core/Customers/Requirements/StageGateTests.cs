using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Orders;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static CrmWeb.Tests.Core.Customers.Requirements.RequiringCompany;

namespace CrmWeb.Tests.Core.Customers.Requirements;

/// <summary>A stage that asks for fields lets nobody in without them, whichever way a customer is moved.</summary>
public sealed class StageGateTests : IClassFixture<RequiringCompany>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;
    private readonly RequiringCompany app;

    public StageGateTests(RequiringCompany app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task A_stage_asks_for_the_budget_and_takes_it_together_with_the_move()
    {
        await app.RequireAsync(Row("Budget", "quotation"), Row("ExpectedAmount", "quotation", "Key"));
        var id = await NewAsync();
        Assert.Empty(await MoveAsync(id, "needs"));
        Assert.Equal(["Stage"], await MoveAsync(id, "quotation"));
        Assert.Equal(["Form.Budget"], await MoveAsync(id, "quotation", new CustomerForm()));
        Assert.Equal(["Form.Budget"], await MoveAsync(id, "quotation", new CustomerForm { Budget = "no-such-budget" }));
        Assert.Equal("needs", await StageAsync(id));

        Assert.Empty(await MoveAsync(id, "quotation", new CustomerForm { Budget = "over-1m", Name = "不在问的字段里" }));
        var customer = await app.CustomerAsync(id);
        Assert.Equal("quotation", await StageAsync(id));
        Assert.NotNull(customer.BudgetId);
        Assert.StartsWith("阶段样本", customer.Name, StringComparison.Ordinal);
        Assert.Equal(1, await app.DbAsync(db => db.AuditEntries.CountAsync(a => a.RootId == id && a.Field == "BudgetId" && a.OldValue == null)));
    }

    [Fact]
    public async Task A_later_stage_asks_too_a_step_back_and_a_loss_do_not_and_who_comes_back_is_asked_again()
    {
        await app.RequireAsync();
        var id = await NewAsync();
        await MoveAsync(id, "quotation");
        await app.RequireAsync(Row("Budget", "quotation"));

        Assert.Equal(["Stage"], await MoveAsync(id, "negotiation"));
        Assert.Empty(await MoveAsync(id, "needs"));
        Assert.Equal(["Stage"], await MoveAsync(id, "won"));
        Assert.Empty(await MoveAsync(id, "lost", loss: "price"));
        Assert.Empty(await MoveAsync(id, "initial"));
        Assert.Empty(await MoveAsync(id, "lost", loss: "price"));
        Assert.Equal(["Stage"], await MoveAsync(id, "negotiation"));
    }

    [Fact]
    public async Task A_move_taken_back_leads_to_where_the_customer_stood_whatever_is_asked_there()
    {
        await app.RequireAsync();
        var id = await NewAsync();
        await MoveAsync(id, "quotation");
        await app.RequireAsync(Row("Budget", "quotation"));
        var back = await app.WithAsync<CustomerStageService, int>(s => s.MoveAsync(id, new StageForm { Stage = "needs" }, app.As(Who.RepEast), None));
        await app.WithAsync<StageUndo>(u => u.TakeBackAsync(id, back, app.As(Who.RepEast), None));
        Assert.Equal("quotation", await StageAsync(id));
    }

    [Fact]
    public async Task A_follow_up_and_an_order_do_not_get_past_it()
    {
        await app.RequireAsync(Row("Budget", "quotation"));
        var id = await NewAsync();
        var record = Forms.Record(new DateTime(2026, 11, 18, 9, 30, 0));
        record.Stage = "quotation";
        Assert.Equal(["Stage"], await FaultsAsync(() => app.WithAsync<FollowUpService, int>(w => w.RecordAsync(id, record, app.As(Who.RepEast), None))));
        var order = Forms.Order();
        order.Wins = true;
        Assert.Equal(["Wins"], await FaultsAsync(() => app.WithAsync<OrderService, int>(o => o.EnterAsync(id, order, app.As(Who.RepEast), None))));
        Assert.Equal("initial", await StageAsync(id));
        Assert.False(await app.DbAsync(db => db.FollowUps.AnyAsync(f => f.CustomerId == id)));

        var planned = await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(id, Forms.Plan(new DateTime(2026, 11, 18, 11, 0, 0)), app.As(Who.RepEast), None));
        record.CreationKey = Guid.NewGuid();
        Assert.Equal(["Stage"], await FaultsAsync(() => app.WithAsync<FollowUpCompletion>(c => c.CompleteAsync(planned, record, app.As(Who.RepEast), None))));
        Assert.Equal("initial", await StageAsync(id));
    }

    [Fact]
    public async Task A_field_of_the_company_is_filled_in_there_and_not_asked_of_who_may_not_change_it()
    {
        await app.WithAsync<CustomFieldService, int>(s => s.CreateAsync(
            new CustomFieldForm { Key = "drawings", Zh = "图纸", En = "Drawings", Type = CustomFieldType.Text, EditedBy = ["rep", "admin"] }, app.As(Who.Admin), None));
        await app.RequireAsync(Row("cf.drawings", "quotation"));
        var id = await NewAsync();
        Assert.Equal(["Form.Custom[drawings]"], await MoveAsync(id, "quotation", new CustomerForm { Custom = { ["drawings"] = ["不清楚"] } }));
        Assert.Empty(await MoveAsync(id, "quotation", new CustomerForm { Custom = { ["drawings"] = ["三张总图"] } }));
        Assert.Equal("三张总图", await app.DbAsync(db => db.CustomerValues.Where(v => v.OwnerId == id).Select(v => v.Text).SingleAsync()));

        var other = await NewAsync();
        await app.WithAsync<CustomerStageService, int>(s => s.MoveAsync(other, new StageForm { Stage = "quotation" }, app.As(Who.MgrEast), None));
        Assert.Equal("quotation", await StageAsync(other));
    }

    [Fact]
    public async Task A_credit_code_that_the_stage_asks_for_is_compared_with_other_customers_and_what_is_said_stands_in_the_form_of_the_stage()
    {
        await app.RequireAsync(Row("CreditCode", "won"));
        var (name, taken) = ($"阶段样本{Interlocked.Increment(ref count)}号装备有限公司", CreditCode.Generate(new Random(1), "310000"));
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer(name));
        var twin = Forms.Customer(name);
        (twin.ConfirmDuplicate, twin.CreditCode) = (true, taken);
        await app.RegisterAsync(Who.RepSouth, twin);

        Assert.Equal(["Form.CreditCode"], await MoveAsync(id, "won", new CustomerForm { CreditCode = taken, ConfirmDuplicate = true }));
        var free = CreditCode.Generate(new Random(2), "310000");
        Assert.Equal(["Form.ConfirmDuplicate"], await MoveAsync(id, "won", new CustomerForm { CreditCode = free }));
        Assert.Equal(("initial", null), (await StageAsync(id), (await app.CustomerAsync(id)).CreditCode));
        Assert.Empty(await MoveAsync(id, "won", new CustomerForm { CreditCode = free, ConfirmDuplicate = true }));
        Assert.Equal(("won", free), (await StageAsync(id), (await app.CustomerAsync(id)).CreditCode));
    }

    [Fact]
    public async Task A_value_that_no_two_may_have_is_refused_where_it_was_filled_in()
    {
        await app.WithAsync<CustomFieldService, int>(s => s.CreateAsync(
            new CustomFieldForm { Key = "contract", Zh = "合同编号", En = "Contract", Type = CustomFieldType.Text, IsUnique = true }, app.As(Who.Admin), None));
        await app.RequireAsync(Row("cf.contract", "quotation"));
        var (first, second) = (await NewAsync(), await NewAsync());
        Assert.Empty(await MoveAsync(first, "quotation", new CustomerForm { Custom = { ["contract"] = ["HT-2026-17"] } }));
        Assert.Equal(["Form.Custom[contract]"], await MoveAsync(second, "quotation", new CustomerForm { Custom = { ["contract"] = ["HT-2026-17"] } }));
        Assert.Equal("initial", await StageAsync(second));
        Assert.Empty(await MoveAsync(second, "quotation", new CustomerForm { Custom = { ["contract"] = ["HT-2026-18"] } }));
    }

    [Fact]
    public async Task A_follow_up_whose_move_was_made_on_the_way_to_fill_in_what_it_asked_for_is_saved_and_moves_nothing_again()
    {
        await app.RequireAsync(Row("Budget", "quotation"));
        var id = await NewAsync();
        var record = Forms.Record(new DateTime(2026, 11, 18, 9, 30, 0));
        (record.Stage, record.From) = ("quotation", "initial");
        Assert.Equal(["Stage"], await RecordAsync(id, record));
        Assert.Empty(await MoveAsync(id, "quotation", new CustomerForm { Budget = "over-1m" }));
        Assert.Empty(await RecordAsync(id, record));
        Assert.Equal(1, await app.DbAsync(db => db.StageChanges.CountAsync(c => c.CustomerId == id && c.FromStageId != null)));
        Assert.Equal(1, await app.DbAsync(db => db.FollowUps.CountAsync(f => f.CustomerId == id)));

        // The form of the stage has nothing but the move, and who sees where the customer stands does not move it there.
        Assert.Equal(["Stage"], await MoveAsync(id, "quotation"));
        (record.CreationKey, record.From) = (Guid.NewGuid(), "quotation");
        Assert.Equal(["Stage"], await RecordAsync(id, record));
        (record.CreationKey, record.Stage, record.From) = (Guid.NewGuid(), "negotiation", "initial");
        Assert.Equal(["Stage"], await RecordAsync(id, record));
    }

    [Fact]
    public async Task A_task_whose_move_was_made_meanwhile_is_completed()
    {
        await app.RequireAsync(Row("Budget", "quotation"));
        var id = await NewAsync();
        var task = await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(id, Forms.Plan(new DateTime(2026, 11, 18, 11, 0, 0)), app.As(Who.RepEast), None));
        var record = Forms.Record(new DateTime(2026, 11, 18, 9, 30, 0));
        (record.Stage, record.From) = ("quotation", "initial");
        Assert.Equal(["Stage"], await FaultsAsync(() => app.WithAsync<FollowUpCompletion>(c => c.CompleteAsync(task, record, app.As(Who.RepEast), None))));
        Assert.Empty(await MoveAsync(id, "quotation", new CustomerForm { Budget = "over-1m" }));
        Assert.Empty(await FaultsAsync(() => app.WithAsync<FollowUpCompletion>(c => c.CompleteAsync(task, record, app.As(Who.RepEast), None))));
        Assert.Equal(1, await app.DbAsync(db => db.StageChanges.CountAsync(c => c.CustomerId == id && c.FromStageId != null)));
    }

    private Task<string[]> RecordAsync(int id, FollowUpForm record) =>
        FaultsAsync(() => app.WithAsync<FollowUpService, int>(w => w.RecordAsync(id, record, app.As(Who.RepEast), None)));

    private Task<int> NewAsync() => app.RegisterAsync(Who.RepEast, Forms.Customer($"阶段样本{Interlocked.Increment(ref count)}号装备有限公司"));

    private Task<string[]> MoveAsync(int id, string stage, CustomerForm? filled = null, string? loss = null) => FaultsAsync(() =>
        app.WithAsync<CustomerStageService, int>(s => s.MoveAsync(id, new StageForm { Stage = stage, LossReason = loss, Form = filled }, app.As(Who.RepEast), None)));

    private Task<string> StageAsync(int id) => app.DbAsync(db => db.Customers.Where(c => c.Id == id).Join(db.Stages, c => c.StageId, s => s.Id, (_, s) => s.Code).SingleAsync());

    private static async Task<string[]> FaultsAsync(Func<Task> save)
    {
        try
        {
            await save();
            return [];
        }
        catch (ValidationException refused)
        {
            return [.. refused.Errors.Select(e => e.PropertyName).Order(StringComparer.Ordinal)];
        }
    }
}
