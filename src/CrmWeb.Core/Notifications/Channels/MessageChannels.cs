using CrmWeb.Core.Notifications.Mail;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Robots;
using CrmWeb.Core.Notifications.Sms;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Notifications.Channels;

/// <summary>One channel: the mail server, the gateway, one robot.</summary>
public sealed record ChannelKey(OutboxChannel Channel, int? RobotId);

/// <summary>What came of opening a channel: it, or why it is closed.</summary>
/// <param name="Closed">One of <see cref="SendErrors"/>; switched off means that its messages are no longer wanted.</param>
public sealed record OpenedChannel(IMessageChannel? Channel, string? Closed);

/// <summary>Opens the channels with the settings of the moment.</summary>
public sealed class MessageChannels(
    IDbContextFactory<CrmDbContext> databases, SecretProtector sealing, OutboundConnections connections, MailConnections mailConnections,
    IConfiguration configuration, IStringLocalizer<ChannelsText> text)
{
    private const string AliyunEndpoint = "https://dysmsapi.aliyuncs.com";

    /// <param name="evenIfOff">Opens it also where it is switched off: for a test before it is switched on.</param>
    public async Task<OpenedChannel> OpenAsync(ChannelKey key, bool evenIfOff, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return key.RobotId is { } robot ? await RobotAsync(db, robot, evenIfOff, ct) : await ChannelAsync(db, key.Channel, evenIfOff, ct);
    }

    private async Task<OpenedChannel> ChannelAsync(CrmDbContext db, OutboxChannel channel, bool evenIfOff, CancellationToken ct)
    {
        var settings = await db.ChannelSettings.AsNoTracking().FirstOrDefaultAsync(s => s.Channel == channel, ct);
        if (settings is null || !(settings.IsEnabled || evenIfOff))
            return new OpenedChannel(null, SendErrors.SwitchedOff);
        IMessageChannel? opened = channel switch
        {
            OutboxChannel.Mail when sealing.OpenJson<MailSettings>(settings.Sealed) is { } mail => new MailChannel(mail, mailConnections, text),
            OutboxChannel.Sms when sealing.OpenJson<SmsSettings>(settings.Sealed) is { } sms => sms.Gateway == SmsGateway.Aliyun
                ? new AliyunSms(sms, new Uri(configuration["Notifications:AliyunEndpoint"] ?? AliyunEndpoint), connections)
                : new HttpSms(sms, connections),
            _ => null,
        };
        return new OpenedChannel(opened, opened is null ? SendErrors.NotSetUp : null);
    }

    private async Task<OpenedChannel> RobotAsync(CrmDbContext db, int id, bool evenIfOff, CancellationToken ct)
    {
        var robot = await db.DepartmentRobots.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct);
        if (robot is null || !(robot.IsActive || evenIfOff))
            return new OpenedChannel(null, SendErrors.SwitchedOff);
        var secret = sealing.Open(robot.SealedSecret);
        if (sealing.Open(robot.SealedAddress) is not { } address || (robot.SealedSecret is not null && secret is null))
            return new OpenedChannel(null, SendErrors.NotSetUp);
        return new OpenedChannel(new RobotChannel(robot.Product, address, secret, connections), null);
    }
}
