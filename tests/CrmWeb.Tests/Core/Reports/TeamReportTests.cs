using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Reports;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Reports;

/// <summary>A November whose orders, payments, wins and losses are known, read on a Thursday in December.</summary>
public sealed class OrderedNovember : ReportFixture
{
    private int count;

    protected override async Task FillAsync()
    {
        var reason = await DbAsync(db => db.ListItems.Where(i => i.Kind == ListKind.LossReason && i.ParentId != null).OrderBy(i => i.Id).Select(i => i.Id).FirstAsync());
        var method = await DbAsync(db => db.ListItems.Where(i => i.Kind == ListKind.PaymentMethod).Select(i => i.Id).FirstAsync());
        await DbAsync(async db =>
        {
            // Won in the last second of November in Shanghai, and in the first of December.
            var evening = Add(db, "甲", Who.RepEast, "2026-11-20T15:59:59", [("won", "2026-11-30T15:59:59")]);
            var midnight = Add(db, "乙", Who.RepEast, "2026-10-01T00:00:00", [("won", "2026-11-30T16:00:00")]);
            var steady = Add(db, "丙", Who.RepEast2, "2026-11-01T00:00:00", [("needs", "2026-11-02T00:00:00"), ("won", "2026-11-11T00:00:00")]);
            Add(db, "丁", Who.RepEast3, "2026-11-01T00:00:00", [("lost", "2026-11-20T00:00:00")], reason);
            var handedOver = Add(db, "戊", Who.RepSouth, "2026-10-01T00:00:00", []);
            await db.SaveChangesAsync(UserScope.System, None);

            var first = Order(db, evening, Who.RepEast, "2026-11-01", 100m);
            Order(db, evening, Who.RepEast, "2026-11-30", 200.55m, OrderState.Completed);
            var second = await LastAsync(db);
            Order(db, steady, Who.RepEast2, "2026-11-15", 300m);
            var sold = Order(db, handedOver, Who.RepEast, "2026-11-10", 0.45m);
            Order(db, handedOver, Who.RepEast, "2026-11-12", 1000m, OrderState.Draft);
            Order(db, steady, Who.RepEast2, "2026-11-15", 700m, OrderState.Void);
            Order(db, evening, Who.RepEast, "2026-12-01", 999m);
            var october = Order(db, evening, Who.RepEast, "2026-10-31", 50m);
            var lastYear = Order(db, steady, Who.RepEast2, "2025-11-20", 80m);
            Order(db, evening, Who.RepEast3, "2026-11-20", 10m);
            await db.SaveChangesAsync(UserScope.System, None);

            Pay(first, "2026-11-05", 60m);
            Pay(first, "2026-12-02", 40m);
            Pay(second, "2026-11-30", 500m, isVoid: true);
            Pay(october, "2026-11-03", 50m);
            Pay(sold, "2026-11-20", 0.45m);
            Pay(lastYear, "2025-11-25", 80m);
            return await db.SaveChangesAsync(UserScope.System, None);

            void Pay(Order order, string day, decimal amount, bool isVoid = false)
            {
                var payment = new Payment(order.Id, Guid.NewGuid(), new PaymentFacts(DateOnly.Parse(day, null), amount, method, null, null), null, Clock.Now);
                if (isVoid)
                    payment.MakeVoid("重复登记", null, Clock.Now);
                db.Payments.Add(payment);
            }

            async Task<Order> LastAsync(CrmDbContext open)
            {
                await open.SaveChangesAsync(UserScope.System, None);
                return await open.Orders.OrderByDescending(o => o.Id).FirstAsync(None);
            }
        });
    }

    private Order Order(CrmDbContext db, Customer customer, Who owner, string day, decimal amount, OrderState state = OrderState.Active)
    {
        var user = Company[owner];
        var order = new Order(
            customer.Id, $"N{++count:D4}", Guid.NewGuid(), new OrderFacts(DateOnly.Parse(day, null), "手算", amount, user.Id, user.DepartmentId, null, [], []), state, null, Clock.Now);
        db.Orders.Add(order);
        return order;
    }
}

/// <summary>What a team did, as computed by hand.</summary>
public sealed class TeamReportTests(OrderedNovember fixture) : IClassFixture<OrderedNovember>
{
    private static readonly ReportFilter November = new() { PeriodFrom = "2026-11-01", PeriodTo = "2026-11-30" };

    // Places in the tables.
    private const int Ranking = 1;
    private const int ByDepartment = 2;
    private const int OutcomesByOwner = 3;

    [Fact]
    public async Task The_whole_November_is_what_was_computed_by_hand()
    {
        var rows = (await ReadAsync(Who.Admin)).Tables[0].Rows;

        // Three customers, five orders; 611 ÷ 3 and ÷ 5; received in November; received by now for November's orders; two won, one lost, ten days each.
        Assert.Equal([3m, 5m, 611m, 203.67m, 122.2m, 110.45m, 100.45m, 100.45m / 611m, 2m, 1m, 2m / 3m, 10m], Values(rows[0]));
        Assert.Equal([1m, 1m, 50m, 50m, 50m, 0m, 50m, 1m, 0m, 0m, null, null], Values(rows[1]));
        Assert.Equal([1m, 1m, 80m, 80m, 80m, 80m, 80m, 1m, 0m, 0m, null, null], Values(rows[2]));
    }

