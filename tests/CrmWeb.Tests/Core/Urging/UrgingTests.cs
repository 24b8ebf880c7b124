using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Inbox;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Urging;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Urging;

/// <summary>A manager urges: on what, how often, who hears of it.</summary>
public sealed class UrgingTests : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTime LocalNow = new(2026, 11, 18, 10, 0, 0);
    private static int count;
    private readonly CoreFixture app;

    public UrgingTests(CoreFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
    }

    [Fact]
    public async Task An_overdue_task_is_urged_told_counted_and_stands_on_the_timeline()
    {
        var (customer, task) = await OverdueAsync();
        var result = await UrgeAsync(Who.MgrEast, tasks: [task], note: "今天务必联系");
        Assert.Equal(new UrgeResult(1, 0, 0), result);

        var told = await ToldAsync(Who.RepEast, customer);
        Assert.Equal(("陈立新 催办任务（第 1 次）：" + await NameAsync(customer), CrmLinks.FollowUp(task)), (told[0].Text.Title, told[0].Text.Path));
        Assert.EndsWith("今天务必联系", told[0].Text.Detail, StringComparison.Ordinal);
        var timeline = await app.TimelineAsync(customer, TimelineFilter.FollowUps, null, Who.RepEast);
        var urge = Assert.Single(timeline.Items.OfType<UrgeItem>());
        Assert.Equal(("陈立新", "王海涛", task, "上门演示", "今天务必联系", null), (urge.Actor, urge.ToName, urge.TaskId, urge.TaskWords, urge.Note, urge.EscalatedTo));
        Assert.Equal(1, (await app.WithAsync<FollowUpQueries, FollowUpRow>(q => q.ReadAsync(task, app.As(Who.RepEast), None))).TimesUrged);
    }

    [Fact]
    public async Task A_silent_customer_is_urged_and_following_it_up_begins_the_count_anew()
    {
        var customer = await SilentAsync();
        Assert.Equal(new UrgeResult(1, 0, 0), await UrgeAsync(Who.MgrEast, customers: [customer]));
        Assert.StartsWith("陈立新 催您跟进（第 1 次）", (await ToldAsync(Who.RepEast, customer))[0].Text.Title, StringComparison.Ordinal);
        Assert.Equal((new SilenceState(true, 1), true), await StateAsync(customer, Who.MgrEast));
        Assert.Equal((new SilenceState(false, 1), false), await StateAsync(customer, Who.RepEast));

        app.Clock.Advance(TimeSpan.FromHours(5));
        await app.WithAsync<FollowUpService>(w => w.RecordAsync(customer, Forms.Record(LocalNow.AddDays(5).AddHours(4)), app.As(Who.RepEast), None));
        Assert.Equal((new SilenceState(false, 0), true), await StateAsync(customer, Who.MgrEast));
        Assert.Equal(UrgeObstacle.NotSilent, await ObstacleAsync(Who.MgrEast, customers: [customer]));
    }

    [Fact]
    public async Task The_same_manager_urges_about_the_same_matter_again_only_after_hours()
    {
        var (_, task) = await OverdueAsync();
        await UrgeAsync(Who.MgrEast, tasks: [task]);
        app.Clock.Advance(TimeSpan.FromMinutes(239));
        var refused = await Assert.ThrowsAsync<ValidationException>(() => UrgeAsync(Who.MgrEast, tasks: [task]));
        Assert.Contains("4 小时", refused.Errors.Single().ErrorMessage, StringComparison.Ordinal);

        // Another manager has not urged yet; and after four hours the first one may again.
        Assert.Equal(1, (await UrgeAsync(Who.Admin, tasks: [task])).Urged);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, (await UrgeAsync(Who.MgrEast, tasks: [task])).Urged);
    }

    [Fact]
    public async Task The_third_urging_reaches_the_next_manager_up()
    {
        var (customer, task) = await OverdueAsync();
        await HeadAsync(app.Company.DepartmentShanghai, Who.MgrEast);
        await HeadAsync(app.Company.DepartmentEast, Who.Admin);
        try
        {
            for (var time = 1; time <= 2; time++)
            {
                Assert.Equal(0, (await UrgeAsync(Who.MgrEast, tasks: [task])).Escalated);
                app.Clock.Advance(TimeSpan.FromHours(5));
            }

            Assert.Equal(1, (await UrgeAsync(Who.MgrEast, tasks: [task])).Escalated);
            var above = await ToldAsync(Who.Admin, customer);
            Assert.StartsWith("陈立新 已催办 王海涛 3 次", Assert.Single(above).Text.Title, StringComparison.Ordinal);
            var timeline = await app.TimelineAsync(customer, TimelineFilter.All, null, Who.MgrEast);
            Assert.Equal("周文博", timeline.Items.OfType<UrgeItem>().First().EscalatedTo);
        }
        finally
        {
            await HeadAsync(app.Company.DepartmentShanghai, null);
            await HeadAsync(app.Company.DepartmentEast, null);
        }
    }

    [Fact]
    public async Task Ten_are_urged_at_once_and_those_without_reason_are_left_out()
    {
        List<int> tasks = [];
        for (var i = 0; i < 10; i++)
            tasks.Add((await OverdueAsync()).Task);
        var ahead = await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(app.Company.EastCustomer, Forms.Plan(LocalNow.AddDays(9)), app.As(Who.RepEast), None));
        Assert.Equal(new UrgeResult(10, 0, 1), await UrgeAsync(Who.MgrEast, tasks: [.. tasks, ahead]));
        Assert.Equal(10, await app.DbAsync(db => db.Urges.CountAsync(u => tasks.Contains(u.FollowUpId!.Value))));
    }

    [Fact]
    public async Task Too_many_within_an_hour_are_refused()
    {
        var (customer, task) = await OverdueAsync();
        await app.DbAsync(db =>
        {
            var (by, to) = (app.Company[Who.Admin].Id, app.Company[Who.RepEast].Id);
            db.Urges.AddRange(Enumerable.Range(0, 200).Select(_ => new Urge(customer, null, by, to, null, null, app.Clock.Now.AddMinutes(-5))));
            return db.SaveChangesAsync(UserScope.System, None);
        });
        await Assert.ThrowsAsync<ValidationException>(() => UrgeAsync(Who.Admin, tasks: [task]));
        app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, (await UrgeAsync(Who.Admin, tasks: [task])).Urged);
    }

    [Theory]
    [InlineData(Who.RepEast)]
    [InlineData(Who.MgrSouth)]
    [InlineData(Who.Service)]
    public async Task Nobody_urges_about_what_they_do_not_govern(Who who)
    {
        var (_, task) = await OverdueAsync();
        await Assert.ThrowsAsync<NotFoundException>(() => UrgeAsync(who, tasks: [task]));
        Assert.Equal(0, await app.DbAsync(db => db.Urges.CountAsync(u => u.FollowUpId == task)));
    }

    [Fact]
    public async Task Ones_own_and_what_nobody_owns_cannot_be_urged_about()
    {
        var own = await app.RegisterAsync(Who.MgrEast, Forms.Customer($"上海自有{++count}号有限公司"));
        app.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal(UrgeObstacle.Own, await ObstacleAsync(Who.MgrEast, customers: [own]));
        await app.DbAsync(db => db.Customers.Where(c => c.Id == own).ExecuteUpdateAsync(s => s.SetProperty(c => c.OwnerId, (int?)null)));
        Assert.Equal(UrgeObstacle.Nobody, await ObstacleAsync(Who.Admin, customers: [own]));
    }

    private async Task<(int Customer, int Task)> OverdueAsync()
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer($"上海催办{++count}号有限公司"));
        var task = await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, Forms.Plan(LocalNow.AddHours(1)), app.As(Who.RepEast), None));
        var yesterday = TestClock.Start.AddDays(-1);
        await app.DbAsync(db => db.FollowUps.Where(f => f.Id == task).ExecuteUpdateAsync(s => s.SetProperty(f => f.At, yesterday).SetProperty(f => f.PlannedAt, yesterday)));
        return (customer, task);
    }

    private async Task<int> SilentAsync()
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer($"上海沉默{++count}号有限公司"));
        app.Clock.Advance(TimeSpan.FromDays(5));
        return customer;
    }

    private Task HeadAsync(int department, Who? head) => app.DbAsync(async db =>
    {
        var id = head is { } who ? app.Company[who].Id : (int?)null;
        await db.Departments.Where(d => d.Id == department).ExecuteUpdateAsync(s => s.SetProperty(d => d.HeadId, id));
        await app.WithAsync<DepartmentTree>(t => { t.Invalidate(); return Task.CompletedTask; });
        return 0;
    });

    private Task<UrgeResult> UrgeAsync(Who who, List<int>? tasks = null, List<int>? customers = null, string? note = null) =>
        app.WithAsync<UrgeService, UrgeResult>(u => u.UrgeAsync(new UrgeForm { Tasks = tasks ?? [], Customers = customers ?? [], Note = note }, app.As(who), None));

    private async Task<UrgeObstacle> ObstacleAsync(Who who, List<int> customers) =>
        Assert.Single(await app.WithAsync<UrgeSubjects, IReadOnlyList<UrgeSubject>>(s => s.ReadAsync(new UrgeForm { Customers = customers }, app.As(who), None))).Obstacle;

    private async Task<(SilenceState Silence, bool MayUrge)> StateAsync(int customer, Who who)
    {
        var record = await app.WithAsync<CustomerRecordQueries, CustomerRecord>(q => q.ReadAsync(customer, app.As(who), None));
        return (await app.WithAsync<UrgeQueries, SilenceState>(q => q.OfCustomerAsync(record, None)), record.Rights.Urge);
    }

    private Task<string> NameAsync(int customer) => app.DbAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Name).SingleAsync());

    private async Task<IReadOnlyList<InboxRow>> ToldAsync(Who who, int customer)
    {
        var name = await NameAsync(customer);
        var rows = await app.WithAsync<NotificationQueries, PageOf<InboxRow>>(q => q.ListAsync(new InboxFilter(false, NotificationKinds.Urged, 1, 100), app.As(who), None));
        return [.. rows.Rows.Where(r => r.Text.Title.Contains(name, StringComparison.Ordinal))];
    }
}
