namespace CrmWeb.Infrastructure.Startup;

/// <summary>
/// Gives memory back when nobody works. Starting and the first calls of each page leave tens of megabytes that nobody needs
/// again, and the collector, which looks at its youngest objects first, would come to them hours later. A thorough collection
/// halts the process for about a tenth of a second, so it waits for a quiet moment and for something to gain.
/// </summary>
public sealed class IdleTidying(TimeProvider clock) : BackgroundService
{
    /// <summary>The jobs alone allocate less in an interval; one page needs about as much.</summary>
    public const long QuietBytes = 4 << 20;

    /// <summary>Below that, there is little to find.</summary>
    public const long WorthwhileBytes = 32 << 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private long tidied;
    private long last;

    /// <param name="allocated">Bytes allocated since the process began.</param>
    /// <returns>Whether little was allocated since the last call, but much since the last time it said yes.</returns>
    public bool IsTime(long allocated)
    {
        var isQuiet = allocated - last < QuietBytes;
        last = allocated;
        if (!isQuiet || allocated - tidied < WorthwhileBytes)
            return false;
        tidied = allocated;
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (IsTime(GC.GetTotalAllocatedBytes()))
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                NativeHeap.GiveBack();
            }
        }
    }
}

/// <summary>Registers <see cref="IdleTidying"/>.</summary>
internal static class IdleTidyingModule
{
    /// <summary>In Production alone: in tests many programs share a process.</summary>
    public static IServiceCollection AddIdleTidying(this IServiceCollection services, IHostEnvironment environment) =>
        environment.IsProduction() ? services.AddHostedService<IdleTidying>() : services;
}