    [Fact]
    public async Task An_order_stays_its_sellers_after_the_customer_was_handed_over()
    {
        var report = await ReadAsync(Who.Admin);

        // Place, ordered, the changes, orders, customers, per customer, received, the changes, received for these orders, rate.
        var seller = Row(report, Ranking, "王海涛");
        Assert.Equal([1m, 301m, 251m / 50m, null, 3m, 2m, 150.5m, 110.45m, null, null, 100.45m, 100.45m / 301m], Values(seller));
        Assert.Equal([2m, 300m, null, 220m / 80m, 1m, 1m, 300m, 0m, null, -1m, 0m, 0m], Values(Row(report, Ranking, "李思敏")));
        Assert.Equal([3m, 10m], Values(Row(report, Ranking, "何家宝")).Take(2));
        Assert.DoesNotContain(report.Tables[Ranking].Rows, r => r.Label == "林志强");
        Assert.Equal([1m, null, null, 0m, 1m, 10m], Values(Row(report, OutcomesByOwner, "王海涛")));
    }

    [Fact]
    public async Task A_customer_of_two_departments_is_one_customer_of_the_branch_above()
    {
        var report = await ReadAsync(Who.Admin);
        Assert.Equal((611m, 3m), (Row(report, ByDepartment, "华东区").Cells[0].Value, Row(report, ByDepartment, "华东区").Cells[4].Value));
        Assert.Equal((601m, 3m), (Row(report, ByDepartment, "上海组").Cells[0].Value, Row(report, ByDepartment, "上海组").Cells[4].Value));
        Assert.Equal((10m, 1m), (Row(report, ByDepartment, "杭州组").Cells[0].Value, Row(report, ByDepartment, "杭州组").Cells[4].Value));
        Assert.DoesNotContain(report.Tables[ByDepartment].Rows, r => r.Label == "华南区");
    }

    [Fact]
    public async Task Each_reader_is_told_of_what_the_reader_sees()
    {
        // The branch that has the customer now sees the one order, and is told in which department it was made.
        var south = await ReadAsync(Who.MgrSouth);
        Assert.Equal([1m, 1m, 0.45m], Values(south.Tables[0].Rows[0]).Take(3));
        Assert.Equal(["上海组"], south.Tables[ByDepartment].Rows.Where(r => !r.IsTotal).Select(r => r.Label));

        // A rep's are the own orders, and nobody else's figures.
        var rep = await ReadAsync(Who.RepEast);
        Assert.Single(rep.Tables);
        Assert.Equal([2m, 3m, 301m], Values(rep.Tables[0].Rows[0]).Take(3));
        Assert.Equal([0m, 0m, 0m], Values((await ReadAsync(Who.RepSouth)).Tables[0].Rows[0]).Take(3));

        // One of the two customers is not the rep's to see any more: no list of customers shows both.
        Assert.Null(rep.Tables[0].Rows[0].Cells[0].Rows);
        Assert.NotNull((await ReadAsync(Who.Admin)).Tables[0].Rows[0].Cells[0].Rows);
    }

    [Fact]
    public async Task A_department_that_was_moved_counts_in_the_branch_where_it_is_now()
    {
        async Task MoveAsync(int below)
        {
            await fixture.DbAsync(db => db.Departments.Where(d => d.Id == fixture.Company.DepartmentShanghai).ExecuteUpdateAsync(s => s.SetProperty(d => d.ParentId, below)));
            fixture.Services.GetRequiredService<DepartmentTree>().Invalidate();
        }

        await MoveAsync(fixture.Company.DepartmentSouth);
        try
        {
            var report = await ReadAsync(Who.Admin);
            Assert.Equal(10m, Row(report, ByDepartment, "华东区").Cells[0].Value);
            Assert.Equal(601m, Row(report, ByDepartment, "华南区").Cells[0].Value);
        }
        finally
        {
            await MoveAsync(fixture.Company.DepartmentEast);
        }
    }

    [Fact]
    public async Task The_months_of_the_trend_are_those_computed_by_hand()
    {
        var rows = (await fixture.ReadAsync("growth", November with { PeriodFrom = "2026-10-01" }, fixture.As(Who.Admin))).Tables[1].Rows;

        // Won, orders, ordered, the changes, received, the changes.
        Assert.Equal([0m, 1m, 50m, null, null, 0m, null, null], Values(rows[0]));
        Assert.Equal([2m, 5m, 611m, 561m / 50m, 531m / 80m, 110.45m, null, 30.45m / 80m], Values(rows[1]));
    }

    private Task<ReportResult> ReadAsync(Who who) => fixture.ReadAsync("team", November, fixture.As(who));

    private static ReportRow Row(ReportResult report, int table, string label) => report.Tables[table].Rows.Single(r => r.Label == label);

    private static decimal?[] Values(ReportRow row) => [.. row.Cells.Select(c => c.Value)];
}
