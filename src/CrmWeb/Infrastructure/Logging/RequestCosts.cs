using System.Net;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmWeb.Infrastructure.Logging;

/// <summary>
/// What requests have cost the process so far, for the benchmark: commands sent, bytes allocated, memory held. Only where
/// Diagnostics:RequestCosts is set, and told to this machine alone.
/// </summary>
internal static class RequestCosts
{
    public const string Path = "/diagnostics/request-costs";

    private const string Setting = "Diagnostics:RequestCosts";

    public static IServiceCollection AddRequestCosts(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetValue<bool>(Setting))
            services.AddSingleton<CommandCounter>().AddSingleton<IInterceptor>(p => p.GetRequiredService<CommandCounter>());
        return services;
    }

    /// <summary>After the proxies, so that the sender is whoever really asks.</summary>
    public static void UseRequestCosts(this WebApplication app)
    {
        if (app.Services.GetService<CommandCounter>() is not { } counter)
            return;

        app.Use((context, next) => context.Request.Path == Path && context.Connection.RemoteIpAddress is { } sender && IPAddress.IsLoopback(sender)
            ? context.Response.WriteAsJsonAsync(new RequestCostFigures(
                counter.Commands, GC.GetTotalAllocatedBytes(precise: true), Environment.WorkingSet, GC.GetTotalMemory(false), GC.CollectionCount(2),
                GC.GetTotalPauseDuration().TotalMilliseconds))
            : next(context));
    }
}

/// <summary>Figures of the whole process since its start; two readings and the requests between them give the cost of one.</summary>
internal sealed record RequestCostFigures(
    long Commands, long AllocatedBytes, long WorkingSetBytes, long HeapBytes, int FullCollections, double PauseMilliseconds);
