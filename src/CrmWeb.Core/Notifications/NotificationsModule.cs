using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Notifications;

/// <summary>Registers what tells people things.</summary>
public static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddScoped<Announcing>();
        services.AddScoped<NotificationComposing>();
        services.AddScoped<NotificationQueries>();
        services.AddScoped<NotificationReading>();
        services.AddScoped<NotificationChoosing>();
        services.AddSingleton<FreshNotifications>();
        return services;
    }
}
