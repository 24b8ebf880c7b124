using System.Net;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages.Orders;

/// <summary>Orders and payments as people enter and see them, without script.</summary>
public sealed class OrderPagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static int count;

    [Fact]
    public async Task An_order_is_entered_from_the_record_wins_the_customer_and_shows_its_amount_in_capitals()
    {
        var customer = await CustomerAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        var record = await browser.GetAsync($"/customers/{customer}");
        var link = record.Document.QuerySelector($"a[href='/orders/new?customer={customer}']")!;
        var form = (await browser.GetAsync(link.GetAttribute("href")!)).FormWith("Form.Subject");
        var answer = await form.Set("Form.Subject", "智能仓储").Set("Form.Items[0].Name", "AGV 小车").Set("Form.Items[0].Quantity", "3").Set("Form.Items[0].UnitPrice", "33,333.33")
            .Set("Form.Plan[0].DueOn", "2026-11-10").Set("Form.Plan[0].Amount", "5万").SubmitAsync();
        var order = await answer.FollowAsync();
        Assert.Contains("玖万玖仟玖佰玖拾玖元玖角玖分", order.Text, StringComparison.Ordinal);
        Assert.Contains("已逾期", order.Text, StringComparison.Ordinal);
        var printed = await browser.GetAsync($"{answer.Location}/print");
        Assert.Contains("玖万玖仟玖佰玖拾玖元玖角玖分", printed.Text, StringComparison.Ordinal);

        record = await browser.GetAsync($"/customers/{customer}");
        Assert.Contains(record.Texts("section[aria-labelledby=orders-title]"), t => t.Contains("¥99,999.99", StringComparison.Ordinal) || t.Contains("10.00万", StringComparison.Ordinal));
        Assert.Contains(record.Texts(".timeline-item"), t => t.Contains("¥99,999.99 · 智能仓储", StringComparison.Ordinal));
        Assert.Contains("成交", record.Texts(".stage-step.is-current").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_keeps_everything_typed_and_says_why_at_the_row_that_stays()
    {
        var customer = await CustomerAsync();
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/orders/new?customer={customer}");
        var refused = await page.FormWith("Form.Subject").Set("Form.Subject", "智能仓储").Set("Form.Amount", "100").Set("Form.Plan[0].Amount", "60").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("请选择应收日期。", refused.Texts(".invalid-feedback"));
        Assert.Equal("60", refused.Document.QuerySelector("[name='Form.Plan[0].Amount']")!.GetAttribute("value"));
        Assert.Equal("智能仓储", refused.Document.QuerySelector("[name='Form.Subject']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_row_more_comes_without_script()
    {
        var customer = await CustomerAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        await browser.PrepareAsync();
        var answer = await browser.PostAsync($"/orders/new?customer={customer}&handler=row", ("Form.Items[0].Name", "甲"), ("Form.Plan[0].Amount", "5"), ("row", "plan"));
        Assert.NotNull(answer.Document.QuerySelector("[name='Form.Plan[1].Amount']"));
        Assert.Null(answer.Document.QuerySelector("[name='Form.Items[1].Name']"));
        Assert.Equal("甲", answer.Document.QuerySelector("[name='Form.Items[0].Name']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_payment_beyond_the_order_asks_for_the_reason_and_is_then_taken()
    {
        var order = await OrderAsync();
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/orders/{order}/payment");
        Assert.Equal("100000", page.Document.QuerySelector("[name='Form.Amount']")!.GetAttribute("value"));
        Assert.Null(page.Document.QuerySelector("[name='Form.OverReason']"));
        var refused = await page.FormWith("Form.Amount").Set("Form.Amount", "100,000.01").SubmitAsync();
        Assert.Contains("订单金额 ¥100,000.00，未回款 ¥100,000.00。超出订单金额请填写原因。", refused.Texts(".invalid-feedback"));
        var answer = await refused.FormWith("Form.Amount").Set("Form.OverReason", "客户多付一分").SubmitAsync();
        Assert.Equal($"/orders/{order}", answer.Location);
        Assert.Contains("100%", (await answer.FollowAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_for_an_order_that_was_called_off_meanwhile_is_refused_and_what_was_typed_stays()
    {
        var order = await OrderAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        var page = await browser.GetAsync($"/orders/{order}/payment");
        await app.WithAsync<OrderProgress>(o => o.MoveAsync(order, OrderState.Void, "客户取消项目", app.As(Who.RepEast), CancellationToken.None));
        var refused = await page.FormWith("Form.Amount").Set("Form.Note", "首付款").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("订单状态为“作废”", Assert.Single(refused.Texts(".crm-errors li")), StringComparison.Ordinal);
        Assert.Equal("首付款", refused.Document.QuerySelector("[name='Form.Note']")!.TextContent.Trim());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/orders/{order}/payment")).Status);
    }

    [Fact]
    public async Task Nobody_is_asked_why_an_order_is_called_off_that_cannot_be()
    {
        var order = await OrderAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        var page = await browser.GetAsync($"/orders/{order}/void");
        await app.WithAsync<PaymentService, int>(p => p.NoteAsync(order, Forms.Payment("1"), app.As(Who.RepEast), CancellationToken.None));
        var refused = await page.FormWith("Form.Reason").Set("Form.Reason", "客户取消项目").SubmitAsync();
        Assert.Equal((HttpStatusCode.BadRequest, "客户取消项目"), (refused.Status, refused.Document.QuerySelector("[name='Form.Reason']")!.TextContent.Trim()));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/orders/{order}/void")).Status);
    }

    [Fact]
    public async Task Whose_the_order_is_stands_on_offer_alone_to_those_who_may_not_change_it()
    {
        var customer = await CustomerAsync();
        var order = await app.WithAsync<OrderService, int>(o => o.EnterAsync(customer, Forms.Order(), app.As(Who.RepEast), CancellationToken.None));
        await app.WithAsync<CustomerAssignment>(a => a.AssignAsync(customer, app.Company[Who.RepSouth].Id, app.As(Who.Admin), CancellationToken.None));
        Assert.Equal(["王海涛"], (await (await app.ClientAsync(Who.RepSouth)).GetAsync($"/orders/{order}/edit")).Texts("select[name='Form.Owner'] option"));
        Assert.Contains("林志强", (await (await app.ClientAsync(Who.MgrSouth)).GetAsync($"/orders/{order}/edit")).Texts("select[name='Form.Owner'] option"));
    }

    [Fact]
    public async Task Whoever_shares_the_customer_is_offered_its_owner_and_oneself()
    {
        var page = await (await app.ClientAsync(Who.RepEast3)).GetAsync($"/orders/new?customer={app.Company.EastCustomer}");
        Assert.Equal(["何家宝", "王海涛"], page.Texts("select[name='Form.Owner'] option").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_form_that_changes_an_order_asks_for_it_twice_once_to_fill_it_and_once_to_show_it()
    {
        var order = await OrderAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        await browser.GetAsync($"/orders/{order}/edit");
        app.Sql.Clear();
        await browser.GetAsync($"/orders/{order}/edit");
        Assert.Equal(2, app.Sql.Commands.Count(c => c.Contains("\"OrderItems\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Where_no_customer_is_found_it_is_said_what_to_look_for()
    {
        var page = await (await app.ClientAsync(Who.RepEast)).GetAsync("/orders/new?q=没有这样的客户");
        Assert.Contains("可尝试输入名称的一部分、联系人、电话或客户编号。", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("main a[href='/orders/new']"));
    }

    [Fact]
    public async Task Two_who_change_an_order_see_both_versions_and_saving_again_decides()
    {
        var order = await OrderAsync();
        var mine = await (await app.ClientAsync(Who.RepEast)).GetAsync($"/orders/{order}/edit");
        var theirs = await (await app.ClientAsync(Who.MgrEast)).GetAsync($"/orders/{order}/edit");
        Assert.Equal(HttpStatusCode.Found, (await theirs.FormWith("Form.Subject").Set("Form.Subject", "二期").SubmitAsync()).Status);
        var conflict = await mine.FormWith("Form.Subject").Set("Form.Subject", "三期").SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains(conflict.Texts(".conflict tbody tr"), t => t.Contains("三期", StringComparison.Ordinal) && t.Contains("二期", StringComparison.Ordinal));
        Assert.Contains(conflict.Texts("[role=alert] strong"), t => t.Contains("陈立新", StringComparison.Ordinal));
        var saved = await conflict.FormWith("Form.Subject").SubmitAsync();
        Assert.Equal($"/orders/{order}", saved.Location);
        Assert.Contains("三期", (await saved.FollowAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_view_is_a_link_and_a_condition_that_cannot_be_read_is_said()
    {
        var order = await OrderAsync();
        var browser = await app.ClientAsync(Who.RepEast);
        var page = await browser.GetAsync("/orders?state=Active&paid=unpaid&onFrom=2026-11-18&amountFrom=10&sort=-amount&size=50");
        Assert.Contains(page.Document.QuerySelectorAll("tbody a.primary-link"), a => a.GetAttribute("href") == $"/orders/{order}");
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/orders?onFrom=soon")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/orders?paid=perhaps")).Status);
        Assert.Contains("订单", page.Texts(".side-nav a"));
    }

    [Fact]
    public async Task A_marketer_sees_amounts_and_no_words_and_nothing_to_press()
    {
        var order = await OrderAsync();
        var page = await (await app.ClientAsync(Who.Marketer)).GetAsync($"/orders/{order}");
        Assert.Contains("¥100,000.00", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("智能仓储一期", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll($"main form, main a[href='/orders/{order}/payment'], main a[href='/orders/{order}/edit']"));
    }

    private Task<int> CustomerAsync() => app.RegisterAsync(Who.RepEast, Forms.Customer($"订单页面第{Interlocked.Increment(ref count)}号机床厂有限公司"));

    private async Task<int> OrderAsync()
    {
        var customer = await CustomerAsync();
        return await app.WithAsync<OrderService, int>(o => o.EnterAsync(customer, Forms.Order(), app.As(Who.RepEast), CancellationToken.None));
    }
}
