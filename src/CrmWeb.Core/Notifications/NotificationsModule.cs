using CrmWeb.Core.Data;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Outbox;
using CrmWeb.Core.Signals;
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
        services.AddScoped<Announcing>();
        services.AddScoped<NotificationComposing>();
        services.AddScoped<NotificationQueries>();
        services.AddScoped<NotificationReading>();
        services.AddScoped<NotificationChoosing>();
        services.AddSingleton<FreshNotifications>();
        return services.AddChannels().AddOutbox();
    }

    /// <summary>The ways out, and what keeps them from leading into the local network.</summary>
    private static IServiceCollection AddChannels(this IServiceCollection services)
    {
        services.AddDataProtection();
        services.AddSingleton(p => OutboundPolicy.From(p.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton<HostLookup>();
        services.TryAddSingleton(OutboundTimes.Default);
        services.AddSingleton<OutboundConnections>();
        services.AddSingleton<SecretSealing>();
        services.AddSingleton<PublicLinks>();
        services.AddSingleton<ChannelSetup>();
        services.AddSingleton<RenewedRefreshTokens>();
        services.AddSingleton<MailTokens>();
        services.AddSingleton<MailConnections>();
        services.AddSingleton<MessageRoutes>();
        services.AddScoped<ChannelAdministration>();
        services.AddScoped<RobotAdministration>();
        services.AddScoped<CompulsoryChannels>();
        services.AddScoped<ChannelQueries>();
        services.AddScoped<ChannelTesting>();

        // Not the mail server's: a form without one takes it away, whatever else is missing then.
        return services.AddPageRules<RobotForm, ChannelsText>(text => new RobotFormValidator(null, null!, null!, text));
    }

    private static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.AddScoped<OutboxPlanning>();
        services.AddSingleton<OutboxLimits>();
        services.AddSingleton<OutboxLeasing>();
        services.AddSingleton<OutboxHindrances>();
        services.AddSingleton<OutboxAlarm>();
        services.AddSingleton<OutboxSending>();
        services.AddScoped<OutboxQueries>();
        services.AddScoped<OutboxResending>();
        return services.AddJob<OutboxJob>("outbox", "*/10 * * * * *", Wake.Outbox);
    }
}
