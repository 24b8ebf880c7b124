using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
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
        Assert.Equal("三张总图", await app.DbAsync(db => db.CustomerValues.Where(v => v.CustomerId == id).Select(v => v.Text).SingleAsync()));

        var other = await NewAsync();
        await app.WithAsync<CustomerStageService, int>(s => s.MoveAsync(other, new StageForm { Stage = "quotation" }, app.As(Who.MgrEast), None));
        Assert.Equal("quotation", await StageAsync(other));
    }

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
