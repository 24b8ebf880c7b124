using System.Globalization;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.DailyReports;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Orders;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.DailyReports;

/// <summary>Who reads what of a sent report, and what is left of it.</summary>
public sealed class DailyScopeTests : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;
    private readonly CoreFixture app;

    public DailyScopeTests(CoreFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
    }

    [Theory]
    [InlineData(Who.RepEast, true)]
    [InlineData(Who.MgrEast, true)]
    [InlineData(Who.Admin, true)]
    [InlineData(Who.Service, true)]
    [InlineData(Who.Marketer, true)]
    [InlineData(Who.RepEast2, false)]
    [InlineData(Who.RepEast3, false)]
    [InlineData(Who.MgrSouth, false)]
    [InlineData(Who.RepSouth, false)]
    public async Task A_report_is_read_by_its_author_and_by_whose_scope_covers_the_author(Who who, bool reads)
    {
        var id = await app.SendDayAsync(Who.RepEast);
        if (reads)
            Assert.Equal(app.Company[Who.RepEast].Scope.Name, (await app.ReadDayAsync(id, who)).Author);
        else
            await Assert.ThrowsAsync<NotFoundException>(() => app.ReadDayAsync(id, who));
    }

    [Fact]
    public async Task Whoever_sees_no_personal_data_reads_figures_and_companies_and_no_words()
    {
        var form = Forms.Customer($"欧阳密语{Interlocked.Increment(ref count)}");
        form.Kind = CustomerKind.Individual;
        var person = await app.RegisterAsync(Who.RepSouth, form);
        await RecordAsync(person, Who.RepSouth);
        var id = await app.SendDayAsync(Who.RepSouth, "今天给密语打了电话");
        var masked = await app.ReadDayAsync(id, Who.Marketer);
        var row = masked.Rows.First(r => r.CustomerId == person && r.Kind == DailyLineKind.FollowUp);
        Assert.Equal(("***", "***"), (masked.Sent.Note, row.Words));
        Assert.All(masked.Rows, r => Assert.DoesNotContain("密语", $"{r.CustomerName}{r.Words}{r.Number}{r.Method}", StringComparison.Ordinal));
        var clear = await app.ReadDayAsync(id, Who.Service);
        Assert.Equal(("今天给密语打了电话", "愿意看方案"), (clear.Sent.Note, clear.Rows.First(r => r.CustomerId == person && r.Kind == DailyLineKind.FollowUp).Words));
        Assert.Equal(masked.Figures, clear.Figures);
    }

    [Fact]
    public async Task Of_a_customer_who_has_left_the_readers_reach_nothing_but_the_time_is_told()
    {
        app.Clock.Now = TestClock.Start.AddDays(1);
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer($"日报范围第{Interlocked.Increment(ref count)}号铸造有限公司"));
        await RecordAsync(customer, Who.RepEast);
        await app.EnterAsync(customer, Forms.Order("800"));
        var id = await app.SendDayAsync(Who.RepEast);
        Assert.All((await app.ReadDayAsync(id, Who.MgrEast)).Rows, r => Assert.NotNull(r.CustomerName));

        await app.WithAsync<CustomerAssignment>(a => a.AssignAsync(customer, app.Company[Who.RepSouth].Id, app.As(Who.Admin), None));
        foreach (var who in new[] { Who.RepEast, Who.MgrEast })
        {
            var report = await app.ReadDayAsync(id, who);
            Assert.Equal(4, report.Rows.Count(r => r == new DailyRow(r.Kind, r.At, null)));
            Assert.Equal((1, 1, 1, 800m), (report.Figures.FollowUps, report.Figures.NewCustomers, report.Figures.Orders, report.Figures.OrderAmount));
        }

        Assert.All((await app.ReadDayAsync(id, Who.Admin)).Rows, r => Assert.NotNull(r.CustomerName));

        // In the recycle bin nobody sees it.
        await app.WithAsync<RecycleBin>(b => b.DeleteAsync(customer, app.As(Who.Admin), None));
        Assert.All((await app.ReadDayAsync(id, Who.Admin)).Rows, r => Assert.Null(r.CustomerName));
    }

    [Fact]
    public async Task No_name_of_a_customer_is_kept_in_a_report_and_its_lines_go_with_the_customer()
    {
        app.Clock.Now = TestClock.Start.AddDays(2);
        var name = $"彻底清除第{Interlocked.Increment(ref count)}号锻压有限公司";
        var customer = await app.RegisterAsync(Who.RepEast2, Forms.Customer(name));
        var id = await app.SendDayAsync(Who.RepEast2);
        var stored = await app.DbAsync(db => db.DailyReports.Include(r => r.Lines).AsNoTracking().SingleAsync(r => r.Id == id));
        Assert.Equal(customer, Assert.Single(stored.Lines).CustomerId);
        var texts = new object[] { stored, stored.Lines[0] }.SelectMany(row => row.GetType().GetProperties().Where(p => p.PropertyType == typeof(string)).Select(p => (string?)p.GetValue(row)));
        Assert.All(texts, Assert.Null);

        await app.DbAsync(db => db.AuditEntries.Where(e => e.RootType == nameof(Customer) && e.RootId == customer).ExecuteDeleteAsync());
        await app.DbAsync(db => db.Customers.IgnoreQueryFilters().Where(c => c.Id == customer).ExecuteDeleteAsync());
        var left = await app.ReadDayAsync(id, Who.RepEast2);
        Assert.Empty(left.Rows);
        Assert.Equal(1, left.Figures.NewCustomers);
        Assert.Equal(0, await app.DbAsync(db => db.DailyReportLines.CountAsync(l => l.ReportId == id)));
    }

    [Fact]
    public async Task After_two_years_a_report_is_removed_with_its_lines()
    {
        app.Clock.Now = TestClock.Start.AddDays(3);
        await app.RegisterAsync(Who.RepEast3, Forms.Customer($"日报清理第{Interlocked.Increment(ref count)}号轴承有限公司"));
        var id = await app.SendDayAsync(Who.RepEast3);
        var sentAt = app.Clock.Now;
        app.Clock.Now = sentAt.AddYears(2);
        await app.WithAsync<Cleaning, string?>(c => c.CleanAsync(None));
        Assert.True(await app.DbAsync(db => db.DailyReports.AnyAsync(r => r.Id == id)));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.WithAsync<Cleaning, string?>(c => c.CleanAsync(None));
        Assert.False(await app.DbAsync(db => db.DailyReports.AnyAsync(r => r.Id == id)));
        Assert.False(await app.DbAsync(db => db.DailyReportLines.AnyAsync(l => l.ReportId == id)));
    }

    private Task<int> RecordAsync(int customer, Who who) => app.WithAsync<FollowUpService, int>(w => w.RecordAsync(
        customer, Forms.Record(app.Clock.Now.AddHours(7)), app.As(who), None));
}
