using CrmWeb.Core.Access;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Signals;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence.Signals;

/// <summary>That a save wakes whoever waits for what it wrote.</summary>
public sealed class WakeSignalTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static int number;

    [Fact]
    public async Task A_message_and_a_line_wake_once_they_are_committed_and_not_before()
    {
        using var waiter = app.Services.GetRequiredService<WakeSignal>().Listen(Wake.All);
        await app.DbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Add(Message());
            await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
            db.Add(Line());
            await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
            Assert.Equal(Wake.None, await waiter.WaitAsync(TimeSpan.Zero, CancellationToken.None));
            await transaction.CommitAsync();
            return 0;
        });
        Assert.Equal(Wake.Outbox | Wake.News, await waiter.WaitAsync(Patience, CancellationToken.None));
    }

    [Fact]
    public async Task What_is_rolled_back_wakes_nobody()
    {
        using var waiter = app.Services.GetRequiredService<WakeSignal>().Listen(Wake.All);
        await app.DbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Add(Message());
            await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
            await transaction.RollbackAsync();
            db.ChangeTracker.Clear();
            db.Add(new CalendarDay(new DateOnly(2031, 1, 1), false, null));
            await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
            return 0;
        });
        Assert.Equal(Wake.None, await waiter.WaitAsync(TimeSpan.Zero, CancellationToken.None));
    }

    [Theory]
    [InlineData(5, Wake.Reminders)]
    [InlineData(60, Wake.None)]
    public async Task A_task_wakes_where_its_reminder_is_due_already(int minutesAhead, Wake expected)
    {
        using var waiter = app.Services.GetRequiredService<WakeSignal>().Listen(Wake.All);
        var rep = app.Company[Who.RepEast].Id;
        await app.DbAsync(async db =>
        {
            var facts = new FollowUpFacts(await db.FollowUps.Select(f => f.MethodId).FirstAsync(), null, "回访", null);
            db.Add(FollowUp.Planned(app.Company.EastCustomer, Guid.NewGuid(), facts, new FollowUpPlan(app.Clock.Now.AddMinutes(minutesAhead), rep, FollowUpPriority.Normal, 10, NotificationChannels.Page), rep, app.Clock.Now));
            return await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        });
        Assert.Equal(expected, await waiter.WaitAsync(TimeSpan.Zero, CancellationToken.None));
    }

    [Fact]
    public async Task Signals_while_nobody_waits_become_one_and_are_not_lost()
    {
        var signal = new WakeSignal();
        using var waiter = signal.Listen(Wake.Outbox | Wake.Jobs);
        for (var i = 0; i < 100; i++)
            signal.Ring(i % 2 == 0 ? Wake.Outbox | Wake.News : Wake.Jobs);
        Assert.Equal(Wake.Outbox | Wake.Jobs, await waiter.WaitAsync(Patience, CancellationToken.None));
        Assert.Equal(Wake.None, await waiter.WaitAsync(TimeSpan.Zero, CancellationToken.None));
    }

    [Theory]
    [InlineData("2:somebody", Wake.Outbox)]
    [InlineData("255:somebody", Wake.All)]
    [InlineData("2:me", Wake.None)]
    [InlineData("2", Wake.None)]
    [InlineData("x:somebody", Wake.None)]
    [InlineData("", Wake.None)]
    public void What_another_process_calls_is_read_and_what_is_not_understood_is_left(string payload, Wake expected) =>
        Assert.Equal(expected, PostgresWakes.Read(payload, "me"));

    [Fact]
    public async Task On_a_database_that_can_call_other_processes_hear_of_it_also_after_the_line_was_cut()
    {
        await using var other = CoreServices.Build(app.Settings, app.Clock);
        var listening = other.GetServices<IHostedService>().OfType<PostgresWakes>().SingleOrDefault();
        Assert.Equal(app.Settings.Provider == DatabaseProvider.PostgreSql, listening is not null);
        if (listening is null)
            return;

        using var waiter = other.GetRequiredService<WakeSignal>().Listen(Wake.All);
        await listening.StartAsync(CancellationToken.None);
        await HeardAsync(waiter, Wake.All);

        // Sent as another process would: the sender of a test's own save is this process, which has rung already.
        await app.DbAsync(db => db.Database.ExecuteSqlAsync($"SELECT pg_notify('crmweb', '2:another')"));
        await HeardAsync(waiter, Wake.Outbox);

        await app.DbAsync(db => db.Database.ExecuteSqlAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"));
        await HeardAsync(waiter, Wake.All);
        await app.DbAsync(db => db.Database.ExecuteSqlAsync($"SELECT pg_notify('crmweb', '4:another')"));
        await HeardAsync(waiter, Wake.News);
        await listening.StopAsync(CancellationToken.None);
    }

    private static async Task HeardAsync(WakeSignal.Waiter waiter, Wake expected) =>
        Assert.Equal(expected, await waiter.WaitAsync(Patience, CancellationToken.None));

    private OutboxMessage Message() => new(
        $"wake:{Interlocked.Increment(ref number)}", OutboxChannel.Mail, NotificationKinds.System, app.Company[Who.Admin].Id, null,
        new OutboxText("admin@example.com", "测试", "测试", null, null, null), TestClock.Start, TestClock.Start);

    private Notification Line() => new(app.Company[Who.RepEast].Id, NotificationKinds.System, $"wake:{Interlocked.Increment(ref number)}", null, null, null, "{}", TestClock.Start);
}
