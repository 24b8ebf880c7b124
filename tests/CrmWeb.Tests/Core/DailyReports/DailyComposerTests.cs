using System.Globalization;
using CrmWeb.Core.Customers;
using CrmWeb.Core.DailyReports;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Orders;
using Xunit;

namespace CrmWeb.Tests.Core.DailyReports;

/// <summary>What a day consists of, counted by hand.</summary>
public sealed class DailyComposerTests : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;
    private readonly CoreFixture app;

    public DailyComposerTests(CoreFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
    }

    [Fact]
    public async Task A_day_is_what_was_entered_between_the_organisations_midnights_also_where_a_month_ends()
    {
        // A second before midnight in Shanghai, on 30 November.
        app.Clock.Now = new DateTime(2026, 11, 30, 15, 59, 59, DateTimeKind.Utc);
        var before = await CustomerAsync(Who.RepSouth);
        await RecordAsync(before, Who.RepSouth, new DateTime(2026, 11, 30, 23, 0, 0));

        // Midnight is the first moment of December.
        app.Clock.Now = new DateTime(2026, 11, 30, 16, 0, 0, DateTimeKind.Utc);
        var after = await CustomerAsync(Who.RepSouth);

        // It happened the day before and is entered now.
        await RecordAsync(after, Who.RepSouth, new DateTime(2026, 11, 30, 10, 0, 0));
        var order = await app.EnterAsync(after, Forms.Order("1000.10"), Who.RepSouth);
        await app.PayAsync(order, Forms.Payment("400.05"), Who.RepSouth);
        await PlanAsync(after, Who.RepSouth, new DateTime(2026, 12, 2, 9, 0, 0));

        Assert.Equal(new DailyFigures(1, 0, 1, 0, 0m, 0, 0m, 0), (await app.OwnDayAsync(Who.RepSouth, new DateOnly(2026, 11, 30))).Draft.Figures);
        var december = (await app.OwnDayAsync(Who.RepSouth)).Draft;
        Assert.Equal(new DateOnly(2026, 12, 1), december.Day);
        Assert.Equal(new DailyFigures(1, 1, 1, 1, 1000.10m, 1, 400.05m, 1), december.Figures);

        // The last second of 1 December, and the first of the 2nd.
        app.Clock.Now = new DateTime(2026, 12, 1, 15, 59, 59, DateTimeKind.Utc);
        Assert.Equal(new DailyFigures(1, 1, 1, 1, 1000.10m, 1, 400.05m, 1), (await app.OwnDayAsync(Who.RepSouth)).Draft.Figures);
        app.Clock.Now = new DateTime(2026, 12, 1, 16, 0, 0, DateTimeKind.Utc);
        Assert.Equal(new DailyFigures(0, 0, 0, 0, 0m, 0, 0m, 0), (await app.OwnDayAsync(Who.RepSouth)).Draft.Figures);
    }

    [Fact]
    public async Task Drafts_and_what_was_called_off_or_taken_back_do_not_count()
    {
        var customer = await CustomerAsync(Who.RepEast3);
        var order = await app.EnterAsync(customer, Forms.Order("100"), Who.RepEast3);
        var draft = Forms.Order("5000");
        draft.IsDraft = true;
        await app.EnterAsync(customer, draft, Who.RepEast3);
        var called = await app.EnterAsync(customer, Forms.Order("7000"), Who.RepEast3);
        await app.MoveAsync(called, OrderState.Void, "客户取消项目", Who.RepEast3);
        await app.PayAsync(order, Forms.Payment("20"), Who.RepEast3);
        var wrong = await app.PayAsync(order, Forms.Payment("30"), Who.RepEast3);
        await app.WithAsync<PaymentService, int>(p => p.VoidAsync(wrong, new VoidForm { Reason = "重复登记" }, app.As(Who.RepEast3), None));

        var own = await app.OwnDayAsync(Who.RepEast3);
        Assert.Equal(new DailyFigures(0, 1, 1, 1, 100m, 1, 20m, 0), own.Draft.Figures);
        Assert.Equal([DailyLineKind.StageMove, DailyLineKind.NewCustomer, DailyLineKind.Order, DailyLineKind.Payment], own.Rows.Select(r => r.Kind));
        Assert.Equal("成交", own.Rows[0].To?.Name);
        Assert.All(own.Rows, r => Assert.Equal(customer, r.CustomerId));
        Assert.Equal((100m, 20m), (own.Rows[2].Amount, own.Rows[3].Amount));
    }

    [Fact]
    public async Task The_plan_goes_to_the_end_of_the_next_working_day()
    {
        // A Friday: Saturday and Monday belong to the plan, Friday itself and Tuesday do not.
        app.Clock.Now = new DateTime(2026, 11, 20, 2, 0, 0, DateTimeKind.Utc);
        var customer = await CustomerAsync(Who.RepEast2);
        foreach (var at in new[] { new DateTime(2026, 11, 20, 23, 59, 0), new(2026, 11, 21, 0, 0, 0), new(2026, 11, 23, 23, 59, 0), new(2026, 11, 24, 0, 0, 0) })
            await PlanAsync(customer, Who.RepEast2, at);
        var draft = (await app.OwnDayAsync(Who.RepEast2)).Draft;
        Assert.Equal((new DateOnly(2026, 11, 23), 2), (draft.PlanUntil, draft.Figures.Planned));
        Assert.Equal(
            [new DateTime(2026, 11, 20, 16, 0, 0), new DateTime(2026, 11, 23, 15, 59, 0)], draft.Lines.Where(l => l.Kind == DailyLineKind.Plan).Select(l => l.At));
    }

    [Fact]
    public async Task More_than_fifty_are_counted_and_fifty_listed()
    {
        app.Clock.Now = new DateTime(2026, 11, 25, 2, 0, 0, DateTimeKind.Utc);
        var customer = await CustomerAsync(Who.MgrSouth);
        for (var i = 0; i < DailyComposer.MostLines + 2; i++)
            await PlanAsync(customer, Who.MgrSouth, new DateTime(2026, 11, 26, 9, 0, 0).AddMinutes(i));
        var draft = (await app.OwnDayAsync(Who.MgrSouth)).Draft;
        Assert.Equal((52, 50), (draft.Figures.Planned, draft.Lines.Count(l => l.Kind == DailyLineKind.Plan)));
    }

    private Task<int> CustomerAsync(Who who) => app.RegisterAsync(who, Forms.Customer($"日报测试第{Interlocked.Increment(ref count)}号仪表有限公司"));

    private Task<int> RecordAsync(int customer, Who who, DateTime at) =>
        app.WithAsync<FollowUpService, int>(w => w.RecordAsync(customer, Forms.Record(at), app.As(who), None));

    private Task<int> PlanAsync(int customer, Who who, DateTime at) =>
        app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, Forms.Plan(at), app.As(who), None));
}
