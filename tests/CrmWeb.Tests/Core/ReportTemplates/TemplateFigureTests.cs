using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Reports;
using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.ReportTemplates.Figures;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Orders;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.ReportTemplates;

/// <summary>Orders and payments of November that are known, read on the second of December.</summary>
public sealed class SalesFixture : CoreFixture, IAsyncLifetime
{
    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        Clock.Now = new DateTime(2026, 12, 2, 2, 0, 0, DateTimeKind.Utc);
        var (mine, other) = (await this.CustomerAsync(), await this.CustomerAsync(Who.RepEast2));
        var first = await OrderAsync(mine, Who.RepEast, "100.01", 1);
        await OrderAsync(mine, Who.RepEast, "100", 30);
        await OrderAsync(mine, Who.RepEast, "100", 30);
        await this.MoveAsync(await OrderAsync(mine, Who.RepEast, "999", 12), OrderState.Void, "客户取消项目");
        var second = await OrderAsync(other, Who.RepEast2, "50", 15);
        await PayAsync(first, Who.RepEast, "100.01", 2);
        var wrong = await PayAsync(first, Who.RepEast, "0.5", 3);
        await WithAsync<PaymentService>(p => p.VoidAsync(wrong, new VoidForm { Reason = "重复登记" }, As(Who.RepEast), Ordered.None));
        await PayAsync(second, Who.RepEast2, "49.99", 20);
        await WithAsync<FollowUpService>(f => f.RecordAsync(mine, Forms.Record(new DateTime(2026, 11, 30, 23, 59, 0)), As(Who.RepEast), Ordered.None));
        await WithAsync<FollowUpService>(f => f.RecordAsync(mine, Forms.Record(new DateTime(2026, 12, 1, 0, 0, 0)), As(Who.RepEast), Ordered.None));

        // The order stays with whoever made it; the customer is out of that rep's sight from now on.
        await WithAsync<CustomerAssignment>(a => a.AssignAsync(other, Company[Who.RepSouth].Id, As(Who.Admin), Ordered.None));

        Task<int> OrderAsync(int customer, Who who, string amount, int day)
        {
            var form = Forms.Order(amount);
            form.OrderedOn = new DateOnly(2026, 11, day);
            return this.EnterAsync(customer, form, who);
        }

        Task<int> PayAsync(int order, Who who, string amount, int day)
        {
            var form = Forms.Payment(amount, "客户多付");
            form.PaidOn = new DateOnly(2026, 11, day);
            return this.PayAsync(order, form, who);
        }
    }
}

/// <summary>Figures computed by hand.</summary>
public sealed class TemplateFigureTests(SalesFixture app) : IClassFixture<SalesFixture>
{
    private static readonly TemplateFilter November = Templated.Days("orderedOn", "last-month", "last-month");

    private static readonly TemplateDefinition Sales = new()
    {
        Rows = ["owner"],
        Measures = ["sum:amount", "count", "avg:amount"],
        RateOf = "sum:received",
        RateOver = "sum:amount",
        Filters = [November],
        Sort = "-1",
    };

    [Fact]
    public async Task The_sales_of_a_month_are_those_computed_by_hand_to_the_fen()
    {
        var table = (await app.RunAsync(Who.Admin, TemplateSubject.Orders, Sales)).Table!;

        // 300.01 in three orders is 100.0033…; of 50 yuan one fen is missing, so the rate is not all of it.
        Assert.Equal(["王海涛: 300.01 | 3 | 100 | 0.333", "李思敏: 50 | 1 | 50 | 0.999", "合计: 350.01 | 4 | 87.5 | 0.429"], table.Said());
        Assert.Equal(["成交金额", "数量", "成交金额（平均）", "回款率"], table.Columns.Select(c => c.Name));
        Assert.Equal([ReportUnit.Money, ReportUnit.Count, ReportUnit.Money, ReportUnit.Share], table.Columns.Select(c => c.Unit));
    }

    [Fact]
    public async Task The_template_of_the_product_says_the_same_in_each_readers_reach()
    {
        var seeded = await app.DbAsync(db => db.ReportTemplates.AsNoTracking().SingleAsync(t => t.Code == TemplateSeed.SalesMonth));
        var said = TemplateDefinition.Read(seeded.Definition)! with { Filters = [November] };
        Assert.Equal(["王海涛: 300.01 | 0.333", "李思敏: 50 | 0.999", "合计: 350.01 | 0.429"], (await app.RunAsync(Who.MgrEast, seeded.Subject, said)).Table!.Said());

        // Who did what is told to those who see the team; the others get the sum of what they see, and are told that something is left out.
        var own = await app.RunAsync(Who.RepEast, seeded.Subject, said);
        Assert.Equal((true, "全部: 300.01 | 0.333"), (own.IsLess, Assert.Single(own.Table!.Said())));
        Assert.Equal("全部: 50 | 0.999", Assert.Single((await app.RunAsync(Who.RepSouth, seeded.Subject, said)).Table!.Said()));
    }

