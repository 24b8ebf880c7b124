using System.Globalization;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Orders;

/// <summary>Payments are noted and taken back; what follows from them is there at once.</summary>
public sealed class PaymentTests : IClassFixture<CoreFixture>
{
    private const int Several = 6;

    private readonly CoreFixture app;

    public PaymentTests(CoreFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
    }

    [Fact]
    public async Task A_payment_shows_at_once_on_the_order_the_customer_the_list_and_the_timeline()
    {
        var customer = await app.CustomerAsync();
        var id = await app.EnterAsync(customer, Forms.Order("1000", ("2026-11-17", "300"), ("2026-11-18", "200"), ("2026-12-31", "500")));
        Assert.Equal((0m, 300m), Money(await app.ReadAsync(id)));
        await app.PayAsync(id, Forms.Payment("400"));

        var order = await app.ReadAsync(id);
        Assert.Equal((400m, 0m), Money(order));
        Assert.Equal([PlannedState.Paid, PlannedState.Partial, PlannedState.Planned], order.Plan.Select(p => p.State));
        Assert.Equal((40m, 600m), (order.Row.Rate, order.Row.Open));
        var own = await app.WithAsync<OrderQueries, OrdersOfCustomer>(o => o.OfCustomerAsync(customer, app.As(Who.RepEast), Ordered.None));
        Assert.Equal((1, 1000m, 400m, 40m, 0m), (own.Count, own.Amount, own.Received, own.Rate, own.Overdue));
        var row = Assert.Single((await ListAsync(new OrderFilter { Customer = $"{customer}" })).Rows);
        Assert.Equal((400m, 40m), (row.Received, row.Rate));
        var entry = Assert.Single((await app.TimelineAsync(customer, TimelineFilter.All, null, Who.RepEast)).Items.OfType<PaymentEntry>());
        Assert.Equal((400m, "银行转账", false), (entry.Amount, entry.Method, entry.IsVoid));

        // Tomorrow the second row is overdue, though nothing was saved.
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((400m, 100m), Money(await app.ReadAsync(id)));
        Assert.Equal(PlannedState.Overdue, (await app.ReadAsync(id)).Plan[1].State);
    }

    [Fact]
    public async Task The_conditions_of_the_list_go_by_what_was_received()
    {
        var customer = await app.CustomerAsync();
        var none = await app.EnterAsync(customer, Forms.Order("100", ("2026-11-01", "100")));
        var part = await app.EnterAsync(customer, Forms.Order("100", ("2026-11-01", "60"), ("2026-12-01", "40")));
        var all = await app.EnterAsync(customer, Forms.Order("100", ("2026-11-01", "100")));
        var draft = Forms.Order("100", ("2026-11-01", "100"));
        draft.IsDraft = true;
        await app.EnterAsync(customer, draft);
        await app.PayAsync(part, Forms.Payment("59.99"));
        await app.PayAsync(all, Forms.Payment("100"));
        var wrong = await app.PayAsync(none, Forms.Payment("10"));
        await VoidAsync(wrong);

        async Task<int[]> FoundAsync(string paid) => [.. (await ListAsync(new OrderFilter { Customer = $"{customer}", Paid = paid })).Rows.Select(r => r.Id).Order()];
        Assert.Equal([none], await FoundAsync("unpaid"));
        Assert.Equal([part], await FoundAsync("partial"));
        Assert.Equal([all], await FoundAsync("paid"));
        Assert.Equal([none, part], await FoundAsync("overdue"));
        await app.PayAsync(part, Forms.Payment("0.01"));
        Assert.Equal([none], await FoundAsync("overdue"));
    }

