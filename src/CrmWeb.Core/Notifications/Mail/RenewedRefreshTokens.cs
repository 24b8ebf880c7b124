using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Notifications.Mail;

/// <summary>Puts a refresh token that a provider exchanged into the stored settings: the one before may be good for nothing any more.</summary>
public sealed class RenewedRefreshTokens(IDbContextFactory<CrmDbContext> databases, SecretProtector sealing)
{
    /// <summary>
    /// Changes nothing where other settings were saved meanwhile, and leaves the settings' version: whoever has the form open changes
    /// nothing of what this changes.
    /// </summary>
    /// <param name="before">With the token that was exchanged.</param>
    internal async Task StoreAsync(OAuthClient before, OAuthClient now, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var stored = await db.ChannelSettings.AsNoTracking().Where(s => s.Channel == OutboxChannel.Mail).Select(s => s.Sealed).FirstOrDefaultAsync(ct);
        if (sealing.OpenJson<MailSettings>(stored) is not { } settings || settings.OAuth != before)
            return;
        var renewed = sealing.SealJson(settings with { OAuth = now });
        if (renewed.Length > ChannelSettings.SealedMax)
            return;
        await db.ChannelSettings.Where(s => s.Channel == OutboxChannel.Mail && s.Sealed == stored)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Sealed, renewed), ct);
    }
}
