using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.FollowUps.Reminders;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Notifications;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps.Reminders;

/// <summary>Reminders come at the planned time less the lead, once.</summary>
public sealed class ReminderDispatcherTests : IClassFixture<ForgetfulFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTime LocalNow = new(2026, 11, 18, 10, 0, 0);
    private readonly ForgetfulFixture app;

    public ReminderDispatcherTests(ForgetfulFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(60)]
    [InlineData(1440)]
    public async Task It_is_told_at_the_planned_time_less_the_lead_and_not_a_second_before(int lead)
    {
        var task = await PlanAsync(LocalNow.AddDays(2), lead);
        app.Clock.Now = TestClock.Start.AddDays(2).AddMinutes(-lead).AddSeconds(-1);
        await RemindAsync();
        Assert.Empty(await ToldOfAsync(task));

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await RemindAsync();
        var told = Assert.Single(await ToldOfAsync(task));
        Assert.Equal((NotificationKinds.Reminder, app.Company[Who.RepEast].Id, app.Company.EastCustomer), (told.Kind, told.UserId, told.CustomerId!.Value));
        Assert.Null(await RemindAtAsync(task));
    }

    [Fact]
    public async Task Running_again_tells_nothing_again()
    {
        var task = await PlanAsync(LocalNow.AddMinutes(30), 10);
        app.Clock.Advance(TimeSpan.FromMinutes(21));
        await RemindAsync();
        await RemindAsync();
        Assert.Single(await ToldOfAsync(task));

        // Even where a process died after telling and before noting that nothing is owed any more.
        await app.DbAsync(db => db.FollowUps.Where(f => f.Id == task).ExecuteUpdateAsync(s => s.SetProperty(f => f.RemindAt, TestClock.Start.AddMinutes(20))));
        Assert.Equal(0, await RemindAsync());
        Assert.Single(await ToldOfAsync(task));
    }

    [Fact]
    public async Task A_task_moved_later_is_reminded_of_anew()
    {
        var task = await PlanAsync(LocalNow.AddMinutes(30), 10);
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        await RemindAsync();
        await app.WithAsync<TaskPlanner>(w => w.ReplanAsync(task, Forms.Plan(LocalNow.AddDays(1)), app.As(Who.RepEast), None));
        app.Clock.Now = TestClock.Start.AddDays(1);
        await RemindAsync();
        Assert.Equal(2, (await ToldOfAsync(task)).Count);
    }

    [Fact]
    public async Task What_is_done_called_off_or_in_the_bin_reminds_nobody()
    {
        var done = await PlanAsync(LocalNow.AddMinutes(30), 10);
        await app.WithAsync<FollowUpCompletion>(w => w.CompleteAsync(done, Forms.Record(LocalNow.AddMinutes(-5)), app.As(Who.RepEast), None));
        var off = await PlanAsync(LocalNow.AddMinutes(30), 10);
        await app.WithAsync<TaskActions>(w => w.CancelAsync(off, null, app.As(Who.RepEast), None));
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer("上海即将删除有限公司"));
        var binned = await PlanAsync(LocalNow.AddMinutes(30), 10, customer);
        await app.WithAsync<RecycleBin>(b => b.DeleteAsync(customer, app.As(Who.MgrEast), None));

        app.Clock.Advance(TimeSpan.FromHours(1));
        await RemindAsync();
        foreach (var task in new[] { done, off, binned })
        {
            Assert.Empty(await ToldOfAsync(task));
            Assert.Null(await RemindAtAsync(task));
        }
    }

    [Fact]
    public async Task After_three_days_of_standstill_each_task_is_told_once_and_only_inside_the_program()
    {
        List<int> tasks = [];
        for (var day = 0; day < 3; day++)
            tasks.Add(await PlanAsync(LocalNow.AddDays(day).AddHours(1), 10));
        app.Clock.Advance(TimeSpan.FromDays(3));
        await RemindAsync();
        foreach (var task in tasks)
            Assert.Single(await ToldOfAsync(task));
        Assert.Equal(0, await RemindAsync());
    }

    [Fact]
    public async Task One_put_off_until_tomorrow_rings_on_its_ways_and_one_missed_in_a_standstill_does_not()
    {
        await WithMailAsync(async () =>
        {
            var missed = await PlanAsync(LocalNow.AddMinutes(30), 10, channels: NotificationChannels.Mail);
            var putOff = await PlanAsync(LocalNow.AddMinutes(30), 10, channels: NotificationChannels.Mail);
            await app.WithAsync<TaskActions>(t => t.SnoozeAsync(putOff, Snooze.Tomorrow, app.As(Who.RepEast), None));
            app.Clock.Now = new DateTime(2026, 11, 19, 1, 0, 0, DateTimeKind.Utc);
            await RemindAsync();
            Assert.Single(await ToldOfAsync(missed));
            Assert.StartsWith($"reminder:followup:{putOff}:", Assert.Single(await Ways.MessagesAsync(app)).Key, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task One_asked_for_long_before_is_followed_by_the_usual_one()
    {
        var task = await PlanAsync(LocalNow.AddDays(7), 60);
        await app.WithAsync<TaskActions>(t => t.SnoozeAsync(task, Snooze.TenMinutes, app.As(Who.RepEast), None));
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await RemindAsync();
        Assert.Single(await ToldOfAsync(task));
        Assert.Equal(TestClock.Start.AddDays(7).AddHours(-1), await RemindAtAsync(task));
        app.Clock.Now = TestClock.Start.AddDays(7).AddHours(-1);
        await RemindAsync();
        Assert.Equal(2, (await ToldOfAsync(task)).Count);
        Assert.Null(await RemindAtAsync(task));
    }

    [Fact]
    public async Task In_the_place_of_somebody_who_lost_sight_of_the_customer_the_owner_is_reminded()
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer("上海已移交有限公司"));
        var task = await PlanAsync(LocalNow.AddMinutes(30), 10, customer);
        await app.WithAsync<CustomerAssignment>(a => a.AssignAsync(customer, app.Company[Who.RepEast2].Id, app.As(Who.MgrEast), None));
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        await RemindAsync();
        Assert.Equal(app.Company[Who.RepEast2].Id, Assert.Single(await ToldOfAsync(task)).UserId);
    }

    [Fact]
    public async Task An_emoji_where_the_quotation_ends_stops_no_reminder()
    {
        await WithMailAsync(async () =>
        {
            var task = await PlanAsync(LocalNow.AddMinutes(30), 10, channels: NotificationChannels.Mail, words: new string('字', 118) + "😀" + new string('字', 40));
            app.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(1, await RemindAsync());
            Assert.Single(await ToldOfAsync(task));
            Assert.Contains("字字…", Assert.Single(await Ways.MessagesAsync(app)).Body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Whoever_left_the_company_is_reminded_of_nothing()
    {
        var task = await PlanAsync(LocalNow.AddMinutes(30), 10);
        var rep = app.Company[Who.RepEast].Id;
        await app.DbAsync(db => db.Users.Where(u => u.Id == rep).ExecuteUpdateAsync(s => s.SetProperty(u => u.IsActive, false)));
        try
        {
            app.Clock.Advance(TimeSpan.FromHours(1));
            await RemindAsync();
            Assert.Empty(await ToldOfAsync(task));
        }
        finally
        {
            await app.DbAsync(db => db.Users.Where(u => u.Id == rep).ExecuteUpdateAsync(s => s.SetProperty(u => u.IsActive, true)));
        }
    }

    [Fact]
    public async Task The_job_says_what_it_did_and_nothing_where_there_was_nothing()
    {
        await PlanAsync(LocalNow.AddMinutes(30), 10);
        app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Matches("^told=[1-9]", await app.WithAsync<ReminderJob, string?>(j => j.RunAsync(app.Clock.Now, None)) ?? "");
        Assert.Null(await app.WithAsync<ReminderJob, string?>(j => j.RunAsync(app.Clock.Now, None)));
    }

    private async Task<int> PlanAsync(DateTime local, int lead, int? customerId = null, NotificationChannels? channels = null, string? words = null)
    {
        var form = Forms.Plan(local);
        form.ReminderLead = lead;
        if (channels is { } chosen)
            form.Channels = [chosen];
        if (words is not null)
            (form.Subject, form.Content) = (null, words);
        return await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customerId ?? app.Company.EastCustomer, form, app.As(Who.RepEast), None));
    }

    /// <summary>With a mail server set up, and nothing else to remind of.</summary>
    private async Task WithMailAsync(Func<Task> test)
    {
        await Ways.ClearAsync(app);
        await app.DbAsync(db => db.FollowUps.ExecuteUpdateAsync(s => s.SetProperty(f => f.RemindAt, (DateTime?)null)));
        await app.DbAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.Email, "rep@example.com")));
        await Ways.MailAsync(app, 25);
        try
        {
            await test();
        }
        finally
        {
            await Ways.ClearAsync(app);
        }
    }

    private Task<int> RemindAsync() => app.WithAsync<ReminderDispatcher, int>(r => r.RemindDueAsync(UserScope.System, None));

    private Task<List<Notification>> ToldOfAsync(int task) => app.DbAsync(db => db.Notifications.AsNoTracking().Where(n => n.FollowUpId == task).ToListAsync());

    private Task<DateTime?> RemindAtAsync(int task) => app.DbAsync(db => db.FollowUps.IgnoreQueryFilters().Where(f => f.Id == task).Select(f => f.RemindAt).SingleAsync());
}
