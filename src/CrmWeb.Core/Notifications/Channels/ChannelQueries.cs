using CrmWeb.Core.Access;
using CrmWeb.Core.Notifications.Mail;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Sms;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Notifications.Channels;

/// <summary>A robot in the list of those who set up channels.</summary>
public sealed record RobotRow(int Id, string Name, string Department, RobotProduct Product, bool IsActive, DateTime? LastSentAt, string? LastError);

/// <summary>How mail or text messages stand.</summary>
/// <param name="IsSetUp">Settings are stored, and this installation's keys can open them.</param>
/// <param name="Words">Server or gateway, without secrets.</param>
public sealed record ChannelRow(OutboxChannel Channel, bool IsSetUp, bool IsEnabled, string? Words, DateTime? LastSentAt, string? LastError);

/// <summary>All channels, what is compulsory on them, and how many messages wait or failed.</summary>
public sealed record ChannelOverview(
    IReadOnlyList<ChannelRow> Channels, IReadOnlyList<RobotRow> Robots, IReadOnlyDictionary<string, NotificationChannels> Compulsory, int Waiting, int Failed, bool HasLinks);

/// <summary>Reads the channels for those who set them up.</summary>
public sealed class ChannelQueries(CrmDbContext db, SecretProtector sealing, DepartmentTree departments, PublicLinks links, OrganizationClock clock)
{
    /// <summary>What was sent before is not looked for.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    /// <exception cref="NotFoundException">The user may not set up channels.</exception>
    public async Task<ChannelOverview> ReadAsync(UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminNotifications);
        var settings = await db.ChannelSettings.AsNoTracking().ToListAsync(ct);
        var robots = await db.DepartmentRobots.AsNoTracking().OrderBy(r => r.Id).ToListAsync(ct);
        var tree = await departments.GetAsync(ct);
        var since = clock.UtcNow - Lately;
        var sent = await db.OutboxMessages.Where(m => m.CreatedAt > since && m.SentAt != null).GroupBy(m => new { m.Channel, m.RobotId })
            .Select(g => new { g.Key, At = g.Max(m => m.SentAt) }).ToListAsync(ct);
        var troubled = await db.OutboxMessages
            .Where(m => m.State == OutboxState.Waiting && m.Error != null).OrderByDescending(m => m.Id).Take(200)
            .Select(m => new { m.Channel, m.RobotId, m.Error }).ToListAsync(ct);
        var counts = await db.OutboxMessages.Where(m => m.State == OutboxState.Waiting || m.State == OutboxState.Failed || m.State == OutboxState.Sending)
            .GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new ChannelOverview(
            [.. new[] { OutboxChannel.Mail, OutboxChannel.Sms }.Select(channel => Row(channel, settings.Find(s => s.Channel == channel)))],
            [
                .. robots.OrderByDescending(r => r.IsActive).ThenBy(r => r.Name, PinyinOrder.Names).Select(r => new RobotRow(
                    r.Id, r.Name, tree.ById(r.DepartmentId)?.Path ?? "", r.Product, r.IsActive, SentAt(OutboxChannel.Robot, r.Id), Error(OutboxChannel.Robot, r.Id))),
            ],
            await db.NotificationPolicies.AsNoTracking().ToDictionaryAsync(p => p.Kind, p => p.Compulsory, ct),
            counts.GetValueOrDefault(OutboxState.Waiting) + counts.GetValueOrDefault(OutboxState.Sending),
            counts.GetValueOrDefault(OutboxState.Failed),
            links.To("/") is not null);

        ChannelRow Row(OutboxChannel channel, ChannelSettings? row)
        {
            var words = channel == OutboxChannel.Mail
                ? sealing.OpenJson<MailSettings>(row?.Sealed) is { } mail ? $"{mail.Host}:{mail.Port} · {mail.From}" : null
                : sealing.OpenJson<SmsSettings>(row?.Sealed) is { } sms ? sms.Gateway == SmsGateway.Aliyun ? $"{sms.SignName} · {sms.TemplateCode}" : new Uri(sms.Address!).Authority : null;
            return new ChannelRow(channel, words is not null, row?.IsEnabled ?? false, words, SentAt(channel, null), Error(channel, null));
        }

        DateTime? SentAt(OutboxChannel channel, int? robot) => sent.FirstOrDefault(s => s.Key.Channel == channel && s.Key.RobotId == robot)?.At;
        string? Error(OutboxChannel channel, int? robot) => troubled.Find(t => t.Channel == channel && t.RobotId == robot)?.Error;
    }
}