    [Fact]
    public async Task More_than_the_order_needs_a_reason_which_is_kept_only_then()
    {
        var id = await app.OrderAsync(Forms.Order("100"));
        await app.PayAsync(id, Forms.Payment("60", reason: "不需要的原因"));
        var refused = await Assert.ThrowsAsync<ValidationException>(() => app.PayAsync(id, Forms.Payment("40.01")));
        Assert.Equal(("OverReason", "订单金额 ¥100.00，未回款 ¥40.00。超出订单金额请填写原因。"), (refused.Errors.Single().PropertyName, refused.Errors.Single().ErrorMessage));
        await Assert.ThrowsAsync<ValidationException>(() => app.PayAsync(id, Forms.Payment("40.01", reason: "无")));
        await app.PayAsync(id, Forms.Payment("40.01", reason: "客户多付一分，下次抵扣"));
        var order = await app.ReadAsync(id);
        Assert.Equal((100.01m, 0m), (order.Row.Received, order.Row.Open));
        Assert.Equal(["客户多付一分，下次抵扣", ""], order.Payments.Select(p => p.OverReason ?? ""));

        // And the order does not shrink further below what came in; whatever else it says may change.
        var form = await app.OpenAsync(id);
        form.Amount = "99.99";
        Assert.Equal("Amount", (await Assert.ThrowsAsync<ValidationException>(() => app.SaveAsync(id, form))).Errors.Single().PropertyName);
        (form.Amount, form.Remarks) = ("100", "多付一分，下次抵扣");
        Assert.True((await app.SaveAsync(id, form)).IsSaved);
        Assert.Equal((100m, "多付一分，下次抵扣"), ((await app.ReadAsync(id)).Row.Amount, (await app.ReadAsync(id)).Remarks));
    }

    [Fact]
    public async Task Payments_noted_at_once_do_not_together_exceed_the_order_silently()
    {
        var id = await app.OrderAsync(Forms.Order("100"));
        var answers = await Task.WhenAll(Enumerable.Range(0, Several).Select(_ => Task.Run(async () =>
        {
            try
            {
                await app.PayAsync(id, Forms.Payment("40"));
                return true;
            }
            catch (ValidationException refused) when (refused.Errors.Single().PropertyName == "OverReason")
            {
                return false;
            }
        })));
        Assert.Equal(2, answers.Count(a => a));
        Assert.Equal(80m, (await app.ReadAsync(id)).Row.Received);
    }

    [Fact]
    public async Task An_order_that_shrinks_while_a_payment_comes_in_is_never_exceeded()
    {
        for (var round = 0; round < 4; round++)
        {
            var id = await app.OrderAsync(Forms.Order("100"));
            var form = await app.OpenAsync(id);
            form.Amount = "50";
            async Task<bool> TriedAsync(Func<Task> act)
            {
                try
                {
                    await act();
                    return true;
                }
                catch (ValidationException)
                {
                    return false;
                }
            }

            var done = await Task.WhenAll(Task.Run(() => TriedAsync(() => app.SaveAsync(id, form))), Task.Run(() => TriedAsync(() => app.PayAsync(id, Forms.Payment("80")))));
            Assert.Single(done, d => d);
            var row = (await app.ReadAsync(id)).Row;
            Assert.True(row.Received <= row.Amount, $"{row.Received} of {row.Amount}");
        }
    }

    [Fact]
    public async Task The_same_form_sent_several_times_at_once_notes_one_payment()
    {
        var id = await app.OrderAsync(Forms.Order("100"));
        var form = Forms.Payment("100");
        var ids = await Task.WhenAll(Enumerable.Range(0, Several).Select(_ => Task.Run(() => app.PayAsync(id, form))));
        Assert.Single(ids.Distinct());
        Assert.Single((await app.ReadAsync(id)).Payments);
        form.Amount = "99";
        Assert.Equal("", (await Assert.ThrowsAsync<ValidationException>(() => app.PayAsync(id, form))).Errors.Single().PropertyName);
    }

    [Fact]
    public async Task The_same_form_by_another_way_for_another_reason_or_after_it_was_taken_back_is_another_payment()
    {
        var id = await app.OrderAsync(Forms.Order("100"));
        var form = Forms.Payment("101", reason: "客户多付一元，下次抵扣");
        var payment = await app.PayAsync(id, form);
        Assert.Equal(payment, await app.PayAsync(id, form));
        async Task RefusedAsync() => Assert.Equal("", (await Assert.ThrowsAsync<ValidationException>(() => app.PayAsync(id, form))).Errors.Single().PropertyName);
        form.Method = "cash";
        await RefusedAsync();
        (form.Method, form.OverReason) = ("transfer", "客户要求预付下期");
        await RefusedAsync();
        form.OverReason = "客户多付一元，下次抵扣";
        Assert.Equal(payment, await app.PayAsync(id, form));
        await VoidAsync(payment);
        await RefusedAsync();
    }

