using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Tests.Pages;

/// <summary>Robots and messages for the addresses of the table.</summary>
internal static class RouteChannels
{
    /// <summary>A robot nobody answers for, a message that failed, and what the settings' forms carry.</summary>
    public static async Task<bool> AddAsync(CrmDbContext db, CrmApp app, int number, Dictionary<string, string> values)
    {
        var sealing = app.Services.GetRequiredService<SecretProtector>();
        var robot = new DepartmentRobot(app.Company.DepartmentEast, RobotProduct.Feishu, $"路由机器人{number}", sealing.Seal("https://127.0.0.1:1/open-apis/bot/v2/hook/x"), null);
        db.DepartmentRobots.Add(robot);
        await db.SaveChangesAsync();
        var message = new OutboxMessage(
            $"route:{number}", OutboxChannel.Mail, NotificationKinds.System, app.Company[Who.Admin].Id, null,
            new OutboxText("admin@example.com", "测试", "测试", null, null, null), TestClock.Start, TestClock.Start);
        db.OutboxMessages.Add(message);
        await db.SaveChangesAsync();
        await db.OutboxMessages.Where(m => m.Id == message.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, OutboxState.Failed));

        values["robot"] = $"{robot.Id}";
        values["robotVersion"] = robot.Version.ToString();
        values["failedMessage"] = $"{message.Id}";
        values["mailVersion"] = (await VersionAsync(db, OutboxChannel.Mail)).ToString();
        values["smsVersion"] = (await VersionAsync(db, OutboxChannel.Sms)).ToString();
        values["smsBody"] = """{"to":"{mobile}","text":"{text}"}""";

        // What is compulsory already would be no change.
        values["compulsory"] = number % 2 == 0 ? "Mail" : "Sms";
        return true;
    }

    private static Task<Guid> VersionAsync(CrmDbContext db, OutboxChannel channel) =>
        db.ChannelSettings.Where(s => s.Channel == channel).Select(s => s.Version).FirstOrDefaultAsync();
}
