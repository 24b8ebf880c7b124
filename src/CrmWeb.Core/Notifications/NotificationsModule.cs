using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Mail;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Outbox;
using CrmWeb.Core.Notifications.Robots;
using CrmWeb.Core.Persistence.Signals;
using CrmWeb.Core.Requests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrmWeb.Core.Notifications;

/// <summary>Registers what tells people things.</summary>
public static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<NotificationKindList>();
        services.AddScoped<NotificationPublisher>();
        services.AddScoped<ILockOutListener, LockOutNotice>();
        return services.AddChannels().AddOutbox().AddCleaning();
    }

    /// <summary>The channels, and what keeps them from leading into the local network.</summary>
    private static IServiceCollection AddChannels(this IServiceCollection services)
    {
        services.AddDataProtection();
        services.AddSingleton(p => OutboundPolicy.From(p.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton<HostLookup>();
        services.TryAddSingleton(OutboundTimes.Default);
        services.AddSingleton<OutboundConnections>();
        services.AddSingleton<SecretProtector>();
        services.AddSingleton<PublicLinks>();
        services.AddSingleton<ChannelSetup>();
        services.AddSingleton<RenewedRefreshTokens>();
        services.AddSingleton<MailTokens>();
        services.AddSingleton<MailConnections>();
        services.AddSingleton<MessageChannels>();
        services.AddScoped<ChannelAdministration>();
        services.AddScoped<RobotAdministration>();
        services.AddScoped<CompulsoryChannels>();
        services.AddScoped<ChannelQueries>();
        services.AddScoped<ChannelTester>();

        // Not the mail server's: a form without one takes it away, whatever else is missing then.
        return services.AddPageRules<RobotForm, ChannelsText>(text => new RobotFormValidator(null, null!, null!, text));
    }

    private static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.AddScoped<OutboxWriter>();
        services.AddSingleton<OutboxLimits>();
        services.AddSingleton<OutboxLeases>();
        services.AddSingleton<OutboxObstacles>();
        services.AddSingleton<OutboxAlarm>();
        services.AddSingleton<OutboxDispatcher>();
        services.AddScoped<OutboxQueries>();
        services.AddScoped<OutboxRetry>();
        return services.AddJob<OutboxJob>("outbox", "*/10 * * * * *", Wake.Outbox);
    }

    /// <summary>The keys behind "told once" go with the rows; by then their slots are long past.</summary>
    private static IServiceCollection AddCleaning(this IServiceCollection services)
    {
        services.AddSingleton(CleaningRule.Of("notifications", (db, now) =>
        {
            DateTime read = now.AddDays(-180), told = now.AddDays(-365);
            return db.Notifications.IgnoreQueryFilters().Where(n => n.CreatedAt < told || (n.CreatedAt < read && n.ReadAt != null)).OrderBy(n => n.CreatedAt).ThenBy(n => n.Id);
        }));
        services.AddSingleton(CleaningRule.Of("mailFiles", (db, now) =>
        {
            var old = now.AddDays(-7);
            return db.OutboxFiles.Where(f => db.OutboxMessages.Any(m => m.Id == f.MessageId && m.CreatedAt < old)).OrderBy(f => f.MessageId);
        }));
        return services.AddSingleton(CleaningRule.Of("messages", (db, now) =>
        {
            DateTime sent = now.AddDays(-90), any = now.AddDays(-365);
            return db.OutboxMessages.IgnoreQueryFilters()
                .Where(m => m.CreatedAt < any || (m.CreatedAt < sent && (m.State == OutboxState.Sent || m.State == OutboxState.Dropped)))
                .OrderBy(m => m.CreatedAt).ThenBy(m => m.Id);
        }));
    }
}
