using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Notifications;

/// <summary>Registers what tells people things.</summary>
public static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddScoped<Announcing>();
        services.AddScoped<NotificationComposing>();
        return services;
    }
}
