using CrmWeb.Core.Notifications;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Notifications;

/// <summary>On which ways an announcement leaves the program, when, and what it says there.</summary>
public sealed class OutboxWriterTests(CoreFixture app) : IClassFixture<CoreFixture>, IAsyncLifetime
{
    private const NotificationChannels All = NotificationChannels.Page | NotificationChannels.Mail | NotificationChannels.Robot;

    /// <summary>Commands for five hundred; what is written past the change tracker is not among them.</summary>
    private const int MostAPage = 20;

    private static int slots;

    private int Rep => app.Company[Who.RepEast].Id;

    public async Task InitializeAsync()
    {
        app.Clock.Now = TestClock.Start;
        await Ways.ClearAsync(app);
        await Ways.MailAsync(app, 25);
        await Ways.RobotAsync(app, app.Company.DepartmentEast, "http://127.0.0.1:1/east");
        await app.DbAsync(db => db.Users.Where(u => u.Id == Rep).ExecuteUpdateAsync(set => set.SetProperty(u => u.Email, "rep@example.com")));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(All, null, NotificationChannels.None, "Mail Robot")]
    [InlineData(NotificationChannels.Page, null, NotificationChannels.None, "")]
    [InlineData(NotificationChannels.Mail, null, NotificationChannels.None, "Mail")]
    [InlineData(NotificationChannels.Sms, null, NotificationChannels.None, "")]
    [InlineData(All, NotificationChannels.Page, NotificationChannels.None, "")]
    [InlineData(All, NotificationChannels.Mail, NotificationChannels.None, "Mail")]
    [InlineData(NotificationChannels.Page, NotificationChannels.Page, NotificationChannels.Robot, "Robot")]
    [InlineData(null, NotificationChannels.Mail, NotificationChannels.None, "Mail")]
    [InlineData(null, NotificationChannels.None, NotificationChannels.Mail, "Mail")]
    [InlineData(null, null, NotificationChannels.None, "Mail")]
    public async Task Asked_for_unless_switched_off_besides_compulsory_as_far_as_set_up(
        NotificationChannels? asked, NotificationChannels? choice, NotificationChannels compulsory, string expected)
    {
        await app.DbAsync(db =>
        {
            if (choice is { } chosen)
                db.NotificationChoices.Add(new NotificationChoice(Rep, NotificationKinds.Overdue, chosen));
            db.NotificationPolicies.Add(new NotificationPolicy(NotificationKinds.Overdue, compulsory));
            return db.SaveChangesAsync();
        });
        await AnnounceAsync(About(NotificationKinds.Overdue) with { Channels = asked });
        Assert.Equal(expected, string.Join(' ', (await Ways.MessagesAsync(app)).Select(m => m.Channel)));
        Assert.Equal(1, await app.DbAsync(db => db.Notifications.CountAsync()));
    }

    [Fact]
    public async Task Telling_it_again_tells_nothing()
    {
        var one = About(NotificationKinds.Reminder) with { Channels = All };
        Assert.Equal(1, await AnnounceAsync(one));
        Assert.Equal(0, await AnnounceAsync(one));
        Assert.Equal(2, (await Ways.MessagesAsync(app)).Count);
    }

