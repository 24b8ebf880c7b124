using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Robots;
using Microsoft.Extensions.Configuration;

namespace CrmWeb.Core.Notifications.Outbox;

/// <summary>How fast messages may leave: settings Notifications:MailPerMinute, SmsPerMinute, and for each robot RobotPerMinute.</summary>
public sealed class OutboxLimits(IConfiguration configuration)
{
    /// <summary>Between two messages to one robot: 飞书 takes five in a second.</summary>
    private readonly TimeSpan pace = TimeSpan.FromMilliseconds(configuration.GetValue("Notifications:RobotPaceMilliseconds", 250));

    public int PerMinute(OutboxChannel channel) => channel switch
    {
        OutboxChannel.Mail => configuration.GetValue("Notifications:MailPerMinute", 600),
        OutboxChannel.Sms => configuration.GetValue("Notifications:SmsPerMinute", 120),
        _ => Math.Min(RobotProducts.PerMinute, configuration.GetValue("Notifications:RobotPerMinute", RobotProducts.PerMinute)),
    };

    public Task PaceAsync(OutboxChannel channel, CancellationToken ct) =>
        channel == OutboxChannel.Robot && pace > TimeSpan.Zero ? Task.Delay(pace, ct) : Task.CompletedTask;
}