    [Fact]
    public async Task A_payment_taken_back_says_why_and_counts_no_more()
    {
        var id = await app.OrderAsync(Forms.Order("100"));
        var payment = await app.PayAsync(id, Forms.Payment("70"));
        await Assert.ThrowsAsync<ValidationException>(() => VoidAsync(payment, null));
        await VoidAsync(payment);
        await VoidAsync(payment);
        var order = await app.ReadAsync(id);
        Assert.Equal((0m, "登记错误", "王海涛"), (order.Row.Received, order.Payments.Single().VoidReason, order.Payments.Single().VoidedByName));
        await app.PayAsync(id, Forms.Payment("100"));
    }

    public static TheoryData<string, Action<PaymentForm>> Faults => new()
    {
        { "PaidOn", f => f.PaidOn = null },
        { "PaidOn", f => f.PaidOn = new DateOnly(2026, 11, 19) },
        { "Amount", f => f.Amount = "-5" },
        { "Amount", f => f.Amount = null },
        { "Amount", f => f.Amount = "10.005" },
        { "Method", f => f.Method = "barter" },
        { "Method", f => f.Method = null },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_breaks_a_rule_is_said_at_its_field(string field, Action<PaymentForm> spoil)
    {
        var id = await app.OrderAsync();
        var form = Forms.Payment("10");
        spoil(form);
        Assert.Equal([field], (await Assert.ThrowsAsync<ValidationException>(() => app.PayAsync(id, form))).Errors.Select(e => e.PropertyName));
    }

    /// <summary>On whichever database the tests run: what it adds up is what was entered, to the fen.</summary>
    [Fact]
    public async Task Sums_of_the_database_are_exact_to_the_fen()
    {
        var random = new Random(20261118);
        var customer = await app.CustomerAsync();
        var first = await app.EnterAsync(customer, Forms.Order("0.01"));
        var (owner, method) = (app.Company[Who.RepEast].Id, await app.DbAsync(db => db.ListItems.Where(i => i.Code == "transfer").Select(i => i.Id).SingleAsync()));
        long total = 1, paid = 0;
        await app.DbAsync(async db =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                var fen = random.NextInt64(1, (long)Math.Pow(10, random.Next(1, 13)));
                (total, paid) = (total + fen, paid + fen);
                var facts = new OrderFacts(new DateOnly(2026, 11, 18), "随机", fen / 100m, owner, null, null, [], []);
                db.Orders.Add(new Order(customer, $"SUM{i}", Guid.NewGuid(), facts, OrderState.Active, owner, app.Clock.Now));
                db.Payments.Add(new Payment(first, Guid.NewGuid(), new PaymentFacts(new DateOnly(2026, 11, 18), fen / 100m, method, null, null), owner, app.Clock.Now));
            }

            return await db.SaveChangesAsync();
        });
        var sums = await app.DbAsync(async db => (await db.Orders.Where(o => o.CustomerId == customer).SumAsync(o => o.Amount), await db.Payments.Where(p => p.OrderId == first).SumAsync(p => p.Amount)));
        Assert.Equal((total / 100m, paid / 100m), sums);
        var own = await app.WithAsync<OrderQueries, OrdersOfCustomer>(o => o.OfCustomerAsync(customer, app.As(Who.RepEast), Ordered.None));
        Assert.Equal((total / 100m, paid / 100m), (own.Amount, own.Received));
    }

    private static (decimal Received, decimal Overdue) Money(OrderView order) => (order.Row.Received, order.Row.Overdue);

    private Task VoidAsync(int payment, string? reason = "登记错误") =>
        app.WithAsync<PaymentService, int>(p => p.VoidAsync(payment, new VoidForm { Reason = reason }, app.As(Who.RepEast), Ordered.None));

    private Task<CrmWeb.Core.Requests.PageOf<OrderRow>> ListAsync(OrderFilter filter) =>
        app.WithAsync<OrderListQueries, CrmWeb.Core.Requests.PageOf<OrderRow>>(o => o.ListAsync(filter, app.As(Who.RepEast), Ordered.None));
}