    [Fact]
    public async Task Of_an_order_whose_customer_went_elsewhere_nothing_more_is_told_of_the_customer()
    {
        var said = new TemplateDefinition { Rows = ["industry"], Measures = ["sum:amount"], Filters = [November] };
        Assert.Equal(["未填写: 50", "合计: 50"], (await app.RunAsync(Who.RepEast2, TemplateSubject.Orders, said)).Table!.Said());
        Assert.Equal(["制造业: 50", "合计: 50"], (await app.RunAsync(Who.RepSouth, TemplateSubject.Orders, said)).Table!.Said());
        Assert.DoesNotContain((await app.RunAsync(Who.RepEast2, TemplateSubject.Orders, said with { Filters = [November, Templated.In("industry", "C")] })).Table!.Rows, r => !r.IsTotal);
    }

    [Fact]
    public async Task Dates_are_grouped_by_the_companys_days()
    {
        var byMonth = new TemplateDefinition { Rows = ["at.month"], Measures = ["count"], Filters = [Templated.Days("at", "2026-11-30", "2026-12-31")] };
        Assert.Equal(["2026年11月: 1", "2026年12月: 1", "合计: 2"], (await app.RunAsync(Who.RepEast, TemplateSubject.FollowUps, byMonth)).Table!.Said());
        var byWeek = new TemplateDefinition { Rows = ["paidOn.week"], Measures = ["sum:amount"] };
        Assert.Equal(
            ["2026-11-02 至 2026-11-08: 100.01", "2026-11-16 至 2026-11-22: 49.99", "合计: 150"],
            (await app.RunAsync(Who.Admin, TemplateSubject.Payments, byWeek)).Table!.Said());
        var quarters = new TemplateDefinition { Rows = ["orderedOn.quarter"], Column = "orderedOn.year", Measures = ["count"] };
        Assert.NotNull((await app.RunAsync(Who.Admin, TemplateSubject.Orders, quarters)).Hindrance);
        Assert.Equal(["2026年第4季度: 4", "合计: 4"], (await app.RunAsync(Who.Admin, TemplateSubject.Orders, quarters with { Column = null })).Table!.Said());
    }

    [Fact]
    public async Task Rows_by_two_fields_and_columns_by_a_third_add_up()
    {
        var said = new TemplateDefinition { Rows = ["department", "owner"], Column = "orderedOn.month", Measures = ["count", "sum:amount"], Filters = [November] };
        var table = (await app.RunAsync(Who.Admin, TemplateSubject.Orders, said)).Table!;
        Assert.Equal(["2026年11月 · 数量", "2026年11月 · 成交金额", "合计 · 数量", "合计 · 成交金额"], table.Columns.Select(c => c.Name));
        Assert.Equal([0, 1, 1, 0], table.Rows.Select(r => r.Depth));
        Assert.Equal(["4 350.01 4 350.01", "1 50 1 50", "3 300.01 3 300.01", "4 350.01 4 350.01"], table.Rows.Select(r => string.Join(' ', r.Cells.Select(c => $"{c.Value:0.##}"))));
    }

    [Fact]
    public async Task Moves_from_stage_to_stage_are_counted_by_their_stages()
    {
        var said = new TemplateDefinition { Rows = ["toStage"], Column = "fromStage", Measures = ["count"] };
        var table = (await app.RunAsync(Who.Admin, TemplateSubject.StageChanges, said)).Table!;
        var moves = await app.DbAsync(db => db.StageChanges.CountAsync(m => db.Customers.Any(c => c.Id == m.CustomerId)));
        Assert.Equal(moves, table.Rows.Single(r => r.IsTotal).Cells[^1].Value);
        Assert.All(table.Rows.SelectMany(r => r.Cells), c => Assert.Null(c.Rows));
    }

    [Fact]
    public async Task A_list_goes_by_pages_in_the_order_asked_for()
    {
        var said = new TemplateDefinition { Fields = ["orderNumber", "customer", "owner", "orderedOn", "amount"], Sort = "-amount", Filters = [November] };
        var list = (await app.RunAsync(Who.Admin, TemplateSubject.Orders, said, new PageWanted(1, 3))).List!;
        Assert.Equal((4, 3), (list.Page.Total, list.Page.Rows.Count));
        Assert.Equal([100.01m, 100m, 100m], list.Page.Rows.Select(r => r.Cells[4].Number!.Value));
        Assert.Equal("王海涛", list.Page.Rows[0].Cells[2].Text);
        Assert.Equal(50m, Assert.Single((await app.RunAsync(Who.Admin, TemplateSubject.Orders, said, new PageWanted(2, 3))).List!.Page.Rows).Cells[4].Number);
        await Assert.ThrowsAsync<PageElsewhereException>(() => app.RunAsync(Who.Admin, TemplateSubject.Orders, said, new PageWanted(3, 3)));
    }

    [Fact]
    public async Task More_days_than_can_be_told_apart_are_refused_with_a_way_out()
    {
        var said = new TemplateDefinition { Rows = ["orderedOn.day"], Measures = ["count"], Filters = [Templated.Days("orderedOn", "2020-01-01", "2026-12-31")] };
        var refused = await Assert.ThrowsAsync<ValidationException>(() => app.RunAsync(Who.Admin, TemplateSubject.Orders, said));
        Assert.Contains("更长的时间单位", Assert.Single(refused.Errors).ErrorMessage, StringComparison.Ordinal);
    }
}
