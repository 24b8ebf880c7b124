using System.Globalization;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Orders;

/// <summary>Orders are entered, changed, moved on and called off.</summary>
public sealed class OrderTests : IClassFixture<CoreFixture>
{
    private readonly CoreFixture app;

    public OrderTests(CoreFixture app)
    {
        this.app = app;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
    }

    [Fact]
    public async Task An_order_wins_its_customer_takes_a_number_and_adds_up_its_lines()
    {
        var customer = await app.CustomerAsync();
        var form = Forms.Order(plan: [("2026-12-01", "500"), ("2026-11-30", "￥400")]);
        form.Amount = null;
        form.Items =
        [
            new OrderItemForm { Name = "AGV 小车", Unit = "台", Quantity = "3", UnitPrice = "333.34", Discount = "0.02" },
            new OrderItemForm { Name = " " },
            new OrderItemForm { Name = "培训", Quantity = "0.3333", UnitPrice = "100" },
        ];
        var id = await app.EnterAsync(customer, form);
        var order = await app.ReadAsync(id);
        Assert.Matches("^DD202611[0-9]{3}$", order.Row.Number);
        Assert.Equal([1000.00m, 33.33m], order.Items.Select(i => i.Amount));
        Assert.Equal((1033.33m, OrderState.Active, "王海涛"), (order.Row.Amount, order.Row.State, order.Row.OwnerName));
        Assert.Equal([new DateOnly(2026, 11, 30), new DateOnly(2026, 12, 1)], order.Plan.Select(p => p.DueOn));
        Assert.Equal(CustomerType.Won, (await app.CustomerAsync(customer)).Type);

        var entry = Assert.Single((await app.TimelineAsync(customer, TimelineFilter.Orders, null, Who.RepEast)).Items.OfType<OrderEntry>());
        Assert.Equal((id, order.Row.Number, 1033.33m), (entry.OrderId, entry.Number, entry.Amount));
        Assert.Single((await app.TimelineAsync(customer, TimelineFilter.Stages, null, Who.RepEast)).Items);
    }

    [Fact]
    public async Task A_customer_who_is_not_won_has_no_order_and_nothing_is_half_saved()
    {
        var customer = await app.CustomerAsync();
        var form = Forms.Order();
        form.Wins = false;
        Assert.Equal("Wins", (await RefusedAsync(() => app.EnterAsync(customer, form))).Single());

        // Somebody moved the customer since the form was opened.
        form.Wins = true;
        form.From = "quotation";
        Assert.Equal("Wins", (await RefusedAsync(() => app.EnterAsync(customer, form))).Single());
        Assert.Equal(CustomerType.Potential, (await app.CustomerAsync(customer)).Type);
        Assert.Equal(0, await app.DbAsync(db => db.Orders.CountAsync(o => o.CustomerId == customer)));

        form.From = "initial";
        await app.EnterAsync(customer, form);
        var second = Forms.Order("2.5万");
        second.Wins = false;
        Assert.Equal(25_000m, (await app.ReadAsync(await app.EnterAsync(customer, second))).Row.Amount);
    }

