using CrmWeb.Core.Notifications.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Inbox;

/// <summary>Registers the inbox: notifications in words, for their readers, and what each reader wants to be told of.</summary>
public static class InboxModule
{
    public static IServiceCollection AddInbox(this IServiceCollection services)
    {
        services.AddScoped<NotificationComposer>();
        services.AddScoped<INotificationComposer>(p => p.GetRequiredService<NotificationComposer>());
        services.AddScoped<NotificationQueries>();
        services.AddScoped<ReadMarks>();
        services.AddScoped<NotificationPreferences>();
        services.AddSingleton<FreshNotifications>();
        return services;
    }
}
