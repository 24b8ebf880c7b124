using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Mail;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Outbox;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Tests.Core.Notifications;

/// <summary>Sets up ways out for a test, and puts messages on them.</summary>
internal static class Ways
{
    private static int count;

    public static Task MailAsync(CoreFixture app, int port, bool isEnabled = true) => app.DbAsync(async db =>
    {
        await db.ChannelSettings.Where(s => s.Channel == OutboxChannel.Mail).ExecuteDeleteAsync();
        var settings = new ChannelSettings(OutboxChannel.Mail);
        var mail = new MailSettings("127.0.0.1", port, MailSecurity.None, null, null, "crm@example.com", "CRM");
        settings.Change(isEnabled, app.Services.GetRequiredService<SecretProtector>().SealJson(mail), TestClock.Start);
        db.ChannelSettings.Add(settings);
        await db.SaveChangesAsync();
        app.Services.GetRequiredService<ChannelSetup>().Invalidate();
        return true;
    });

    public static Task<int> RobotAsync(CoreFixture app, int department, string address, RobotProduct product = RobotProduct.WeCom) => app.DbAsync(async db =>
    {
        var robot = new DepartmentRobot(department, product, $"机器人{Interlocked.Increment(ref count)}", app.Services.GetRequiredService<SecretProtector>().Seal(address), null);
        db.DepartmentRobots.Add(robot);
        await db.SaveChangesAsync();
        app.Services.GetRequiredService<ChannelSetup>().Invalidate();
        return robot.Id;
    });

    /// <summary>Leaves no message and no robot of an earlier test.</summary>
    public static Task ClearAsync(CoreFixture app) => app.DbAsync(async db =>
    {
        await db.OutboxMessages.ExecuteDeleteAsync();
        await db.Notifications.ExecuteDeleteAsync();
        await db.DepartmentRobots.ExecuteDeleteAsync();
        await db.ChannelSettings.ExecuteDeleteAsync();
        await db.NotificationPolicies.ExecuteDeleteAsync();
        await db.NotificationChoices.ExecuteDeleteAsync();
        await db.NotificationHours.ExecuteDeleteAsync();
        app.Services.GetRequiredService<ChannelSetup>().Invalidate();
        return true;
    });

    /// <summary>Leaves no message and nothing told.</summary>
    public static Task ClearMessagesAsync(CoreFixture app) => app.DbAsync(async db => await db.OutboxMessages.ExecuteDeleteAsync() + await db.Notifications.ExecuteDeleteAsync());

    /// <summary>Messages that are due now.</summary>
    public static Task QueueAsync(CoreFixture app, int messages, int? robot = null, string address = "rep@example.com", DateTime? createdAt = null) => app.DbAsync(async db =>
    {
        for (var i = 0; i < messages; i++)
        {
            db.OutboxMessages.Add(new OutboxMessage(
                $"test:{Interlocked.Increment(ref count)}", robot is null ? OutboxChannel.Mail : OutboxChannel.Robot, NotificationKinds.Reminder,
                app.Company[Who.RepEast].Id, robot, new OutboxText(robot is null ? address : null, $"消息 {i}", $"消息 {i}", null, null, null),
                app.Clock.Now, createdAt ?? app.Clock.Now));
        }

        return await db.SaveChangesAsync();
    });

    public static Task<string?> SendAsync(CoreFixture app, CancellationToken ct = default) => app.Services.GetRequiredService<OutboxDispatcher>().RunAsync(ct);

    public static Task<List<OutboxMessage>> MessagesAsync(CoreFixture app) => app.DbAsync(db => db.OutboxMessages.AsNoTracking().OrderBy(m => m.Id).ToListAsync());
}