    public static TheoryData<string, Action<OrderForm>> Faults => new()
    {
        { "Amount", f => f.Amount = "" },
        { "Amount", f => f.Amount = "很多" },
        { "Amount", f => f.Amount = "0" },
        { "Amount", f => f.Amount = "100.005" },
        { "Amount", f => f.Items = [new() { Name = "传感器", Quantity = "2", UnitPrice = "10" }] },
        { "Subject", f => f.Subject = " " },
        { "Subject", f => f.Subject = "无" },
        { "OrderedOn", f => f.OrderedOn = null },
        { "OrderedOn", f => f.OrderedOn = new DateOnly(1999, 12, 31) },
        { "Owner", f => f.Owner = 1_000_000 },
        { "Plan", f => f.Plan = [new() { DueOn = f.OrderedOn, Amount = "60000" }, new() { DueOn = f.OrderedOn, Amount = "40000.01" }] },
        { "Plan[0].DueOn", f => f.Plan = [new() { Amount = "1" }] },
        { "Plan[0].Amount", f => f.Plan = [new() { DueOn = f.OrderedOn }] },
        { "Plan[0].Amount", f => f.Plan = [new() { DueOn = f.OrderedOn, Amount = "10.999" }] },
        { "Items[1].Name", f => (f.Amount, f.Items) = (null, [new() { Name = "传感器", Quantity = "2", UnitPrice = "10" }, new() { Quantity = "2", UnitPrice = "10" }]) },
        { "Items[0].Quantity", f => (f.Amount, f.Items) = (null, [new() { Name = "传感器", Quantity = "0.00001", UnitPrice = "10" }]) },
        { "Items[0].UnitPrice", f => (f.Amount, f.Items) = (null, [new() { Name = "传感器", Quantity = "2" }]) },
        { "Items[0].UnitPrice", f => (f.Amount, f.Items) = (null, [new() { Name = "传感器", Quantity = "2", UnitPrice = "333.335" }]) },
        { "Items[0].Discount", f => (f.Amount, f.Items) = (null, [new() { Name = "传感器", Quantity = "2", UnitPrice = "10", Discount = "0.005" }]) },
        { "Items[0].Discount", f => (f.Amount, f.Items) = (null, [new() { Name = "传感器", Quantity = "2", UnitPrice = "10", Discount = "20.01" }]) },
        { "Items", f => (f.Amount, f.Items) = (null, [new() { Name = "赠品", Quantity = "2", UnitPrice = "0" }]) },
        { "Items", f => (f.Amount, f.Items) = (null, [.. Enumerable.Range(0, 51).Select(_ => new OrderItemForm { Name = "传感器", Quantity = "2", UnitPrice = "10" })]) },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_breaks_a_rule_is_said_at_its_field(string field, Action<OrderForm> spoil)
    {
        var customer = await app.CustomerAsync();
        var form = Forms.Order();
        spoil(form);
        Assert.Equal([field], (await RefusedAsync(() => app.EnterAsync(customer, form))).Distinct());
    }

    [Fact]
    public async Task An_amount_has_at_most_two_decimals_however_it_is_written()
    {
        var customer = await app.CustomerAsync();
        Assert.Equal(12_345.6m, (await app.ReadAsync(await app.EnterAsync(customer, Forms.Order("1.23456万")))).Row.Amount);
        Assert.Equal(10_000.01m, (await app.ReadAsync(await app.EnterAsync(customer, Forms.Order("1.000001万")))).Row.Amount);
        Assert.Equal(9.9m, (await app.ReadAsync(await app.EnterAsync(customer, Forms.Order("9.900")))).Row.Amount);
        var refused = await Assert.ThrowsAsync<ValidationException>(() => app.EnterAsync(customer, Forms.Order("9.999")));
        Assert.Equal("最多填写两位小数。", refused.Errors.Single().ErrorMessage);
    }

    [Fact]
    public async Task Numbers_are_given_once_also_to_orders_entered_at_once()
    {
        var customer = await app.CustomerAsync();
        await app.EnterAsync(customer, Forms.Order());
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => app.EnterAsync(customer, Forms.Order("10")))));
        Assert.Equal(8, ids.Distinct().Count());
        Assert.Equal(9, await app.DbAsync(db => db.Orders.Where(o => o.CustomerId == customer).Select(o => o.Number).Distinct().CountAsync()));
    }

    [Fact]
    public async Task The_same_form_sent_twice_or_at_once_makes_one_order()
    {
        var customer = await app.CustomerAsync();
        var form = Forms.Order(plan: [("2026-12-01", "1,000")]);
        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => app.EnterAsync(customer, form))));
        Assert.Equal(ids[0], Assert.Single(ids.Distinct()));
        Assert.Equal(1, await app.DbAsync(db => db.Orders.CountAsync(o => o.CustomerId == customer)));
        form.Amount = "99999";
        Assert.Equal([""], await RefusedAsync(() => app.EnterAsync(customer, form)));
    }

    [Fact]
    public async Task The_same_form_as_a_draft_or_for_somebody_else_is_another_order()
    {
        var customer = await app.CustomerAsync();
        var form = Forms.Order();
        var id = await app.EnterAsync(customer, form, Who.MgrEast);
        form.Owner = app.Company[Who.MgrEast].Id;
        Assert.Equal(id, await app.EnterAsync(customer, form, Who.MgrEast));
        form.Owner = app.Company[Who.RepEast].Id;
        Assert.Equal([""], await RefusedAsync(() => app.EnterAsync(customer, form, Who.MgrEast)));
        (form.Owner, form.IsDraft) = (null, true);
        Assert.Equal([""], await RefusedAsync(() => app.EnterAsync(customer, form, Who.MgrEast)));
    }

    [Fact]
    public async Task Two_who_change_an_order_see_both_versions_and_the_second_decides()
    {
        var id = await app.OrderAsync();
        var (mine, theirs) = (await app.OpenAsync(id), await app.OpenAsync(id, Who.MgrEast));
        (theirs.Subject, theirs.Amount) = ("智能仓储二期", "120000");
        Assert.True((await app.SaveAsync(id, theirs, Who.MgrEast)).IsSaved);
        mine.Amount = "90000";
        var saving = await app.SaveAsync(id, mine);
        Assert.Equal([("Subject", "智能仓储一期", "智能仓储二期"), ("Amount", "¥90,000.00", "¥120,000.00")], saving.Clashes.Select(c => (c.Field, c.Mine, c.Theirs)));
        Assert.Equal(120_000m, (await app.ReadAsync(id)).Row.Amount);
        mine.Version = saving.Version;
        Assert.True((await app.SaveAsync(id, mine)).IsSaved);
        Assert.Equal(("智能仓储一期", 90_000m), ((await app.ReadAsync(id)).Row.Subject, (await app.ReadAsync(id)).Row.Amount));

        var changes = await app.WithAsync<OrderChanges, IReadOnlyList<OrderChange>>(c => c.ReadAsync(id, app.As(Who.RepEast), Ordered.None));
        Assert.Equal(["王海涛", "陈立新", "王海涛"], changes.Select(c => c.By));
        Assert.True(changes[^1].IsNew);
        Assert.Contains(changes[1].Changes, c => c == new FieldChange("订单金额", "¥100,000.00", "¥120,000.00"));
    }

    [Fact]
    public async Task Two_who_change_but_price_and_discount_of_a_line_see_them()
    {
        var form = Forms.Order();
        (form.Amount, form.Items) = (null, [new() { Name = "传感器", Unit = "台", Quantity = "2", UnitPrice = "10" }]);
        var id = await app.OrderAsync(form);
        var (mine, theirs) = (await app.OpenAsync(id), await app.OpenAsync(id, Who.MgrEast));
        (theirs.Items[0].UnitPrice, theirs.Items[0].Discount) = ("15", "10");
        Assert.True((await app.SaveAsync(id, theirs, Who.MgrEast)).IsSaved);
        var clash = Assert.Single((await app.SaveAsync(id, mine)).Clashes);
        Assert.Equal(("Items", "传感器 ¥10.00 × 2台 = ¥20.00", "传感器 ¥15.00 × 2台 − ¥10.00 = ¥20.00"), (clash.Field, clash.Mine, clash.Theirs));
    }

    [Fact]
    public async Task Changes_say_which_line_row_of_the_plan_or_payment_they_are_about()
    {
        var form = Forms.Order(plan: [("2026-12-01", "10"), ("2027-01-01", "20")]);
        (form.Amount, form.Items) = (null, [new() { Name = "甲", Quantity = "1", UnitPrice = "30" }, new() { Name = "乙", Quantity = "1.5", UnitPrice = "40" }]);
        var id = await app.OrderAsync(form);
        var payment = await app.PayAsync(id, Forms.Payment("1"));
        var opened = await app.OpenAsync(id);
        (opened.Items[0].UnitPrice, opened.Items[1].Quantity, opened.Plan[1].Amount) = ("31", "2", "25");
        Assert.True((await app.SaveAsync(id, opened)).IsSaved);
        opened = await app.OpenAsync(id);
        opened.Items.RemoveAt(0);
        Assert.True((await app.SaveAsync(id, opened)).IsSaved);
        await app.WithAsync<PaymentService, int>(p => p.VoidAsync(payment, new VoidForm { Reason = "重复登记" }, app.As(Who.RepEast), Ordered.None));
        var changes = (await app.WithAsync<OrderChanges, IReadOnlyList<OrderChange>>(c => c.ReadAsync(id, app.As(Who.RepEast), Ordered.None))).SelectMany(c => c.Changes).ToList();
        Assert.Contains(new FieldChange("单价 · 甲 × 1", "¥30.00", "¥31.00"), changes);
        Assert.Contains(new FieldChange("数量 · 乙 × 2", "1.5", "2"), changes);
        Assert.Contains(new FieldChange("应收金额 · 2027-01-01 ¥25.00", "¥20.00", "¥25.00"), changes);
        Assert.Contains(new FieldChange("状态 · 2026-11-18 ¥1.00", null, "已作废"), changes);
        Assert.Contains(new FieldChange("订单金额", "¥90.00", "¥111.00"), changes);
    }

    [Fact]
    public async Task Lines_and_rows_of_the_plan_that_stay_keep_their_ids_and_what_goes_is_logged()
    {
        var form = Forms.Order(plan: [("2026-12-01", "10"), ("2027-01-01", "20")]);
        (form.Amount, form.Items) = (null, [new() { Name = "甲", Quantity = "1", UnitPrice = "30" }, new() { Name = "乙", Quantity = "1", UnitPrice = "40" }]);
        var id = await app.OrderAsync(form);
        var opened = await app.OpenAsync(id);
        var (kept, planned) = (opened.Items[1].Id, opened.Plan[1].Id);
        opened.Items.RemoveAt(0);
        opened.Items[0].Quantity = "2";
        opened.Plan.RemoveAt(0);
        await app.SaveAsync(id, opened);
        var again = await app.OpenAsync(id);
        Assert.Equal((kept, planned), (Assert.Single(again.Items).Id, Assert.Single(again.Plan).Id));
        Assert.Equal(80m, (await app.ReadAsync(id)).Row.Amount);
        var change = (await app.WithAsync<OrderChanges, IReadOnlyList<OrderChange>>(c => c.ReadAsync(id, app.As(Who.RepEast), Ordered.None)))[0];
        Assert.Contains(change.Changes, c => c == new FieldChange("明细", "甲 × 1", null));
        Assert.Contains(change.Changes, c => c == new FieldChange("计划回款", "2026-12-01 ¥10.00", null));
        Assert.All(change.Changes, c => Assert.NotEqual("", c.Label));
    }

    [Fact]
    public async Task An_order_goes_from_draft_to_done_and_back_and_is_called_off_only_with_a_reason()
    {
        var customer = await app.CustomerAsync();
        await app.EnterAsync(customer, Forms.Order("10"));
        var form = Forms.Order();
        form.IsDraft = true;
        var id = await app.EnterAsync(customer, form);
        Assert.Equal(OrderState.Draft, (await app.ReadAsync(id)).Row.State);
        await RefusedAsync(() => app.MoveAsync(id, OrderState.Completed));
        await RefusedAsync(() => app.PayAsync(id, Forms.Payment("1")));
        await app.MoveAsync(id, OrderState.Active);
        await app.MoveAsync(id, OrderState.Active);
        var payment = await app.PayAsync(id, Forms.Payment("1"));
        await app.MoveAsync(id, OrderState.Completed);
        await Assert.ThrowsAsync<NotFoundException>(() => app.OpenAsync(id));
        await RefusedAsync(() => app.MoveAsync(id, OrderState.Void, "客户取消项目"));
        await app.MoveAsync(id, OrderState.Active);

        Assert.Equal(["Reason"], await RefusedAsync(() => app.MoveAsync(id, OrderState.Void, "无")));
        Assert.Equal(["Reason"], await RefusedAsync(() => app.MoveAsync(id, OrderState.Void, "客户取消项目")));
        await app.WithAsync<PaymentService, int>(p => p.VoidAsync(payment, new VoidForm { Reason = "重复登记" }, app.As(Who.RepEast), Ordered.None));
        await app.MoveAsync(id, OrderState.Void, "客户取消项目");
        var view = await app.ReadAsync(id);
        Assert.Equal((OrderState.Void, "客户取消项目"), (view.Row.State, view.VoidReason));
        Assert.Empty(view.Rights.Moves);
        await RefusedAsync(() => app.MoveAsync(id, OrderState.Active));
    }

    [Fact]
    public async Task A_draft_leaves_the_customer_where_it_is_and_is_put_in_force_once_that_is_won()
    {
        var customer = await app.CustomerAsync();
        var form = Forms.Order();
        form.IsDraft = true;
        var draft = await app.EnterAsync(customer, form);
        Assert.Equal(CustomerType.Potential, (await app.CustomerAsync(customer)).Type);
        var refused = await Assert.ThrowsAsync<ValidationException>(() => app.MoveAsync(draft, OrderState.Active));
        Assert.Equal("客户尚未成交，订单不能生效。请先把客户变更到成交阶段。", refused.Errors.Single().ErrorMessage);
        Assert.Equal(OrderState.Draft, (await app.ReadAsync(draft)).Row.State);

        await app.EnterAsync(customer, Forms.Order("10"));
        await app.MoveAsync(draft, OrderState.Active);
        Assert.Equal(OrderState.Active, (await app.ReadAsync(draft)).Row.State);
    }

    private static async Task<IEnumerable<string>> RefusedAsync(Func<Task> act) =>
        (await Assert.ThrowsAsync<ValidationException>(act)).Errors.Select(e => e.PropertyName);
}
