using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Notifications.Channels;

/// <summary>Sends a test message with the stored settings, also while the channel is still switched off.</summary>
public sealed class ChannelTester(
    CrmDbContext db, MessageChannels channels, PublicLinks links, OrganizationClock clock, IStringLocalizer<ChannelsText> text)
{
    /// <summary>Where a test goes if nothing else is typed: to the administrator.</summary>
    public async Task<(string? Mail, string? Mobile)> OwnAddressesAsync(UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminNotifications);
        var own = await db.Users.AsNoTracking().Where(u => u.Id == by.UserId).Select(u => new { u.Email, u.Mobile }).FirstOrDefaultAsync(ct);
        return (own?.Email, own?.Mobile);
    }

    /// <returns>What came of it, in words for the administrator, such as that the address is none; null where it was sent.</returns>
    /// <exception cref="NotFoundException">The user may not set up channels.</exception>
    public async Task<string?> MailAsync(string? to, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminNotifications);
        var address = FormText.CleanCode(to);
        return MailAddressRule.IsAddress(address) ? await SendAsync(new ChannelKey(OutboxChannel.Mail, null), address, [], ct) : text["Error.MailAddress"].Value;
    }

    /// <inheritdoc cref="MailAsync"/>
    public async Task<string?> SmsAsync(string? to, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminNotifications);
        return PhoneNumber.TryParseMobile(to, out var digits) ? await SendAsync(new ChannelKey(OutboxChannel.Sms, null), digits, [], ct) : text["Error.Mobile"].Value;
    }

    /// <inheritdoc cref="MailAsync"/>
    public async Task<string?> RobotAsync(int id, UserScope by, CancellationToken ct)
    {
        var (_, mobile) = await OwnAddressesAsync(by, ct);
        if (!await db.DepartmentRobots.AnyAsync(r => r.Id == id, ct))
            throw new NotFoundException();
        return await SendAsync(new ChannelKey(OutboxChannel.Robot, id), null, mobile is null ? [] : [mobile], ct);
    }

    private async Task<string?> SendAsync(ChannelKey key, string? address, IReadOnlyList<string> mentions, CancellationToken ct)
    {
        var opened = await channels.OpenAsync(key, evenIfOff: true, ct);
        if (opened.Channel is null)
            return text.Error(SendErrors.NotSetUp);
        await using var channel = opened.Channel;
        var message = new OutgoingMessage(
            $"test:{Guid.NewGuid():N}", address, text["Test.Subject"], text["Test.Body"], links.To("/"), mentions, clock.UtcNow)
        {
            Culture = CultureInfo.CurrentUICulture.Name,
        };
        var outcome = await channel.SendAsync(message, ct);
        return outcome.Error is null ? null : text.Error(outcome.Error);
    }
}

/// <summary>Errors of sending, in words.</summary>
public static class SendErrorText
{
    /// <param name="error">As stored with the message.</param>
    public static string Error(this IStringLocalizer<ChannelsText> text, string error)
    {
        var known = text[$"SendError.{SendErrors.CodeOf(error)}"];
        var words = known.ResourceNotFound ? text["SendError.answer"].Value : known.Value;
        return SendErrors.DetailOf(error) is { } detail ? text["SendError.WithDetail", words, detail].Value : words;
    }
}