    [Fact]
    public async Task A_mail_says_what_its_reader_may_see_and_a_room_only_that_something_waits()
    {
        await AnnounceAsync(About(NotificationKinds.Reminder) with { Channels = All, FollowUpId = app.Company.PlannedFollowUp });
        var messages = await Ways.MessagesAsync(app);
        var (mail, room) = (messages[0], messages[1]);
        Assert.Equal(("rep@example.com", $"11月19日 10:00 跟进：{TestCompany.EastName}"), (mail.Address, mail.Subject));
        Assert.Equal($"https://crm.example.com/follow-ups/{app.Company.PlannedFollowUp}", mail.Link);
        Assert.Equal("【跟进提醒】王海涛，您有一条待处理事项，详情请打开链接查看。", room.Body);
        Assert.Equal(mail.Link, room.Link);
        Assert.Matches("^1380000\\d{4}$", room.Mentions);
        Assert.DoesNotContain(TestCompany.EastName, room.Subject + room.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_not_see_the_customer_is_sent_nothing_about_it()
    {
        await AnnounceAsync(About(NotificationKinds.Silent) with { Channels = All, CustomerId = app.Company.SouthCustomer });
        Assert.Empty(await Ways.MessagesAsync(app));
    }

    [Fact]
    public async Task A_department_without_a_robot_uses_the_one_above_and_one_of_its_own_wins()
    {
        await AnnounceAsync(About(NotificationKinds.Reminder) with { Channels = NotificationChannels.Robot });
        var above = (await Ways.MessagesAsync(app)).Single().RobotId;
        var own = await Ways.RobotAsync(app, app.Company.DepartmentShanghai, "http://127.0.0.1:1/shanghai");
        await AnnounceAsync(About(NotificationKinds.Reminder) with { Channels = NotificationChannels.Robot });
        Assert.Equal([above, own], (await Ways.MessagesAsync(app)).Select(m => m.RobotId));
        await AnnounceAsync(About(NotificationKinds.Reminder) with { RecipientId = app.Company[Who.RepSouth].Id, CustomerId = null, Channels = NotificationChannels.Robot });
        Assert.Equal(2, (await Ways.MessagesAsync(app)).Count);
    }

    [Theory]
    [InlineData("2026-11-18T14:00", "22:00", "07:00", "2026-11-18T23:00")]
    [InlineData("2026-11-18T13:59", "22:00", "07:00", null)]
    [InlineData("2026-11-18T22:30", "22:00", "07:00", "2026-11-18T23:00")]
    [InlineData("2026-11-18T23:00", "22:00", "07:00", null)]
    [InlineData("2026-11-18T04:30", "12:00", "13:30", "2026-11-18T05:30")]
    [InlineData("2026-11-18T05:30", "12:00", "13:30", null)]
    public async Task Quiet_hours_hold_a_message_until_they_end(string now, string from, string until, string? expected)
    {
        app.Clock.Now = Utc(now);
        await HoursAsync(h => h.Change(TimeOnly.Parse(from, null), TimeOnly.Parse(until, null), false, NotificationChannels.Mail));
        await AnnounceAsync(About(NotificationKinds.Reminder) with { Channels = NotificationChannels.Mail });
        Assert.Equal(Utc(expected ?? now), (await Ways.MessagesAsync(app)).Single().NextAttemptAt);
    }

    [Fact]
    public async Task Whoever_takes_the_digest_only_gets_reminders_and_what_is_compulsory()
    {
        await HoursAsync(h => h.Change(null, null, digestOnly: true, NotificationChannels.Mail));
        await app.DbAsync(db =>
        {
            db.NotificationPolicies.Add(new NotificationPolicy(NotificationKinds.Urged, NotificationChannels.Mail));
            return db.SaveChangesAsync();
        });
        foreach (var kind in new[] { NotificationKinds.Overdue, NotificationKinds.Silent, NotificationKinds.Reminder, NotificationKinds.Urged, NotificationKinds.Digest })
            await AnnounceAsync(About(kind) with { Channels = NotificationChannels.Mail });
        Assert.Equal([NotificationKinds.Reminder, NotificationKinds.Urged, NotificationKinds.Digest], (await Ways.MessagesAsync(app)).Select(m => m.Kind));
    }

    /// <summary>Not one by one: with ten thousand at once nobody else gets to write.</summary>
    [Theory]
    [InlineData(60, 1)]
    [InlineData(500, 1)]
    [InlineData(1500, 3)]
    public async Task Very_many_announcements_are_queued_with_a_few_commands_for_each_five_hundred(int many, int pages)
    {
        await AnnounceAsync(About(NotificationKinds.Reminder) with { Channels = NotificationChannels.Mail });
        await Ways.ClearMessagesAsync(app);
        app.Sql.Clear();
        await AnnounceAsync([.. Enumerable.Range(0, many).Select(_ => About(NotificationKinds.Reminder) with { Channels = NotificationChannels.Mail, FollowUpId = app.Company.PlannedFollowUp })]);
        Assert.InRange(app.Sql.Commands.Count, pages, pages * MostAPage);
        Assert.Equal((many, many), await app.DbAsync(async db => (await db.Notifications.CountAsync(), await db.OutboxMessages.CountAsync())));
    }

    private static DateTime Utc(string text) => DateTime.SpecifyKind(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);

    private Announcement About(string kind) => new(kind, $"test:{Interlocked.Increment(ref slots)}", Rep) { CustomerId = app.Company.EastCustomer };

    private Task HoursAsync(Action<NotificationHours> change) => app.DbAsync(db =>
    {
        var hours = new NotificationHours(Rep);
        change(hours);
        db.NotificationHours.Add(hours);
        return db.SaveChangesAsync();
    });

    /// <summary>Announces and saves with one context, as a feature does.</summary>
    private async Task<int> AnnounceAsync(params Announcement[] announcements)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var added = await scope.ServiceProvider.GetRequiredService<NotificationPublisher>().AddAsync(announcements, CancellationToken.None);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return added;
    }
}
